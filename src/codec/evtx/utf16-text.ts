/**
 * Text of two bytes a character, little-endian, as Windows stores it. Nearly all of it is ASCII: those characters are
 * gathered into bytes and decoded as such, which is faster and takes half the memory.
 */
const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });
const ascii = new TextDecoder();
const low = new Uint8Array(512);

/** Characters at `at`, which the caller has seen to be there; a lone half of a surrogate pair becomes U+FFFD. */
export function utf16Text(bytes: Uint8Array, at: number, characters: number): string {
  if (characters > low.length) return utf16.decode(bytes.subarray(at, at + 2 * characters));
  let beyondAscii = 0;
  for (let i = 0, from = at; i < characters; i++, from += 2) {
    const byte = bytes[from] ?? 0;
    low[i] = byte;
    beyondAscii |= (byte & 0x80) | (bytes[from + 1] ?? 0);
  }
  if (beyondAscii !== 0) return utf16.decode(bytes.subarray(at, at + 2 * characters));
  return ascii.decode(low.subarray(0, characters));
}
