/** Lists that grow to millions of entries in as little memory as their content takes. */

const blockBytes = 1024 * 1024;

/** Whole numbers below 2^32. */
export class NumberList {
  #numbers = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Gives the new length. */
  push(number: number): number {
    if (this.#length === this.#numbers.length) {
      const grown = new Uint32Array(2 * this.#length);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.#length] = number;
    this.#length++;
    return this.#length;
  }

  /** 0 where there is none. */
  at(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  set(index: number, number: number): void {
    if (index < this.#length) this.#numbers[index] = number;
  }
}

/** Pieces of bytes one after the other, each within one block: what is there is never copied. */
export class ByteBlocks {
  readonly #blocks: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** At most a block. Gives where they stand. */
  push(bytes: Uint8Array): number {
    const left = this.#blocks.length * blockBytes - this.#length;
    if (bytes.length > left) {
      this.#length += left;
      this.#blocks.push(new Uint8Array(blockBytes));
    }
    const at = this.#length;
    this.#blocks.at(-1)?.set(bytes, at % blockBytes);
    this.#length += bytes.length;
    return at;
  }

  bytes(at: number, length: number): Uint8Array {
    const start = at % blockBytes;
    return this.#blocks[Math.floor(at / blockBytes)]?.subarray(start, start + length) ?? new Uint8Array();
  }

  /** Whether these bytes stand there. */
  holds(at: number, bytes: Uint8Array): boolean {
    const block = this.#blocks[Math.floor(at / blockBytes)];
    const start = at % blockBytes;
    return block !== undefined && bytes.every((byte, i) => block[start + i] === byte);
  }
}
