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
 * The first place from `from` on where two characters begin as an address does and as many base58 characters follow
 * as the shortest address has; -1 if there is none. Counts in characters. Walks over each character twice at most.
 */
export function nextCryptoNoteStart({ bytes, offset, count, step }: Characters, from: number): number {
  const digit = (at: number): number => base58Digit(bytes[offset + at * step] ?? 0);
  let start = from;
  let clean = from;
  while (start + cryptoNoteShortest <= count) {
    while (clean < start + cryptoNoteShortest && digit(clean) >= 0) clean++;
    if (clean < start + cryptoNoteShortest) {
      clean++;
      start = clean;
      continue;
    }
    if (beginnings[digit(start) * radix + digit(start + 1)] === 1) return start;
    start++;
  }
  return -1;
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
