/** Streams packed with lz4: nothing throws, loops end, and no more comes out than is allowed. */
import { fixture } from '../../src/decode/archive/lz4.fixture.ts';
import { lz4 } from '../../src/decode/archive/lz4.ts';
import { unpack } from '../../tests/unpacked.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'lz4',
  seeds: () => [fixture.opens, fixture.legacy],
  run: async (bytes) => {
    const { parts } = await unpack(lz4, bytes, { unpackedBytes: 4_000_000 }, 1 + (bytes[0] ?? 0));
    const unpacked = parts.reduce((sum, part) => sum + part.bytes.length, 0);
    if (unpacked > 4_000_000) throw new Error(`${unpacked} bytes, more than were allowed`);
  },
};
