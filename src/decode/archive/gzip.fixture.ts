import { Buffer } from 'node:buffer';
import { gzipSync } from 'fflate';

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: gzipSync(Buffer.from('text'), { filename: 'note.txt' }),
  leaves: Buffer.from('1f8b08ff', 'hex'), // flags that there are not
};
