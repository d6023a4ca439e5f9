/** Archives that 7-Zip reads, through its decoder: nothing throws, calls end, no more comes out than is allowed. */
import { encrypted, fixture, storedRar, streams } from '../../src/decode/archive/seven-zip.fixture.ts';
import { sevenZip } from '../../src/decode/archive/seven-zip.ts';
import { unpack } from '../../tests/unpacked.ts';
import type { FuzzTarget } from '../target.ts';

const most = 1 << 20;

export const target: FuzzTarget = {
  id: 'seven-zip-files',
  seeds: () => [
    fixture.opens,
    storedRar({ 'a/b': 'c', d: 'e' }),
    ...Object.values(streams),
    ...Object.values(encrypted),
  ],
  run: async (bytes) => {
    if (!sevenZip.accepts(bytes.subarray(0, 4096), 'x', bytes.length)) return;
    const { parts } = await unpack(sevenZip, bytes, { unpackedBytes: most });
    const total = parts.reduce((sum, part) => sum + part.bytes.length, 0);
    if (total > most + bytes.length) throw new Error(`${total} bytes, more than were allowed`);
  },
};
