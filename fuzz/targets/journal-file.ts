/** Journals on disk: nothing throws, loops end, and no more comes out than the limits allow. */
import { fixture } from '../../src/decode/log/journal-file.fixture.ts';
import { journalFile } from '../../src/decode/log/journal-file.ts';
import { unpack } from '../../tests/unpacked.ts';
import type { FuzzTarget } from '../target.ts';

const most = 4_000_000;

export const target: FuzzTarget = {
  id: 'journal-file',
  seeds: () => [fixture.opens],
  run: async (bytes) => {
    const { parts } = await unpack(journalFile, bytes, { unpackedBytes: most }, 1 + (bytes[0] ?? 0));
    if (parts.some((part) => part.bytes.length > most)) throw new Error('more than the limits allow');
  },
};
