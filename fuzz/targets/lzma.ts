/** LZMA and NRV data: nothing throws, loops end, and no more comes out than is asked for. */
import { lzmaProperties, unpackLzma } from '../../src/codec/lzma/lzma.ts';
import { type NrvFormat, unpackNrv } from '../../src/codec/nrv/nrv.ts';
import { lzmaSample } from '../../tests/lzma-sample.ts';
import { packNrv } from '../../tests/nrv-packer.ts';
import type { FuzzTarget } from '../target.ts';

const most = 100_000;
const formats: readonly NrvFormat[] = ['NRV2B', 'NRV2D', 'NRV2E'];

export const target: FuzzTarget = {
  id: 'lzma',
  seeds: () => {
    const text = new TextEncoder().encode(lzmaSample.text.repeat(3));
    return [Uint8Array.of(0x5d, ...lzmaSample.packed), ...formats.map((format) => packNrv(text, format, 1))];
  },
  run: (bytes) => {
    const properties = lzmaProperties(bytes[0] ?? 0);
    const all = formats.map((format) => unpackNrv(bytes, format, 4, most));
    all.push(...formats.map((format) => unpackNrv(bytes, format, 1, most)));
    if (properties) all.push(unpackLzma(bytes.subarray(1), properties, most));
    for (const { bytes: out, packedBytes } of all)
      if (out.length > most || packedBytes > bytes.length) throw new Error(`${out.length} bytes of ${packedBytes}`);
  },
};
