/** Wording that the assessors share. */

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(items: readonly string[], most = 3): string {
  const different = [...new Set(items)];
  const more = different.length - most;
  if (more > 0) return `${different.slice(0, most).join(', ')} and ${more} more`;
  return different.length < 2 ? (different[0] ?? '') : `${different.slice(0, -1).join(', ')} and ${different.at(-1)}`;
}

export function counted(n: number, one: string, many: string = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Enough of an address to recognise it. */
export function shortened(address: string): string {
  return address.length <= 24 ? address : `${address.slice(0, 8)}…`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As the second part of a sentence: `Pools paid it` becomes `pools paid it`, `XMRig` and `A. N. Other` stay. */
export function lowered(text: string): string {
  return /^[A-Z][a-z' ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
