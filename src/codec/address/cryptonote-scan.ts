/**
 * Where a CryptoNote address may stand within a longer run of letters and digits: programs glue their strings
 * together, and a length byte before a string may be a letter itself. The tag shows in an address's first eleven
 * characters, so that few places need a closer look.
 */
import { base58Characters, base58Digit } from '../base58/alphabet.ts';
import { decodeMoneroBase58, encodeMoneroBase58 } from '../base58/monero-base58.ts';
import { cryptoNoteLength, cryptoNoteShortest } from './cryptonote.ts';
import { cryptoNoteTag, cryptoNoteTags } from './cryptonote-tags.ts';
import { readVarint, varint } from './varint.ts';

/** Characters that stand `step` bytes apart: 1 in ASCII, 2 in UTF-16LE. */
export interface Characters {
  readonly bytes: Uint8Array;
  /** Of the first character, in bytes. */
  readonly offset: number;
  readonly count: number;
  readonly step: number;
}

const blockBytes = 8;
const blockCharacters = 11;
const radix = base58Characters.length;
/**
 * Different characters among the first 95 of an address: 47 on average, and fewer than this once in 2^60. Zeros in
 * base64, repetition and long names have fewer. (An address that burns coins may, too: it is seen only on its own.)
 */
const fewestDifferent = 26;

/** Any 24 characters of an address have 20 different ones on average, and fewer than this once in 2^31 addresses. */
const stretch = 24;
const fewestInStretch = 9;

/** 1 for each pair of digits that an address of a known coin can begin with. */
const beginnings = new Uint8Array(radix * radix);
for (const { tag } of cryptoNoteTags) beginnings.fill(1, firstPair(tag, 0x00), firstPair(tag, 0xff) + 1);

function firstPair(tag: number, fill: number): number {
  const block = new Uint8Array(blockBytes).fill(fill);
  block.set(varint(tag));
  const text = encodeMoneroBase58(block);
  return base58Digit(text.charCodeAt(0)) * radix + base58Digit(text.charCodeAt(1));
}

/**
 * Finds the places within one run at which an address may begin, in ascending order. It slides a window of the
 * shortest address's length over the run, each character once, and counts the different characters in it.
 */
export class CryptoNoteScan {
  readonly #bytes: Uint8Array;
  readonly #offset: number;
  readonly #step: number;
  readonly #total: number;
  /** The window: all base58. */
  #start = 0;
  #end = 0;
  readonly #counts = new Uint8Array(radix);
  #different = 0;

  constructor(characters: Characters) {
    this.#bytes = characters.bytes;
    this.#offset = characters.offset;
    this.#step = characters.step;
    this.#total = characters.count;
  }

  /** The first such place from `from` on, or -1. Counts in characters; `from` may not go back. */
  next(from: number): number {
    if (from >= this.#end) this.#clear(from);
    while (this.#start < from) this.#shrink();
    while (this.#start + cryptoNoteShortest <= this.#total) {
      if (this.#end === this.#start && this.#repeats()) this.#clear(this.#start + cryptoNoteShortest - stretch + 1);
      else if (this.#end < this.#start + cryptoNoteShortest) this.#grow();
      else if (this.#different < fewestInStretch) this.#clear(this.#end - stretch + 1);
      else if (this.#mayBegin()) return this.#start;
      else this.#shrink();
    }
    return -1;
  }

  /** True where the window's last characters are so alike that no address holds them: a long repetition is leapt over. */
  #repeats(): boolean {
    let low = 0;
    let high = 0;
    const end = this.#start + cryptoNoteShortest;
    for (let at = end - stretch; at < end; at++) {
      const digit = this.#digit(at);
      if (digit < 0) return false;
      if (digit < 32) low |= 1 << digit;
      else high |= 1 << (digit - 32);
    }
    return bits(low) + bits(high) < fewestInStretch;
  }

  #mayBegin(): boolean {
    if (this.#different < fewestDifferent) return false;
    return beginnings[this.#digit(this.#start) * radix + this.#digit(this.#start + 1)] === 1;
  }

  #grow(): void {
    const digit = this.#digit(this.#end++);
    if (digit < 0) this.#clear(this.#end);
    else if (this.#count(digit, 1) === 1) this.#different++;
  }

  #shrink(): void {
    if (this.#count(this.#digit(this.#start++), -1) === 0) this.#different--;
  }

  #clear(start: number): void {
    this.#start = this.#end = start;
    this.#counts.fill(0);
    this.#different = 0;
  }

  #count(digit: number, change: number): number {
    const count = (this.#counts[digit] ?? 0) + change;
    this.#counts[digit] = count;
    return count;
  }

  #digit(at: number): number {
    return base58Digit(this.#bytes[this.#offset + at * this.#step] ?? 0);
  }
}

/** How many bits are set. */
function bits(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** How many characters the address at `start` has; 0 where the tag is no known coin's or the run is too short. */
export function cryptoNoteLengthAt(characters: Characters, start: number): number {
  const block = decodeMoneroBase58(textOf(characters, start, blockCharacters));
  if (block.status !== 'ok') return 0;
  const tag = cryptoNoteTag(readVarint(block.value).value);
  const length = tag ? cryptoNoteLength(tag) : 0;
  return start + length <= characters.count ? length : 0;
}

/** The characters from `start` on, `length` of them or as many as there are. */
export function textOf({ bytes, offset, count, step }: Characters, start: number, length: number): string {
  let text = '';
  const end = Math.min(count, start + length);
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[offset + at * step] ?? 0);
  return text;
}
