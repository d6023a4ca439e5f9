/** ZIP directories: nothing throws, loops end, and packed bytes lie within the file. */
import { storedZip } from '../../examples/2018-installer/archive.ts';
import { findArchive } from '../../src/codec/zip/archive.ts';
import { listedEntries, packedData, salvagedEntries, type ZipEntry } from '../../src/codec/zip/entries.ts';
import type { FuzzTarget } from '../target.ts';

function check(bytes: Uint8Array, entry: ZipEntry): void {
  const data = packedData(bytes, entry);
  if (data.status !== 'ok') return;
  const { at, end } = data.value;
  if (at < 0 || end < at || end > bytes.length) throw new Error(`packed bytes from ${at} to ${end} of ${bytes.length}`);
}

export const target: FuzzTarget = {
  id: 'zip',
  seeds: () => [storedZip('a', 'b'), Uint8Array.from([...storedZip('a', 'b'), ...storedZip('c/d', 'PK\x03\x04')])],
  run: (bytes) => {
    const archive = findArchive(bytes);
    if (archive.status === 'ok')
      for (const entry of listedEntries(bytes, archive.value)) if (entry.status === 'ok') check(bytes, entry.value);
    for (const entry of salvagedEntries(bytes, 0)) check(bytes, entry);
  },
};
