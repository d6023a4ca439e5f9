/** Fixed-size records of little-endian fields, as PE and its .NET part lay them out. */

/** `length` bytes at `at`, or undefined where the bytes do not hold them all. */
export function record(bytes: Uint8Array, at: number, length: number): DataView | undefined {
  if (at < 0 || length < 0 || at + length > bytes.length) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset + at, length);
}

/** Text up to a NUL, `end` or `longest` bytes, whichever comes first; `length` is in bytes, without the NUL. */
export function textUntilNul(
  bytes: Uint8Array,
  at: number,
  end: number,
  longest: number,
): { readonly text: string; readonly length: number } {
  const last = Math.min(end, bytes.length, at + longest);
  let stop = at;
  while (stop < last && bytes[stop] !== 0) stop++;
  return { text: new TextDecoder().decode(bytes.subarray(at, stop)), length: stop - at };
}

const hexPair = (byte: number | undefined): string => (byte ?? 0).toString(16).padStart(2, '0');

/** A GUID as Microsoft prints it: three little-endian integers, then eight bytes as they stand. */
export function guidText(bytes: Uint8Array, at: number): string {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  const hex = order.map((i) => hexPair(bytes[at + i])).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
