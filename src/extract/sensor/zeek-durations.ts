/**
 * Durations of connections in JSON, found without reading the lines they stand in. The key is so long that wherever it
 * stands, one in two aligned words of four bytes lies within it: those are looked up, and most bytes are never looked at.
 * Behind it some of the record is passed over, which has one duration.
 * Does not see: a key that is written with spaces before its colon, or in text within text; records of less than 128
 * bytes, which have no room for who spoke with whom.
 */

const key: Uint8Array = new TextEncoder().encode('"duration":');
const wordBytes = 4;
/** Of each two words one is looked at: a key of 11 bytes holds one at any of 8 places. */
const strideBytes = 2 * wordBytes;
const tableBits = 12;
/** Between two durations: no record is shorter. */
const leastRecordBytes = 128;
const space = 0x20;

/** For each slot how far into the key the word stands that falls into it, and one more; zero where none does. */
const places = new Uint8Array(1 << tableBits);
for (let place = 0; place < strideBytes; place++) places[slotOf(wordOfKey(place))] = place + 1;

/** As this machine orders its bytes. */
function wordOfKey(place: number): number {
  return new Uint32Array(key.slice(place, place + wordBytes).buffer)[0] ?? 0;
}

/** The factor is 2^32 by the golden ratio (Knuth, TAOCP 3, section 6.4): it parts the words of the key. */
function slotOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - tableBits);
}

/** Offsets in `bytes[from, to)` of durations of so many seconds and more; ascending. */
export function* longDurations(bytes: Uint8Array, from: number, to: number, seconds: number): Generator<number> {
  if (bytes.length < key.length) return;
  const first = (wordBytes - (bytes.byteOffset % wordBytes)) % wordBytes;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + first, (bytes.length - first) >> 2);
  const next = (at: number): number => nextKey(bytes, words, first, at, to);
  for (let at = next(from); at >= 0; at = next(at + leastRecordBytes))
    if (wholeNumber(bytes, at + key.length) >= seconds) yield at;
}

/** Where the next key begins in `bytes[from, to)`, -1 where none does. `words`: those of the bytes from `first` on. */
function nextKey(bytes: Uint8Array, words: Uint32Array, first: number, from: number, to: number): number {
  // A key that begins before `to` may have its word behind it.
  const end = Math.min(words.length, ((to + strideBytes - first) >> 2) + 1);
  for (let i = Math.max(0, (from - first) >> 2); i < end; i += 2) {
    const place = places[slotOf(words[i] ?? 0)] ?? 0;
    if (place === 0) continue;
    const start = first + wordBytes * i - (place - 1);
    if (start >= from && start < to && stands(bytes, start)) return start;
  }
  return -1;
}

function stands(bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < key.length; i++) if (bytes[start + i] !== key[i]) return false;
  return true;
}

/** What the digits say that stand there, up to twelve of them. */
function wholeNumber(bytes: Uint8Array, start: number): number {
  const first = bytes[start] === space ? start + 1 : start;
  let number = 0;
  for (let at = first; at < first + 12; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  return number;
}
