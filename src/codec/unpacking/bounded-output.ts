/**
 * Where a decompressor of the Lempel-Ziv family writes: bytes that come, and bytes that repeat what came before.
 * Memory grows with what was really written, never with what a header claims.
 */

const firstBytes = 64 * 1024;

/** What came of unpacking. What was read before data broke off is kept, for it is evidence. */
export interface Unpacked {
  readonly bytes: Uint8Array;
  /** Bytes of the packed data that were read. */
  readonly packedBytes: number;
  /** `whole`: the data ended where they say. `full`: no more bytes were asked for. `broken`: they end or lie. */
  readonly end: 'whole' | 'full' | 'broken';
}

export class BoundedOutput {
  length = 0;
  /** Something was written beyond `most`, and dropped. */
  overflown = false;
  readonly most: number;
  #bytes: Uint8Array;

  /** @param most bytes that may be written */
  constructor(most: number) {
    this.most = most;
    this.#bytes = new Uint8Array(Math.min(most, firstBytes));
  }

  get full(): boolean {
    return this.length >= this.most;
  }

  push(byte: number): void {
    if (this.full) this.overflown = true;
    if (this.full) return;
    if (this.length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.length++] = byte;
  }

  /** Writes again `count` bytes from `distance` bytes ago; false where there are none so far back. */
  repeat(distance: number, count: number): boolean {
    if (distance < 1 || distance > this.length) return false;
    const end = Math.min(this.most, this.length + count);
    if (end < this.length + count) this.overflown = true;
    if (end > this.#bytes.length) this.#grow(end - this.length);
    const bytes = this.#bytes;
    for (let to = this.length; to < end; to++) bytes[to] = bytes[to - distance] ?? 0;
    this.length = end;
    return true;
  }

  /** The byte written `distance` bytes ago; 0 where there is none. */
  back(distance: number): number {
    return this.#bytes[this.length - distance] ?? 0;
  }

  /** What was written; nothing may be written after this. */
  take(): Uint8Array {
    return this.length * 2 < this.#bytes.length
      ? this.#bytes.slice(0, this.length)
      : this.#bytes.subarray(0, this.length);
  }

  #grow(by: number): void {
    const wanted = Math.max(this.#bytes.length * 2, this.length + by);
    const grown = new Uint8Array(Math.min(this.most, wanted));
    grown.set(this.#bytes.subarray(0, this.length));
    this.#bytes = grown;
  }
}
