/**
 * A small DEFLATE decoder for codecs and extractors, which have no host to ask: lists and messages of some kilobytes.
 * Decoders use the host's.
 * Sources: RFC 1951 (the decoding by counts of code lengths follows its section 3.2.2); RFC 1950 and 1952 for what stands
 * around it in zlib and gzip; RFC 7692 section 7.2.2 for messages that share a window.
 * Does not see: checksums; a preset dictionary; a second member of a gzip file.
 */
import { limit, malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { Unpacking } from './unpacking.ts';

const empty = new Uint8Array(0);
/** What ends a message by RFC 7692, and is not sent. */
const messageTail = Uint8Array.of(0, 0, 0xff, 0xff);
/** How far back a copy may reach. */
const windowBytes = 32 * 1024;

/** What reading so many packed bytes may have cost, in bytes of output: DEFLATE never makes more of them. */
export function costOf(packedBytes: number, most: number): number {
  return Math.min(most, 1032 * packedBytes);
}

/** A raw stream's bytes. Offsets count from its first byte; more than `most` bytes of output are a limit. */
export function inflate(bytes: Uint8Array, most: number): Result<Uint8Array> {
  return run(new Unpacking(bytes, empty, most), false);
}

/** A zlib stream's bytes (RFC 1950). */
export function inflateZlib(bytes: Uint8Array, most: number): Result<Uint8Array> {
  const [method = 0, flags = 0] = bytes;
  const isZlib = (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0 && (flags & 0x20) === 0;
  return isZlib ? inflate(bytes.subarray(2), most) : notThisFormat;
}

/** Unpacks messages that may repeat what stood in the messages before them: permessage-deflate. */
export class MessageInflater {
  readonly #keepsWindow: boolean;
  #window: Uint8Array = empty;

  constructor(keepsWindow: boolean) {
    this.#keepsWindow = keepsWindow;
  }

  /** One message's bytes. After one that is broken, those that lean on it are, too. */
  message(bytes: Uint8Array, most: number): Result<Uint8Array> {
    const whole = new Uint8Array(bytes.length + messageTail.length);
    whole.set(bytes);
    whole.set(messageTail, bytes.length);
    const unpacking = new Unpacking(whole, this.#window, most);
    const result = run(unpacking, true);
    if (this.#keepsWindow) this.#window = unpacking.tail(windowBytes);
    return result;
  }
}

/** Reads block after block: up to the last one, or, in messages, to the end of the bytes. */
function run(unpacking: Unpacking, toTheEnd: boolean): Result<Uint8Array> {
  for (;;) {
    const last = unpacking.bits(1) === 1;
    const whole = unpacking.block(unpacking.bits(2));
    if (unpacking.full) return limit(unpacking.at, `more than ${unpacking.most} bytes unpacked`);
    if (!whole) return malformed(unpacking.at, 'packed data is broken or cut');
    if (last || (toTheEnd && unpacking.atEnd)) return ok(unpacking.result());
  }
}
