/** What the decoder of ZIP archives makes of them: nothing throws, loops end, no more comes out than is allowed. */
import { storedZip } from '../../examples/2018-installer/archive.ts';
import { zip } from '../../src/decode/archive/zip.ts';
import { unpack } from '../../tests/unpacked.ts';
import type { FuzzTarget } from '../target.ts';

const most = 1 << 20;

/** An archive that says its first entry is encrypted, or packed by another method. */
function marked(flags: number, method: number, content: string): Uint8Array {
  const bytes = Uint8Array.from(storedZip('a', content));
  const view = new DataView(bytes.buffer);
  const directory = bytes.length - 22 - 46 - 1;
  for (const [at, flagsAt] of [
    [0, 6],
    [directory, 8],
  ] as const) {
    view.setUint16(at + flagsAt, flags, true);
    view.setUint16(at + flagsAt + 2, method, true);
  }
  return bytes;
}

export const target: FuzzTarget = {
  id: 'zip-files',
  seeds: () => [
    storedZip('a', 'b'),
    Uint8Array.from([...storedZip('a', 'b'), ...storedZip('c/d', 'PK\x03\x04')]),
    marked(1, 0, 'x'.repeat(40)),
    marked(1, 99, 'x'.repeat(40)),
    marked(0, 8, '\x01\x02\0\xfd\xffab'),
  ],
  run: async (bytes) => {
    zip.accepts(bytes.subarray(0, 4096), 'x', bytes.length);
    const { parts } = await unpack(zip, bytes, { unpackedBytes: most, children: 50 });
    if (parts.length > 53) throw new Error(`${parts.length} parts, more than were allowed`);
    const total = parts.reduce((sum, part) => sum + part.bytes.length, 0);
    if (total > most + bytes.length) throw new Error(`${total} bytes, more than were allowed`);
  },
};
