/**
 * LZMA's range coder: bits whose probability is learned as they come.
 * Source: I. Pavlov, "LZMA specification" (2015).
 */

const probabilityBits = 11;
const evenOdds = 1 << (probabilityBits - 1);
const adaptation = 5;
const leastRange = 0x1000000;
/** The data begin with a zero and the first four bytes of the code. */
const codeBytes = 5;

/** Models of bits, each as likely 0 as 1 at first. */
export function newProbabilities(count: number): Uint16Array {
  return new Uint16Array(count).fill(evenOdds);
}

export class RangeDecoder {
  /** Something was read beyond the end. */
  exhausted: boolean;
  readonly #bytes: Uint8Array;
  #at = codeBytes;
  #range = 0xffffffff;
  #code = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.exhausted = bytes.length < codeBytes;
    for (let i = 1; i < codeBytes; i++) this.#code = (this.#code * 0x100 + (bytes[i] ?? 0)) >>> 0;
  }

  /** Bytes that were read. */
  get position(): number {
    return Math.min(this.#at, this.#bytes.length);
  }

  /** Whether the first bytes are those of a range coder. */
  get begins(): boolean {
    return !this.exhausted && this.#bytes[0] === 0 && this.#code !== 0xffffffff;
  }

  /** A bit of the model `index`. */
  bit(probabilities: Uint16Array, index: number): number {
    const probability = probabilities[index] ?? evenOdds;
    const bound = (this.#range >>> probabilityBits) * probability;
    let bit = 0;
    if (this.#code < bound) {
      this.#range = bound;
      probabilities[index] = probability + (((1 << probabilityBits) - probability) >> adaptation);
    } else {
      this.#range -= bound;
      this.#code -= bound;
      probabilities[index] = probability - (probability >> adaptation);
      bit = 1;
    }
    if (this.#range < leastRange) this.#shift();
    return bit;
  }

  /** Bits that are as likely 0 as 1, high bit first. */
  directBits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      this.#range = this.#range >>> 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      value = value * 2 + bit;
      if (this.#range < leastRange) this.#shift();
    }
    return value;
  }

  /** A number of `count` bits, low bit first, whose models form a tree that begins after `base`. */
  reverseBits(probabilities: Uint16Array, base: number, count: number): number {
    let node = 1;
    let value = 0;
    for (let i = 0; i < count; i++) {
      const bit = this.bit(probabilities, base + node);
      node = (node << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  #shift(): void {
    if (this.#at >= this.#bytes.length) this.exhausted = true;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | (this.#bytes[this.#at++] ?? 0)) >>> 0;
  }
}

/** A number of a few bits, each bit's model chosen by those before it. */
export class BitTree {
  readonly #bits: number;
  readonly #probabilities: Uint16Array;

  constructor(bits: number) {
    this.#bits = bits;
    this.#probabilities = newProbabilities(1 << bits);
  }

  read(range: RangeDecoder): number {
    let node = 1;
    for (let i = 0; i < this.#bits; i++) node = (node << 1) | range.bit(this.#probabilities, node);
    return node - (1 << this.#bits);
  }

  readReverse(range: RangeDecoder): number {
    return range.reverseBits(this.#probabilities, 0, this.#bits);
  }
}

/** Lengths of matches, less 2: short ones by position, long ones by none. */
export class LengthCoder {
  readonly #choices: Uint16Array = newProbabilities(2);
  readonly #low: readonly BitTree[] = Array.from({ length: 16 }, () => new BitTree(3));
  readonly #middle: readonly BitTree[] = Array.from({ length: 16 }, () => new BitTree(3));
  readonly #high: BitTree = new BitTree(8);

  read(range: RangeDecoder, position: number): number {
    if (range.bit(this.#choices, 0) === 0) return this.#low[position]?.read(range) ?? 0;
    if (range.bit(this.#choices, 1) === 0) return 8 + (this.#middle[position]?.read(range) ?? 0);
    return 16 + this.#high.read(range);
  }
}
