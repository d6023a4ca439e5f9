/** Lists that grow to millions of entries, block by block: what is there is never copied. */

const blockNumbers = 16 * 1024;
const blockBytes = 1024 * 1024;

/** Whole numbers below 2^32. */
export class NumberList {
  readonly #blocks: Uint32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Gives the new length. */
  push(number: number): number {
    if (this.#length === this.#blocks.length * blockNumbers) this.#blocks.push(new Uint32Array(blockNumbers));
    this.#length++;
    this.set(this.#length - 1, number);
    return this.#length;
  }

  /** 0 where there is none. */
  at(index: number): number {
    return this.#blocks[Math.floor(index / blockNumbers)]?.[index % blockNumbers] ?? 0;
  }

  set(index: number, number: number): void {
    const block = this.#blocks[Math.floor(index / blockNumbers)];
    if (block) block[index % blockNumbers] = number;
  }
}

/** Pieces of bytes one after the other, each within one block. */
export class ByteBlocks {
  readonly #blocks: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The first `length` of them; at most a block. Gives where they stand. */
  push(bytes: Uint8Array, length: number): number {
    const left = this.#blocks.length * blockBytes - this.#length;
    if (length > left) {
      this.#length += left;
      this.#blocks.push(new Uint8Array(blockBytes));
    }
    const at = this.#length;
    const block = this.#blocks.at(-1);
    for (let i = 0; block && i < length; i++) block[(at % blockBytes) + i] = bytes[i] ?? 0;
    this.#length += length;
    return at;
  }

  bytes(at: number, length: number): Uint8Array {
    const start = at % blockBytes;
    return this.#blocks[Math.floor(at / blockBytes)]?.subarray(start, start + length) ?? new Uint8Array();
  }

  /** Whether the first `length` of these bytes stand there. */
  holds(at: number, bytes: Uint8Array, length: number): boolean {
    const block = this.#blocks[Math.floor(at / blockBytes)];
    const start = at % blockBytes;
    for (let i = 0; i < length; i++) if (block?.[start + i] !== bytes[i]) return false;
    return true;
  }
}
