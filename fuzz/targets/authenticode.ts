/** Signatures: nothing throws, loops end, and what is framed lies within the bytes. */
import { readSignedData } from '../../src/codec/authenticode/signed-data.ts';
import { signedSample } from '../../tests/signed-sample.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'authenticode',
  seeds: () => [Uint8Array.from(signedSample)],
  run: (bytes) => {
    const read = readSignedData(bytes, 0, bytes.length);
    if (read.status !== 'ok') return;
    if (read.value.end > bytes.length) throw new Error('data beyond the end');
    for (const { certificate } of read.value.signers)
      if (certificate && certificate.at + certificate.length > bytes.length)
        throw new Error('a certificate beyond the end');
  },
};
