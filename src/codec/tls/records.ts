/**
 * The record layer of TLS, as far as it is in the open: the handshake messages of one direction before encryption
 * begins, put together from as many records as they take.
 * Sources: RFC 8446, sections 4, 5.1 and D.4; RFC 5246, sections 6.2 and 7.4.
 * Does not see: SSL 2 and its way to greet (RFC 6101, appendix E), DTLS, QUIC.
 */
import { u8, u16be } from '../network/integers.ts';

export const handshakeType = { clientHello: 1, serverHello: 2, certificate: 11 } as const;

const contentType = { changeCipherSpec: 20, handshake: 22 } as const;
const headerSize = 5;
const messageHeaderSize = 4;
/** Bytes of a record: 2^14, and what ciphers of TLS 1.2 may add. */
const largestRecord = 16_384 + 2_048;
/** Bytes of all messages of one direction; chains of certificates stay far below. */
const mostBytes = 256 * 1024;

/** What the direction said in the open, message after message, headers included. */
export interface OpenMessages {
  /** The bodies of the records, one after the other. */
  readonly bytes: Uint8Array;
  readonly messages: readonly OpenMessage[];
}

/** Offsets into `OpenMessages.bytes`. */
export interface OpenMessage {
  readonly type: number;
  /** First byte behind the message's header. */
  readonly at: number;
  /** First byte behind the message, or behind what there is of it. */
  readonly end: number;
  /** It breaks off: the bytes do, or there are too many of them. */
  readonly isCut: boolean;
}

/** Whose greeting a record begins with; undefined where something else stands. Six bytes are enough to tell. */
export function greetingAt(bytes: Uint8Array, at: number): 'client' | 'server' | undefined {
  if (at + headerSize + 1 > bytes.length || !isRecord(bytes, at)) return undefined;
  const type = u8(bytes, at) === contentType.handshake ? u8(bytes, at + headerSize) : 0;
  if (type === handshakeType.clientHello) return 'client';
  return type === handshakeType.serverHello ? 'server' : undefined;
}

function isRecord(bytes: Uint8Array, at: number): boolean {
  const length = u16be(bytes, at + 3);
  return u8(bytes, at + 1) === 3 && u8(bytes, at + 2) <= 4 && length > 0 && length <= largestRecord;
}

/** Reads up to where encryption begins, the bytes end, or something that is no record stands. */
export function readOpenMessages(bytes: Uint8Array): OpenMessages {
  const bodies: Uint8Array[] = [];
  let [size, at] = [0, 0];
  while (at + headerSize <= bytes.length && isRecord(bytes, at) && size < mostBytes) {
    const type = u8(bytes, at);
    const body = bytes.subarray(at + headerSize, at + headerSize + u16be(bytes, at + 3));
    // Behind a first hello that is to be repeated, this record is there for show alone (RFC 8446, D.4).
    const isShow = type === contentType.changeCipherSpec && endsInRetry(bodies);
    if (type !== contentType.handshake && !isShow) break;
    at = Math.min(bytes.length, at + headerSize + body.length);
    if (isShow) continue;
    bodies.push(body);
    size += body.length;
  }
  const joined = join(bodies, size);
  return { bytes: joined, messages: messagesOf(joined) };
}

/** A server hello with this as its random bytes asks for another client hello (RFC 8446, section 4.1.3). */
const retryRandom = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

/** True where the server hello whose body begins at `at` asks for another client hello. */
export function isRetry(bytes: Uint8Array, at: number): boolean {
  let random = '';
  for (const byte of bytes.subarray(at + 2, at + 34)) random += byte.toString(16).padStart(2, '0');
  return random === retryRandom;
}

/** A retry is one message in one record: servers send nothing else before the next client hello. */
function endsInRetry(bodies: readonly Uint8Array[]): boolean {
  const [only] = bodies;
  return bodies.length === 1 && only?.[0] === handshakeType.serverHello && isRetry(only, messageHeaderSize);
}

function join(bodies: readonly Uint8Array[], size: number): Uint8Array {
  const joined = new Uint8Array(size);
  let at = 0;
  for (const body of bodies) {
    joined.set(body, at);
    at += body.length;
  }
  return joined;
}

function messagesOf(bytes: Uint8Array): OpenMessage[] {
  const messages: OpenMessage[] = [];
  for (let start = 0; start + messageHeaderSize <= bytes.length; ) {
    const at = start + messageHeaderSize;
    const end = at + u8(bytes, start + 1) * 0x10000 + u16be(bytes, start + 2);
    messages.push({ type: u8(bytes, start), at, end: Math.min(end, bytes.length), isCut: end > bytes.length });
    start = end;
  }
  return messages;
}
