/** Tape archives: nothing throws, loops end, and no more comes out than went in. */
import { tar } from '../../src/decode/archive/tar.ts';
import { makeTar, paxRecord } from '../../tests/make-series.ts';
import { unpack } from '../../tests/unpacked.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'tar',
  seeds: () => [
    makeTar({ name: 'a', bytes: 'b' }, { name: 'L', type: 'L', bytes: 'long/name' }, { name: 'c', bytes: 'd' }),
    makeTar(
      { name: 'p', type: 'x', bytes: paxRecord('path', 'q') + paxRecord('size', '3') },
      { name: 'r', bytes: 'stu' },
    ),
    makeTar(
      { name: 'p', type: 'x', bytes: paxRecord('GNU.sparse.major', '1') + paxRecord('GNU.sparse.realsize', '9') },
      { name: 'r', bytes: '1\n2\n3\n' },
    ),
    makeTar({
      name: 's',
      type: 'S',
      bytes: 'abc',
      fields: { 386: '00000000002\0' + '00000000003\0', 483: '00000000009\0' },
    }),
  ],
  run: async (bytes) => {
    const { parts } = await unpack(tar, bytes, { unpackedBytes: 4_000_000 }, 1 + (bytes[0] ?? 0));
    const stored = parts.reduce((sum, part) => sum + (part.how === undefined ? part.bytes.length : 0), 0);
    if (stored > bytes.length) throw new Error(`${stored} bytes of ${bytes.length}`);
  },
};
