/** DEFLATE's blocks, one after another, into bytes that grow as they come. Source: RFC 1951, section 3.2. */

const longestCode = 15;
const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBases = Array.from({ length: 30 }, (_, i) => (i < 4 ? i + 1 : 1 + ((2 + (i % 2)) << ((i >> 1) - 1))));
const distanceBits = Array.from({ length: 30 }, (_, i) => (i < 4 ? 0 : (i >> 1) - 1));
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** How many codes there are of each length, and their symbols in order. */
interface Code {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

function codeOf(lengths: readonly number[]): Code {
  const counts = new Array<number>(longestCode + 1).fill(0);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const symbols = lengths.map((_, symbol) => symbol).filter((symbol) => lengths[symbol] !== 0);
  symbols.sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
  return { counts, symbols };
}

const fixedLengths = codeOf(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)));
const fixedDistances = codeOf(new Array<number>(30).fill(5));

export class Unpacking {
  /** Bytes of output that are allowed. */
  readonly most: number;
  readonly #bytes: Uint8Array;
  /** What came before, and the output behind it. */
  #out: Uint8Array;
  readonly #from: number;
  #length: number;
  /** In bits. */
  #at = 0;

  constructor(bytes: Uint8Array, window: Uint8Array, most: number) {
    this.most = most;
    this.#bytes = bytes;
    this.#from = window.length;
    this.#length = window.length;
    this.#out = new Uint8Array(window.length + Math.min(most, Math.max(256, 4 * bytes.length)));
    this.#out.set(window);
  }

  /** Bytes read. */
  get at(): number {
    return Math.min(this.#bytes.length, Math.ceil(this.#at / 8));
  }

  get atEnd(): boolean {
    return this.#at >= 8 * this.#bytes.length;
  }

  get full(): boolean {
    return this.#length - this.#from > this.most;
  }

  get #broken(): boolean {
    return this.#at > 8 * this.#bytes.length || this.full;
  }

  result(): Uint8Array {
    return this.#out.slice(this.#from, this.#length);
  }

  /** The last bytes of the output, with what came before it. */
  tail(bytes: number): Uint8Array {
    return this.#out.slice(Math.max(0, this.#length - bytes), this.#length);
  }

  /** Zeros beyond the end, which `block` then notices. */
  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.#at++)
      value |= (((this.#bytes[this.#at >> 3] ?? 0) >> (this.#at & 7)) & 1) << i;
    return value;
  }

  /** False where the block is broken or too long. */
  block(kind: number): boolean {
    if (kind === 0) return this.#stored();
    if (kind === 1) return this.#packed(fixedLengths, fixedDistances);
    const codes = kind === 2 ? this.#codes() : undefined;
    return codes !== undefined && this.#packed(...codes);
  }

  #push(byte: number): void {
    if (this.#length === this.#out.length) {
      const larger = new Uint8Array(2 * this.#out.length + 256);
      larger.set(this.#out);
      this.#out = larger;
    }
    this.#out[this.#length++] = byte;
  }

  #stored(): boolean {
    this.#at = 8 * Math.ceil(this.#at / 8);
    const length = this.bits(16);
    if ((this.bits(16) ^ length) !== 0xffff) return false;
    for (let i = 0; i < length && !this.#broken; i++) this.#push(this.bits(8));
    return !this.#broken;
  }

  #symbol({ counts, symbols }: Code): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= longestCode; length++) {
      code |= this.bits(1);
      const count = counts[length] ?? 0;
      if (code - first < count) return symbols[index + code - first] ?? -1;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return -1;
  }

  #codes(): [Code, Code] | undefined {
    const [literals, distances, lengthCodes] = [this.bits(5) + 257, this.bits(5) + 1, this.bits(4) + 4];
    const lengths = new Array<number>(19).fill(0);
    for (const symbol of lengthOrder.slice(0, lengthCodes)) lengths[symbol] = this.bits(3);
    const code = codeOf(lengths);
    const all: number[] = [];
    while (all.length < literals + distances) {
      const symbol = this.#symbol(code);
      if (symbol < 0 || this.#broken || (symbol === 16 && all.length === 0)) return undefined;
      if (symbol < 16) all.push(symbol);
      else this.#repeat(all, symbol);
    }
    return [codeOf(all.slice(0, literals)), codeOf(all.slice(literals, literals + distances))];
  }

  #repeat(lengths: number[], symbol: number): void {
    const value = symbol === 16 ? (lengths.at(-1) ?? 0) : 0;
    const times = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7);
    for (let i = 0; i < times; i++) lengths.push(value);
  }

  #packed(lengths: Code, distances: Code): boolean {
    while (!this.#broken) {
      const symbol = this.#symbol(lengths);
      if (symbol < 0) return false;
      if (symbol === 256) return !this.#broken;
      if (symbol < 256) this.#push(symbol);
      else if (!this.#copy(symbol - 257, distances)) return false;
    }
    return false;
  }

  #copy(symbol: number, distances: Code): boolean {
    const length = (lengthBases[symbol] ?? 0) + this.bits(lengthBits[symbol] ?? 0);
    const code = this.#symbol(distances);
    const distance = (distanceBases[code] ?? 0) + this.bits(distanceBits[code] ?? 0);
    const from = this.#length - distance;
    if (length < 3 || distance === 0 || from < 0) return false;
    for (let i = 0; i < length; i++) this.#push(this.#out[from + i] ?? 0);
    return true;
  }
}
