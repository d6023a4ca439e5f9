import { storedZip } from '../../../examples/2018-installer/archive.ts';

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: storedZip('folder/file.txt', 'text'),
  leaves: new TextEncoder().encode('PK is short for Phil Katz'),
};
