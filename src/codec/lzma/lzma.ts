/**
 * Raw LZMA1 data: Lempel-Ziv under a range coder, as UPX, 7-Zip and `.lzma` files carry them behind their headers.
 * Source: I. Pavlov, "LZMA specification" (2015), in the LZMA SDK, https://www.7-zip.org/sdk.html
 * Does not see: LZMA2's chunks (lzma2.ts), the headers in front. A dictionary is not kept apart: all output is kept.
 */
import { BoundedOutput, type Unpacked } from '../unpacking/bounded-output.ts';
import { BitTree, LengthCoder, newProbabilities, RangeDecoder } from './range-decoder.ts';

export interface LzmaProperties {
  /** Bits of the byte before that choose a literal's model (lc): 0 to 8. */
  readonly literalContextBits: number;
  /** Bits of the position that do (lp): 0 to 4. */
  readonly literalPositionBits: number;
  /** Bits of the position that choose other models (pb): 0 to 4. */
  readonly positionBits: number;
}

const states = 12;
const mostPositionStates = 16;
const shortestMatch = 2;
const alignBits = 4;
const endMarker = 0xffffffff;

/** What the last steps were is one of 12 states: the next one after each step. */
const afterLiteral = [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 4, 5];
const afterMatch = (state: number): number => (state < 7 ? 7 : 10);
const afterRepeat = (state: number): number => (state < 7 ? 8 : 11);
const afterShortRepeat = (state: number): number => (state < 7 ? 9 : 11);

/** The properties as one byte, as `.lzma` and 7z files have them: (pb * 5 + lp) * 9 + lc. */
export function lzmaProperties(byte: number): LzmaProperties | undefined {
  if (byte >= 9 * 5 * 5) return undefined;
  const rest = Math.floor(byte / 9);
  return { literalContextBits: byte % 9, literalPositionBits: rest % 5, positionBits: Math.floor(rest / 5) };
}

/** Unpacks up to `most` bytes. Data need not carry a mark at their end where their size is known. */
export function unpackLzma(packed: Uint8Array, properties: LzmaProperties, most: number): Unpacked {
  const output = new BoundedOutput(most);
  const range = new RangeDecoder(packed);
  const end = new LzmaDecoder(output, properties).run(range, most);
  return { bytes: output.take(), packedBytes: range.position, end };
}

/** What was learned so far: it may go on with the next piece of packed data, as LZMA2 does. */
export class LzmaDecoder {
  #range: RangeDecoder = new RangeDecoder(new Uint8Array(0));
  readonly #output: BoundedOutput;
  readonly #properties: LzmaProperties;
  readonly #positionMask: number;
  readonly #literals: Uint16Array;
  readonly #isMatch: Uint16Array = newProbabilities(states * mostPositionStates);
  readonly #isRepeat: Uint16Array = newProbabilities(states);
  readonly #isRepeat0: Uint16Array = newProbabilities(states);
  readonly #isRepeat0Long: Uint16Array = newProbabilities(states * mostPositionStates);
  readonly #isRepeat1: Uint16Array = newProbabilities(states);
  readonly #isRepeat2: Uint16Array = newProbabilities(states);
  readonly #slots: readonly BitTree[] = Array.from({ length: 4 }, () => new BitTree(6));
  readonly #middle: Uint16Array = newProbabilities(128);
  readonly #align: BitTree = new BitTree(alignBits);
  readonly #lengths: LengthCoder = new LengthCoder();
  readonly #repeatLengths: LengthCoder = new LengthCoder();
  #state = 0;
  /** The last four distances, counted from 0 as the format does. */
  readonly #distances: [number, number, number, number] = [0, 0, 0, 0];

  constructor(output: BoundedOutput, properties: LzmaProperties) {
    this.#output = output;
    this.#properties = properties;
    this.#positionMask = (1 << properties.positionBits) - 1;
    this.#literals = newProbabilities(0x300 << (properties.literalContextBits + properties.literalPositionBits));
  }

  /** Unpacks until the output has `until` bytes or, where the last match is longer, more. */
  run(range: RangeDecoder, until: number): Unpacked['end'] {
    this.#range = range;
    let end: Unpacked['end'] | undefined = range.begins ? undefined : 'broken';
    while (end === undefined) end = this.#output.length >= until ? 'full' : this.#step();
    return end;
  }

  /** One literal or match; says how the data end where they do. */
  #step(): Unpacked['end'] | undefined {
    const range = this.#range;
    const position = this.#output.length & this.#positionMask;
    const model = this.#state * mostPositionStates + position;
    if (range.bit(this.#isMatch, model) === 0) this.#literal();
    else if (range.bit(this.#isRepeat, this.#state) === 0) return this.#match(position);
    else return this.#repeat(position, model);
    return range.exhausted ? 'broken' : undefined;
  }

  #literal(): void {
    const { literalContextBits, literalPositionBits } = this.#properties;
    const output = this.#output;
    const place = output.length & ((1 << literalPositionBits) - 1);
    const before = output.length > 0 ? output.back(1) : 0;
    const base = 0x300 * ((place << literalContextBits) + (before >> (8 - literalContextBits)));
    let symbol = 1;
    if (this.#state >= 7) symbol = this.#matchedLiteral(base, output.back(this.#distances[0] + 1));
    while (symbol < 0x100) symbol = (symbol << 1) | this.#range.bit(this.#literals, base + symbol);
    this.#state = afterLiteral[this.#state] ?? 0;
    output.push(symbol & 0xff);
  }

  /** After a match the byte that would have followed is a hint, as long as the bits agree with it. */
  #matchedLiteral(base: number, hint: number): number {
    let symbol = 1;
    let rest = hint;
    while (symbol < 0x100) {
      const hinted = (rest >> 7) & 1;
      rest = (rest << 1) & 0xff;
      const bit = this.#range.bit(this.#literals, base + ((1 + hinted) << 8) + symbol);
      symbol = (symbol << 1) | bit;
      if (bit !== hinted) break;
    }
    return symbol;
  }

  #match(position: number): Unpacked['end'] | undefined {
    const distances = this.#distances;
    distances[3] = distances[2];
    distances[2] = distances[1];
    distances[1] = distances[0];
    const length = this.#lengths.read(this.#range, position);
    this.#state = afterMatch(this.#state);
    distances[0] = this.#readDistance(length);
    if (distances[0] === endMarker) return this.#range.exhausted ? 'broken' : 'whole';
    return this.#copy(length + shortestMatch);
  }

  #repeat(position: number, model: number): Unpacked['end'] | undefined {
    const range = this.#range;
    if (this.#output.length === 0) return 'broken';
    if (range.bit(this.#isRepeat0, this.#state) === 0) {
      if (range.bit(this.#isRepeat0Long, model) === 0) {
        this.#state = afterShortRepeat(this.#state);
        return this.#copy(1);
      }
    } else
      this.#recall(range.bit(this.#isRepeat1, this.#state) === 0 ? 1 : 2 + range.bit(this.#isRepeat2, this.#state));
    const length = this.#repeatLengths.read(range, position);
    this.#state = afterRepeat(this.#state);
    return this.#copy(length + shortestMatch);
  }

  /** Brings the distance at `index` to the front. */
  #recall(index: number): void {
    const distances = this.#distances;
    const recalled = distances[index] ?? 0;
    for (let i = index; i > 0; i--) distances[i] = distances[i - 1] ?? 0;
    distances[0] = recalled;
  }

  #copy(length: number): 'broken' | undefined {
    const there = this.#output.repeat(this.#distances[0] + 1, length);
    return there && !this.#range.exhausted ? undefined : 'broken';
  }

  #readDistance(length: number): number {
    const slot = this.#slots[Math.min(length, 3)]?.read(this.#range) ?? 0;
    if (slot < 4) return slot;
    const directBits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** directBits;
    if (slot < 14) return base + this.#range.reverseBits(this.#middle, base - slot, directBits);
    const high = this.#range.directBits(directBits - alignBits) * 2 ** alignBits;
    return base + high + this.#align.readReverse(this.#range);
  }
}
