/** SHA-256 of a file that is read for something else: pieces that come in their turn are hashed as they come. */
import { createHash } from 'node:crypto';
import { readAt } from '../../gather/files.ts';
import type { Hashed } from './hash-thread.ts';

export class FollowingHash {
  /** Bytes of the file that were hashed. */
  bytes = 0;
  readonly #descriptor: number;
  readonly #hash = createHash('sha256');
  readonly #again: Uint8Array;

  constructor(descriptor: number, pieceBytes: number) {
    this.#descriptor = descriptor;
    this.#again = new Uint8Array(pieceBytes);
  }

  /** Takes a piece that begins at `start`, unless some before it are missing. */
  follow(start: number, piece: Uint8Array): void {
    if (start === this.bytes) this.#take(piece);
  }

  /** Reads the next piece again, up to `end`; false where the file has no more bytes. */
  catchUp(end: number): boolean {
    const piece = this.#again.subarray(0, Math.min(this.#again.length, end - this.bytes));
    const length = readAt(this.#descriptor, this.bytes, piece);
    this.#take(piece.subarray(0, length));
    return length > 0;
  }

  #take(piece: Uint8Array): void {
    this.#hash.update(piece);
    this.bytes += piece.length;
  }

  /** Of all that was hashed; nothing can be added any more. */
  end(): Hashed {
    return { sha256: this.#hash.digest('hex'), end: this.bytes };
  }
}
