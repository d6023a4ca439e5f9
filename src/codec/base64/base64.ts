/**
 * Base64 as it is met in the wild: either alphabet, with or without padding.
 * Source: RFC 4648, sections 4 and 5. Does not see: alphabets of somebody's own.
 */
import type { Digits } from '../encoded-run/encoded-run.ts';

const nothing = 0xff;
const alphabets = [
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
];

/** What each character stands for. */
const values: Uint8Array = new Uint8Array(256).fill(nothing);
for (const alphabet of alphabets)
  for (const [value, character] of [...alphabet].entries()) values[character.charCodeAt(0)] = value;

export const base64Digits: Digits = {
  isDigit: values.map((value) => (value === nothing ? 0 : 1)),
  padding: { byte: 0x3d, most: 2 },
  fewest: 24,
};

/** The six bits of a digit; none of a place where there is no digit. */
function bitsOf(character: number | undefined): number {
  return character === undefined ? 0 : (values[character] ?? 0) & 63;
}

/** The bytes that digits stand for; a digit that is left over is dropped. There must be nothing but digits. */
export function decodeBase64(digits: Uint8Array): Uint8Array {
  const bytes = new Uint8Array((digits.length * 3) >> 2);
  let at = 0;
  for (let i = 0; i + 1 < digits.length; i += 4) {
    const high = (bitsOf(digits[i]) << 18) | (bitsOf(digits[i + 1]) << 12);
    const group = high | (bitsOf(digits[i + 2]) << 6) | bitsOf(digits[i + 3]);
    bytes[at++] = group >> 16;
    bytes[at++] = group >> 8; // a write beyond the last byte goes nowhere
    bytes[at++] = group;
  }
  return bytes;
}
