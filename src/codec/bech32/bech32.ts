/**
 * Bech32 and Bech32m: a human-readable part, `1`, and 5-bit words with a checksum that is certain to see up to four
 * wrong characters. The two differ in one constant.
 * Source: BIP 173 and BIP 350, https://github.com/bitcoin/bips.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

export interface Bech32 {
  readonly form: 'bech32' | 'bech32m';
  /** The human-readable part, in lower case. */
  readonly prefix: string;
  /** Five bits each, without the checksum. */
  readonly words: Uint8Array;
}

const characters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;
const constants = { bech32: 1, bech32m: 0x2bc830a3 } as const;
const checksumWords = 6;
const longest = 90;

/** Reads the whole text. `malformed` at a character, counted from 0. */
export function decodeBech32(text: string): Result<Bech32> {
  const separator = text.lastIndexOf('1');
  if (separator < 1 || text.length > longest) return notThisFormat;
  if (separator + checksumWords >= text.length) return malformed(text.length, 'too short for its checksum');
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return malformed(0, 'upper and lower case are mixed');
  const prefix = lower.slice(0, separator);
  for (let i = 0; i < separator; i++) {
    const code = prefix.charCodeAt(i);
    if (code < 33 || code > 126) return notThisFormat;
  }
  const words = new Uint8Array(lower.length - separator - 1);
  for (let i = 0; i < words.length; i++) {
    const at = separator + 1 + i;
    const word = characters.indexOf(lower.charAt(at));
    if (word < 0) return malformed(at, `character ${text.charAt(at)} at offset ${at} is not bech32`);
    words[i] = word;
  }
  const sum = checksum(prefix, words);
  const form = sum === constants.bech32 ? 'bech32' : sum === constants.bech32m ? 'bech32m' : undefined;
  if (!form) return malformed(text.length, 'bad checksum');
  return ok({ form, prefix, words: words.subarray(0, -checksumWords) });
}

/** Writes in lower case. */
export function encodeBech32({ form, prefix, words }: Bech32): string {
  const padded = new Uint8Array(words.length + checksumWords);
  padded.set(words);
  const sum = checksum(prefix, padded) ^ constants[form];
  for (let i = 0; i < checksumWords; i++) padded[words.length + i] = (sum >>> (5 * (checksumWords - 1 - i))) & 31;
  return `${prefix}1${[...padded].map((word) => characters.charAt(word)).join('')}`;
}

/** The remainder of the whole as a polynomial over GF(32). */
function checksum(prefix: string, words: Uint8Array): number {
  let sum = 1;
  for (let i = 0; i < prefix.length; i++) sum = step(sum, prefix.charCodeAt(i) >> 5);
  sum = step(sum, 0);
  for (let i = 0; i < prefix.length; i++) sum = step(sum, prefix.charCodeAt(i) & 31);
  for (const word of words) sum = step(sum, word);
  return sum;
}

function step(sum: number, word: number): number {
  const top = sum >>> 25;
  let next = ((sum & 0x1ffffff) << 5) ^ word;
  for (const [bit, generator] of generators.entries()) if ((top >>> bit) & 1) next ^= generator;
  return next;
}
