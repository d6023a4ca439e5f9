/** Little-endian building blocks for the reconstruction: bytes are laid out by hand so that each one can be explained. */

export const u16 = (value: number): number[] => [value & 0xff, (value >>> 8) & 0xff];
export const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
export const u64 = (value: number): number[] => [...u32(value >>> 0), ...u32(Math.floor(value / 2 ** 32))];

/** ASCII, without a NUL. */
export const ascii = (text: string): number[] => [...text].map((c) => c.charCodeAt(0) & 0x7f);

/** Zeros up to `size` bytes. */
export const padTo = (size: number, bytes: readonly number[]): number[] => [
  ...bytes,
  ...new Array<number>(size - bytes.length).fill(0),
];

/** Zeros up to the next multiple of `unit`. */
export const alignTo = (unit: number, bytes: readonly number[]): number[] =>
  padTo(Math.ceil(bytes.length / unit) * unit, bytes);

/** A GUID in Microsoft's byte order. */
export function guid(text: string): number[] {
  const at = (i: number): number => Number.parseInt(text.replaceAll('-', '').slice(2 * i, 2 * i + 2), 16);
  return [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map(at);
}
