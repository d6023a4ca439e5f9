/**
 * Bytes that somebody sends: a connection, standard input, a file that is being unpacked. No more of them wait here than
 * there is room for; whoever sends must wait, too.
 */
import { headLength, type Tape } from './tape.ts';

/** Bytes that may wait. */
const roomBytes = 4 * 1024 * 1024;
const none = new Uint8Array(0);

export class Inbox implements Tape {
  readonly name: string;
  #queue: Uint8Array[] = [];
  #waiting = 0;
  #offset = 0;
  #head: Uint8Array = none;
  #ended = false;
  #closed = false;
  #room: (() => void) | undefined;
  failed: string | undefined;

  constructor(name: string) {
    this.name = name;
  }

  /** Takes all pieces, one after another, as fast as they are taken out again. */
  async fill(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const piece of pieces) {
        if (this.#closed) break;
        this.#put(piece);
        if (this.#waiting >= roomBytes) await this.#drained();
      }
    } catch (error) {
      this.failed = error instanceof Error ? error.message : 'unknown error';
    }
    this.#ended = true;
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#room = resolve;
    });
  }

  #put(piece: Uint8Array): void {
    if (this.#head.length < headLength)
      this.#head = new Uint8Array(Buffer.concat([this.#head, piece.subarray(0, headLength - this.#head.length)]));
    if (piece.length === 0) return;
    this.#queue.push(piece);
    this.#waiting += piece.length;
  }

  get offset(): number {
    return this.#offset;
  }

  get over(): boolean {
    return this.#ended && this.#waiting === 0;
  }

  head(): Uint8Array {
    return this.#head;
  }

  /** Several pieces at once where there are some: what follows costs by the call. */
  next(room: Uint8Array, most: number = room.length): Uint8Array {
    const end = Math.min(room.length, most);
    let filled = 0;
    for (let piece = this.#queue[0]; piece !== undefined && filled < end; piece = this.#queue[0]) {
      const part = piece.subarray(0, end - filled);
      room.set(part, filled);
      filled += part.length;
      if (part.length === piece.length) this.#queue.shift();
      else this.#queue[0] = piece.subarray(part.length);
    }
    this.#waiting -= filled;
    this.#offset += filled;
    if (this.#waiting < roomBytes / 2) {
      this.#room?.();
      this.#room = undefined;
    }
    return room.subarray(0, filled);
  }

  lag(): number {
    return this.#waiting;
  }

  close(): void {
    this.#closed = true;
    this.#queue = [];
    this.#waiting = 0;
    this.#ended = true;
    this.#room?.();
  }
}
