import { Buffer } from 'node:buffer';
import { makeDeb } from '../../../tests/make-series.ts';

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: makeDeb({ 'debian-binary': '2.0\n', 'control.tar': 'c', 'data.tar': 'data' }),
  leaves: Buffer.from('!<arch>\n/               0           0     0     0       4         `\n'),
};
