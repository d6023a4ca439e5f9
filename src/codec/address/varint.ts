/** CryptoNote's variable-length numbers: little-endian groups of seven bits; the high bit says that more follow. */

export function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

/** Stops behind the fifth byte: no address tag is longer. */
export function readVarint(bytes: Uint8Array): { value: number; length: number } {
  let value = 0;
  let length = 0;
  for (let scale = 1; length < 5; scale *= 0x80) {
    const byte = bytes[length++] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
  }
  return { value, length };
}
