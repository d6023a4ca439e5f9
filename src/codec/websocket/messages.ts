/**
 * The messages of one direction of a WebSocket conversation: fragments joined, control frames between them passed over,
 * packed ones unpacked.
 * Sources: RFC 6455 section 5.4 (fragments), RFC 7692 (permessage-deflate; a window may be kept from message to message).
 * Does not see: packed messages behind one that was lost, where they lean on it.
 */
import { limit, type Result } from '../../model/result.ts';
import { costOf, MessageInflater } from '../inflate/inflate.ts';
import { type Frame, readFrame } from './frame.ts';

/** How one direction packs its messages. */
export interface Packing {
  /** Absent where nothing was agreed on: then no message is packed. */
  readonly window?: 'kept' | 'new';
}

interface WebSocketMessage {
  readonly payload: Uint8Array;
  /** From the first frame's first byte to just behind the last one. */
  readonly start: number;
  readonly end: number;
}

/** Bytes of one message, and of all packed messages of a direction once unpacked. */
const largestMessage: number = 1024 * 1024;
const mostUnpacked: number = 64 * 1024 * 1024;

export type WebSocketReading = WebSocketMessage | { readonly cut: Result<never>; readonly start: number };

/**
 * @param from where the first frame begins
 * @param resume where a frame may begin again behind bytes that are none: a segment's start
 */
export function* readMessages(
  bytes: Uint8Array,
  from: number,
  packing: Packing,
  resume: (after: number) => number | undefined,
): Generator<WebSocketReading> {
  const gathering = new Gathering(packing);
  for (let at: number | undefined = from; at !== undefined && at < bytes.length; ) {
    const frame = readFrame(bytes, at);
    if (frame.status === 'ok') {
      const message = gathering.take(frame.value, at);
      if (message !== undefined) yield message;
      at = frame.value.end;
    } else {
      gathering.drop();
      if (frame.status === 'limit') yield { cut: frame, start: at };
      at = frame.status === 'limit' ? frame.at : resume(at);
    }
  }
}

/** Fragments on their way to a message. */
class Gathering {
  readonly #inflater: MessageInflater | undefined;
  #parts: Uint8Array[] = [];
  #length = 0;
  #start = 0;
  #packed = false;
  #open = false;
  #unpacked = 0;

  constructor({ window }: Packing) {
    this.#inflater = window === undefined ? undefined : new MessageInflater(window === 'kept');
  }

  take({ kind, last, packed, payload, end }: Frame, at: number): WebSocketReading | undefined {
    if (kind === 'close' || kind === 'ping' || kind === 'pong') return undefined;
    if (kind !== 'continuation') {
      this.drop();
      this.#open = true;
      this.#start = at;
      this.#packed = packed;
    } else if (!this.#open) return undefined; // its beginning was not seen
    this.#parts.push(payload);
    this.#length += payload.length;
    if (this.#length > largestMessage) return this.#refuse(`a message over ${largestMessage} bytes`);
    return last ? this.#finish(end) : undefined;
  }

  drop(): void {
    this.#parts = [];
    this.#length = 0;
    this.#open = false;
  }

  #finish(end: number): WebSocketReading | undefined {
    const [start, packed, joined] = [this.#start, this.#packed, this.#joined()];
    this.drop();
    if (!packed) return { payload: joined, start, end };
    if (this.#inflater === undefined) return undefined;
    if (this.#unpacked > mostUnpacked) return undefined;
    const plain = this.#inflater.message(joined, largestMessage);
    // One that is broken or too long may have cost as much as one that is read.
    this.#unpacked += plain.status === 'ok' ? plain.value.length : costOf(joined.length, largestMessage);
    if (plain.status === 'limit') return this.#refuse(plain.what);
    if (plain.status !== 'ok') return undefined;
    if (this.#unpacked > mostUnpacked) return this.#refuse(`more than ${mostUnpacked} bytes of packed messages`);
    return { payload: plain.value, start, end };
  }

  #joined(): Uint8Array {
    const [only] = this.#parts;
    if (only !== undefined && this.#parts.length === 1) return only;
    const joined = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  }

  #refuse(what: string): WebSocketReading {
    this.drop();
    return { cut: limit(this.#start, what), start: this.#start };
  }
}
