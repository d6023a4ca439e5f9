/**
 * What is shaped like an address and is none: digits and the letters a to f alone, as a hash or a serial number is
 * written, of which logs and lists are full. An address of 26 characters or more in Base58 or Bech32 would look so once
 * in 10^15 times, and to check it costs two hashes. Ethereum's, which are hexadecimal, begin with `0x`.
 */

/** @param step bytes of a character: 1, or 2 in UTF-16LE */
export function isDigest(bytes: Uint8Array, offset: number, characters: number, step: number): boolean {
  for (let i = 0; i < characters; i++) {
    const byte = bytes[offset + i * step] ?? 0;
    if (!((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66))) return false;
  }
  return true;
}
