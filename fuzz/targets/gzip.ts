/** Streams packed with gzip: nothing throws, loops end, and no more comes out than is allowed. */
import { fixture } from '../../src/decode/archive/gzip.fixture.ts';
import { gzip } from '../../src/decode/archive/gzip.ts';
import { unpack } from '../../tests/unpacked.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'gzip',
  seeds: () => [fixture.opens],
  run: async (bytes) => {
    const { parts } = await unpack(gzip, bytes, { unpackedBytes: 4_000_000 }, 1 + (bytes[0] ?? 0));
    const unpacked = parts.reduce((sum, part) => sum + part.bytes.length, 0);
    if (unpacked > 4_000_000) throw new Error(`${unpacked} bytes, more than were allowed`);
  },
};
