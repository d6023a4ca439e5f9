import { Buffer } from 'node:buffer';
import { makeCpio } from '../../../tests/make-series.ts';

/** Bytes that it opens and bytes that it leaves alone. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array } = {
  opens: makeCpio({ 'bin/init': '#!/bin/sh\n', empty: '' }),
  leaves: Buffer.from('070701 is how a date may begin'),
};
