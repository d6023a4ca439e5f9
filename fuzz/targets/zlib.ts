/** zlib streams: nothing throws, and no more comes out than the limits allow. */
import { fixture } from '../../src/decode/encoding/zlib.fixture.ts';
import { zlib } from '../../src/decode/encoding/zlib.ts';
import { open } from '../../tests/decoding.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'zlib',
  seeds: () => [fixture.opens, fixture.leaves],
  async run(bytes) {
    zlib.accepts(bytes.subarray(0, 4096), 'x', bytes.length);
    const { children } = await open(zlib, bytes, { unpackedBytes: 100_000 });
    for (const child of children) if (child.bytes.length > 100_000) throw new Error('more than the limit allows');
  },
};
