import { Buffer } from 'node:buffer';
import { makeAsar } from '../../../tests/make-series.ts';

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: makeAsar(
    {
      files: {
        'main.js': { offset: '0', size: 4 },
        lib: { files: { 'b.js': { offset: '4', size: 3, executable: true }, native: { size: 9, unpacked: true } } },
        link: { link: 'main.js' },
      },
    },
    'mainlib',
  ),
  leaves: Buffer.from('0400000008000000040000000000000000000000', 'hex'),
};
