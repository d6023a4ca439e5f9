/**
 * Text under a key of 2 to 32 bytes that repeats itself (exclusive or): the key's length by how often bytes that far apart
 * are equal, each byte of the key by what makes its column look like a configuration; and, for short texts, by a known
 * word dragged over the text, which must give the same key wherever it is counted twice.
 * Source: W. F. Friedman, The Index of Coincidence (1922), for the length of the key.
 * Does not see: texts under 64 bytes, keys longer than half a known word in texts of fewer than some hundred bytes.
 */
import { isTextByte } from '../plain-content/text.ts';

const longestKey = 32;
/** Bytes that are looked at; a configuration tells its key by fewer. */
const sampleBytes = 8192;
/** Of two bytes of noise one in 256 is equal to the other; of text, one in 15 or so. */
const equalInText = 0.035;
/** Each costs a pass. */
const mostLengths = 6;
/** A column of fewer bytes does not tell its key. */
const fewestInColumn = 20;

/** How often two bytes `lag` apart are equal. */
function coincidence(bytes: Uint8Array, lag: number): number {
  let equal = 0;
  for (let i = lag; i < bytes.length; i++) if (bytes[i] === bytes[i - lag]) equal++;
  return equal / Math.max(1, bytes.length - lag);
}

/** Lengths that a key may have, ascending; none where the bytes are noise, plain text or a plain structure. */
export function keyLengths(bytes: Uint8Array): number[] {
  const sample = bytes.subarray(0, sampleBytes);
  const rates = Array.from({ length: longestKey }, (_, i) => coincidence(sample, i + 1));
  const usual = [...rates].sort((a, b) => a - b)[longestKey >> 2] ?? 0;
  const lengths = rates.flatMap((rate, i) => (i > 0 && rate >= equalInText ? [i + 1] : []));
  const telling = lengths.filter((length) => (rates[length - 1] ?? 0) >= 3 * usual);
  // A key shows at its multiples as well, by chance better there than at its own length.
  return lengths.filter((length) => telling.some((told) => told % length === 0)).slice(0, mostLengths);
}

/** The key of a given length that makes the bytes look most like a configuration. */
export function keyByColumns(bytes: Uint8Array, length: number): Uint8Array | undefined {
  const sample = bytes.subarray(0, sampleBytes);
  if (sample.length < length * fewestInColumn) return undefined;
  return Uint8Array.from({ length }, (_, column) => columnKey(sample, column, length));
}

/** What a letter is worth: blanks and small letters are many, signs some; anything else speaks against the key. */
const worth: Float64Array = Float64Array.from({ length: 256 }, (_, byte) => {
  if (!isTextByte(byte)) return byte >= 0xc2 && byte < 0xf0 ? -2 : -8;
  const character = String.fromCharCode(byte);
  if (/[ etaonirsld]/.test(character)) return 3;
  if (/[a-z0-9"\n]/.test(character)) return 2;
  return /[A-Z:,./_-]/.test(character) ? 1 : 0;
});

function columnKey(bytes: Uint8Array, column: number, length: number): number {
  const counts = new Uint32Array(256);
  for (let i = column; i < bytes.length; i += length) counts[bytes[i] ?? 0] = (counts[bytes[i] ?? 0] ?? 0) + 1;
  const present = [...counts.entries()].filter(([, count]) => count > 0);
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let key = 0; key < 256; key++) {
    let sum = 0;
    for (const [byte, count] of present) sum += count * (worth[byte ^ key] ?? 0);
    if (sum > most) [best, most] = [key, sum];
  }
  return best;
}

/** A key that a known word gives: the word must be longer than the key, so that it is counted twice. */
export function* keysByWord(bytes: Uint8Array, word: Uint8Array): Generator<Uint8Array> {
  const agreeing = 4; // as many bytes must agree: noise gives that once in four thousand million places
  for (let length = 2; length <= Math.min(longestKey, word.length - agreeing); length++)
    for (let at = 0; at + word.length <= bytes.length; at++)
      if (agrees(bytes, at, word, length)) yield keyAt(bytes, at, word, length);
}

function agrees(bytes: Uint8Array, at: number, word: Uint8Array, length: number): boolean {
  for (let i = length; i < word.length; i++)
    if (((bytes[at + i] ?? 0) ^ (bytes[at + i - length] ?? 0)) !== ((word[i] ?? 0) ^ (word[i - length] ?? 0)))
      return false;
  return true;
}

function keyAt(bytes: Uint8Array, at: number, word: Uint8Array, length: number): Uint8Array {
  const key = new Uint8Array(length);
  for (let i = 0; i < length; i++) key[(at + i) % length] = (bytes[at + i] ?? 0) ^ (word[i] ?? 0);
  return key;
}

/** The bytes under the key. */
export function underKey(bytes: Uint8Array, key: Uint8Array): Uint8Array {
  return bytes.map((byte, i) => byte ^ (key[i % key.length] ?? 0));
}

/** How much the bytes look like a configuration, a byte on average; undefined where they are not nearly all text. */
export function plainness(bytes: Uint8Array): number | undefined {
  let [readable, sum] = [0, 0];
  for (const byte of bytes) {
    if (isTextByte(byte)) readable++;
    sum += worth[byte] ?? 0;
  }
  return readable < 0.95 * bytes.length ? undefined : sum / bytes.length;
}
