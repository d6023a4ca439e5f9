import { hexText } from '../../../examples/2018-installer/archive.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: ascii(hexText(Uint8Array.from({ length: 100 }, (_, i) => [0x4d, 0x5a][i] ?? i))),
  leaves: ascii('0123456789 '.repeat(100)),
};
