/** Hex digits within text, two a byte, in either case; pairs may be set apart by one blank, colon or hyphen. */
import type { Digits } from '../encoded-run/encoded-run.ts';

const nothing = 0xff;

const values: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return /[0-9a-f]/i.test(character) ? Number.parseInt(character, 16) : nothing;
});

export const hexDigits: Digits = {
  isDigit: values.map((value) => (value === nothing ? 0 : 1)),
  between: [0x20, 0x3a, 0x2d],
  fewest: 32,
};

/** The value of a digit, or undefined. */
function hexValue(character: number | undefined): number | undefined {
  const value = values[character ?? 0] ?? nothing;
  return character === undefined || value === nothing ? undefined : value;
}

/** The bytes that digits stand for; half a byte at the end is dropped. */
export function decodeHexDigits(digits: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = ((hexValue(digits[2 * i]) ?? 0) << 4) | (hexValue(digits[2 * i + 1]) ?? 0);
  return bytes;
}
