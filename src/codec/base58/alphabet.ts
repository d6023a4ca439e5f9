/** The 58 characters that Bitcoin chose, without 0, O, I and l, which are mistaken for each other. */
export const base58Characters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

const digits = new Int8Array(128).fill(-1);
for (let i = 0; i < base58Characters.length; i++) digits[base58Characters.charCodeAt(i)] = i;

/** The value of a character code, or -1. */
export function base58Digit(code: number): number {
  return digits[code] ?? -1;
}
