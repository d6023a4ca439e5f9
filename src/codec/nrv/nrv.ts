/**
 * NRV2B, NRV2D and NRV2E: the Lempel-Ziv formats of the UCL library, in which UPX packs programs. Single bits and whole
 * bytes share one stream; bits are taken from words of 1, 2 or 4 bytes, high bit first.
 * Source: M. Oberhumer, UCL, http://www.oberhumer.com/opensource/ucl/ (the formats are those of its decompressors).
 * Does not see: big-endian words.
 */
import { BoundedOutput, type Unpacked } from '../unpacking/bounded-output.ts';

export type NrvFormat = 'NRV2B' | 'NRV2D' | 'NRV2E';

/** The end is told by this offset; no other comes near it. */
const endOffset = 0xffffffff;

/** Bits and bytes of one stream. Beyond its end there are only ones, which end every number. */
class BitReader {
  at = 0;
  /** Something was read beyond the end. */
  exhausted = false;
  readonly #bytes: Uint8Array;
  readonly #wordBytes: number;
  #word = 0;
  #left = 0;

  constructor(bytes: Uint8Array, wordBytes: number) {
    this.#bytes = bytes;
    this.#wordBytes = wordBytes;
  }

  bit(): number {
    if (this.#left === 0) this.#refill();
    return (this.#word >>> --this.#left) & 1;
  }

  byte(): number {
    if (this.at >= this.#bytes.length) this.exhausted = true;
    return this.#bytes[this.at++] ?? 0xff;
  }

  #refill(): void {
    this.#word = 0;
    for (let i = 0; i < this.#wordBytes; i++) this.#word |= this.byte() << (8 * i);
    this.#left = 8 * this.#wordBytes;
  }
}

/** A repetition: how far back and how long. */
interface Match {
  distance: number;
  length: number;
}

/**
 * Unpacks up to `most` bytes. The distance of a match is read first; a prefix of 2 stands for the last distance again.
 */
export function unpackNrv(packed: Uint8Array, format: NrvFormat, wordBytes: 1 | 2 | 4, most: number): Unpacked {
  const bits = new BitReader(packed, wordBytes);
  const output = new BoundedOutput(most);
  const match: Match = { distance: 1, length: 0 };
  const readMatch = format === 'NRV2B' ? readMatch2B : format === 'NRV2D' ? readMatch2D : readMatch2E;
  let end: Unpacked['end'] = 'full';
  for (;;) {
    while (bits.bit() === 1 && !bits.exhausted && !output.full) output.push(bits.byte());
    if (bits.exhausted) end = 'broken';
    if (bits.exhausted) break;
    const more = readMatch(bits, match);
    if (!more && !output.overflown) end = 'whole';
    if (!more || output.full) break;
    if (bits.exhausted || !output.repeat(match.distance, match.length)) end = 'broken';
    if (end === 'broken') break;
  }
  return { bytes: output.take(), packedBytes: Math.min(bits.at, packed.length), end };
}

/** NRV2B: returns false at the end of the data. */
function readMatch2B(bits: BitReader, match: Match): boolean {
  let prefix = 1;
  do prefix = double(prefix, bits.bit());
  while (bits.bit() === 0);
  if (prefix !== 2) {
    const offset = (prefix - 3) * 0x100 + bits.byte();
    if (offset === endOffset) return false;
    match.distance = offset + 1;
  }
  let length = bits.bit() * 2;
  length += bits.bit();
  if (length === 0) length = gamma(bits) + 2;
  match.length = length + (match.distance > 0xd00 ? 1 : 0) + 1;
  return true;
}

/** NRV2D: the lowest bit of the offset begins the length. */
function readMatch2D(bits: BitReader, match: Match): boolean {
  const first = readDistance(bits, match);
  if (first === undefined) return false;
  let length = first * 2 + bits.bit();
  if (length === 0) length = gamma(bits) + 2;
  match.length = length + (match.distance > 0x500 ? 1 : 0) + 1;
  return true;
}

/** NRV2E: the same with other codes for the length. */
function readMatch2E(bits: BitReader, match: Match): boolean {
  const first = readDistance(bits, match);
  if (first === undefined) return false;
  let length: number;
  if (first === 1) length = 1 + bits.bit();
  else if (bits.bit() === 1) length = 3 + bits.bit();
  else length = gamma(bits) + 3;
  match.length = length + (match.distance > 0x500 ? 1 : 0) + 1;
  return true;
}

/** NRV2D and 2E: reads the distance and returns the length's first bit; undefined at the end of the data. */
function readDistance(bits: BitReader, match: Match): number | undefined {
  let prefix = 1;
  for (;;) {
    prefix = double(prefix, bits.bit());
    if (bits.bit() === 1) break;
    prefix = double(prefix - 1, bits.bit());
  }
  if (prefix === 2) return bits.bit();
  const offset = (prefix - 3) * 0x100 + bits.byte();
  if (offset === endOffset) return undefined;
  match.distance = Math.floor(offset / 2) + 1;
  return 1 - (offset % 2);
}

/** A number whose bits alternate with "that was the last one". */
function gamma(bits: BitReader): number {
  let value = 1;
  do value = double(value, bits.bit());
  while (bits.bit() === 0);
  return value;
}

/** Numbers end where no true one reaches: longer ones break the data. */
function double(value: number, bit: number): number {
  return Math.min(value * 2 + bit, 0x1_0000_0000);
}
