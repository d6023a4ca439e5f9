/**
 * Reads the binary format's integers and vectors from a stretch of bytes. What lies beyond the stretch, or is longer
 * than a number may be, breaks the cursor: from then on it reads zeros, and `brokenAt` says where it went wrong. So a
 * reader asks once, after a record, instead of after each of its numbers.
 */
export class Cursor {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;
  #brokenAt: number | undefined;

  /** Reads `bytes` from `at` up to `end`, or to where the bytes themselves end. */
  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.#end = Math.min(end, bytes.length);
    this.#at = Math.min(at, this.#end);
  }

  get at(): number {
    return this.#at;
  }

  /** Bytes that are left; none in a broken cursor. */
  get left(): number {
    return this.#end - this.#at;
  }

  get brokenAt(): number | undefined {
    return this.#brokenAt;
  }

  byte(): number {
    if (this.#at >= this.#end) return this.#break();
    return this.#bytes[this.#at++] ?? 0;
  }

  /** An unsigned LEB128 of up to 64 bits, as a number: beyond 2^53 it is only about right, which no size needs. */
  unsigned(): number {
    let value = 0;
    for (let weight = 1, taken = 0; taken < 10; weight *= 128, taken++) {
      const byte = this.byte();
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) return value;
    }
    return this.#break();
  }

  /** Passes over a LEB128 of either sign. */
  skipInteger(): void {
    for (let taken = 0; taken < 10; taken++) if (this.byte() < 0x80) return;
    this.#break();
  }

  skip(count: number): void {
    if (count > this.left) this.#break();
    else this.#at += count;
  }

  /** A vector of bytes: its length, then so many. They are not copied. */
  take(): { readonly at: number; readonly bytes: Uint8Array } {
    const length = this.unsigned();
    const at = this.#at;
    this.skip(length);
    return { at, bytes: this.#bytes.subarray(at, this.#at) };
  }

  #break(): 0 {
    this.#brokenAt ??= this.#at;
    this.#at = this.#end;
    return 0;
  }
}
