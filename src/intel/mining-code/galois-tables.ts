/**
 * The first entries of the tables by which AES and Grøstl are computed in software, worked out from their definitions
 * rather than copied: FIPS 197, https://csrc.nist.gov/pubs/fips/197/final, and the Grøstl specification, section 3.4,
 * https://www.groestl.info
 */

/** The first values of the S-box that both share (FIPS 197, figure 7), and enough to know it by. */
export const substitutions: readonly number[] = [
  0x63, 0x7c, 0x77, 0x7b, 0xf2, 0x6b, 0x6f, 0xc5, 0x30, 0x01, 0x67, 0x2b, 0xfe, 0xd7, 0xab, 0x76,
];

/** The matrix columns by which each substituted byte is multiplied. */
const aesColumn = [2, 1, 1, 3];
const groestlColumn = [2, 7, 5, 3, 5, 4, 3, 2];

/** Multiplies in the field of 256 elements modulo x^8 + x^4 + x^3 + x + 1. */
export function multiply(left: number, right: number): number {
  let product = 0;
  for (let bit = 1, shifted = left; bit <= right; bit <<= 1) {
    if ((right & bit) !== 0) product ^= shifted;
    shifted = (shifted << 1) ^ (shifted >= 0x80 ? 0x11b : 0);
  }
  return product;
}

/**
 * How a table of whole columns begins in memory: an implementation chooses which row it starts with and which byte
 * order it likes, so that there are two ways for each rotation.
 */
function tableStarts(column: readonly number[], entries: number): Uint8Array[] {
  const orders = [column, [...column].reverse()];
  return orders.flatMap((order) =>
    order.map((_, turn) => {
      const turned = [...order.slice(turn), ...order.slice(0, turn)];
      return Uint8Array.from(substitutions.slice(0, entries).flatMap((s) => turned.map((row) => multiply(s, row))));
    }),
  );
}

export const aesTableStarts: readonly Uint8Array[] = tableStarts(aesColumn, 4);
export const groestlTableStarts: readonly Uint8Array[] = tableStarts(groestlColumn, 2);
