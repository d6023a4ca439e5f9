/** Fields of an RPC answer as monerod writes numbers: JSON numbers, and beside them `wide_…` in hex where 64 bits may not do. */

export type Fields = Readonly<Record<string, unknown>>;

/** A value's fields, where it is an object. */
export function fieldsOf(value: unknown): Fields | undefined {
  // Any object may be asked for its fields; what they hold stays unknown.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** A whole number that a double holds exactly. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Of 128 bits. Beyond 2^53 the digits are right where the node gives its `wide_` form, and rounded where it does not. */
export function wideOf(fields: Fields, name: string): bigint | undefined {
  const wide = fields[`wide_${name}`];
  if (typeof wide === 'string') return /^0x[0-9a-f]{1,32}$/i.test(wide) ? BigInt(wide) : undefined;
  const [low, high = 0] = [fields[name], fields[`${name}_top64`]];
  if (!isWord(low) || !isWord(high)) return undefined;
  return (BigInt(high) << 64n) + BigInt(low);
}

/** The same as a double: right to 15 digits. */
export function wideNumberOf(fields: Fields, name: string): number | undefined {
  const wide = wideOf(fields, name);
  return wide === undefined ? undefined : Number(wide);
}

/** JSON's reader rounds a number beyond 2^53, so the greatest 64-bit one arrives as 2^64. */
function isWord(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 2 ** 64;
}
