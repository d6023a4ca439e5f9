/**
 * Whether bytes are text that somebody wrote: what tells a right decoding from a wrong one. A wrong one gives noise, in
 * which hardly a third of the bytes are letters, digits or signs.
 * Does not see: texts in code pages of East Asia; texts of a few words, which chance makes as well.
 */

/** Fewer bytes prove nothing. */
const fewest = 12;
/** A stray byte among this many is let pass: a loader often leaves one. */
const bytesPerStray = 200;
/** More different bytes than this; padding and rulers have fewer. */
const fewestDifferent = 5;

const odd = 0;
const sign = 1;
const letter = 2;
const high = 3;

/** What each byte is in a text. */
const sorts: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return high;
  const character = String.fromCharCode(byte);
  if (/[a-z0-9 \n]/i.test(character)) return letter;
  return byte === 9 || byte === 13 || byte === 12 || byte === 27 || (byte > 32 && byte < 127) ? sign : odd;
});

/** True for the bytes of ASCII text, blanks included. */
export function isTextByte(byte: number | undefined): boolean {
  return byte !== undefined && byte < 0x80 && sorts[byte] !== odd;
}

interface Tally {
  odd: number;
  high: number;
  letters: number;
  different: number;
}

function tally(bytes: Uint8Array): Tally {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  const total: Tally = { odd: 0, high: 0, letters: 0, different: 0 };
  counts.forEach((count, byte) => {
    if (count > 0) total.different++;
    if (sorts[byte] === odd) total.odd += count;
    if (sorts[byte] === high) total.high += count;
    if (sorts[byte] === letter) total.letters += count;
  });
  return total;
}

/** ASCII or UTF-8; a few letters of another code page do no harm. */
export function isText(bytes: Uint8Array): boolean {
  if (bytes.length < fewest) return false;
  const seen = tally(bytes);
  if (seen.odd * bytesPerStray > bytes.length || seen.different <= fewestDifferent) return false;
  if (2 * (seen.letters + seen.high) < bytes.length) return false;
  return seen.high * 20 < bytes.length || isUtf8(bytes);
}

/** Whether text may begin so: the answer for nearly all noise, at once. */
export function mayBeginText(bytes: Uint8Array): boolean {
  let [strange, above] = [0, 0];
  for (const byte of bytes) {
    if (sorts[byte] === odd) strange++;
    if (sorts[byte] === high) above++;
  }
  return strange <= 1 && (above * 20 < bytes.length || isUtf8(bytes));
}

/**
 * Valid UTF-8 as far as leads and continuations go, but for a character that is cut off at the end. Written out, since
 * TextDecoder throws at noise, and nearly all that is asked about is noise.
 */
function isUtf8(bytes: Uint8Array): boolean {
  let due = 0;
  for (const byte of bytes) {
    const continues = (byte & 0xc0) === 0x80;
    if (continues !== due > 0) return false;
    if (continues) due--;
    else if (byte >= 0xc2 && byte <= 0xf4) due = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    else if (byte >= 0x80) return false;
  }
  return true;
}

/** How UTF-16 is laid out in memory; undefined for anything but text in it whose letters are mostly Latin. */
export function utf16Order(bytes: Uint8Array): 'little' | 'big' | undefined {
  if (bytes.length < 2 * fewest) return undefined;
  if (zeros(bytes, 1)) return isText(half(bytes, 0)) ? 'little' : undefined;
  return zeros(bytes, 0) && isText(half(bytes, 1)) ? 'big' : undefined;
}

/** Every second byte from `first` on, of as much as tells; without a byte order mark. */
function half(bytes: Uint8Array, first: number): Uint8Array {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const from = marked ? first + 2 : first;
  const length = Math.max(0, Math.min(4096, (bytes.length - from + 1) >> 1));
  return Uint8Array.from({ length }, (_, i) => bytes[from + 2 * i] ?? 0);
}

/** Nine in ten of every second byte are zero, among the first ones. */
function zeros(bytes: Uint8Array, first: number): boolean {
  let [count, all] = [0, 0];
  for (let i = first; i < Math.min(bytes.length, 1024); i += 2, all++) if (bytes[i] === 0) count++;
  return 10 * count >= 9 * all;
}
