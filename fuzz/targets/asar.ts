/** Asar archives: nothing throws, loops end, and no more comes out than went in. */
import { fixture } from '../../src/decode/archive/asar.fixture.ts';
import { asar } from '../../src/decode/archive/asar.ts';
import { unpack } from '../../tests/unpacked.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'asar',
  seeds: () => [fixture.opens],
  run: async (bytes) => {
    const { parts } = await unpack(asar, bytes, { unpackedBytes: 4_000_000 }, 1 + (bytes[0] ?? 0));
    const stored = parts.reduce((sum, part) => sum + (part.how === undefined ? part.bytes.length : 0), 0);
    if (stored > bytes.length) throw new Error(`${stored} bytes of ${bytes.length}`);
  },
};
