/** ZIP directories: nothing throws, loops end, and packed bytes lie within the file. */
import { storedZip } from '../../examples/2018-installer/archive.ts';
import { findArchive } from '../../src/codec/zip/archive.ts';
import { listedEntries, packedData, salvagedEntries, type ZipEntry } from '../../src/codec/zip/entries.ts';
import { regrouped } from '../../src/codec/zip/regroup.ts';
import { decryptZipCrypto } from '../../src/codec/zip/zip-crypto.ts';
import type { FuzzTarget } from '../target.ts';

function check(bytes: Uint8Array, entry: ZipEntry): void {
  const data = packedData(bytes, entry);
  if (data.status !== 'ok') return;
  const { at, end } = data.value;
  decryptZipCrypto(bytes.subarray(at, end), new Uint8Array([1]), entry.method & 0xff);
  if (at < 0 || end < at || end > bytes.length) throw new Error(`packed bytes from ${at} to ${end} of ${bytes.length}`);
}

/** What is handed to 7-Zip is no larger than the archive and a directory for it. */
function checkRegrouped(bytes: Uint8Array, entries: readonly ZipEntry[]): void {
  const records = entries.reduce((sum, { listedAt }) => sum + (listedAt ? listedAt.end - listedAt.at : 0), 0);
  const { length } = regrouped(bytes, entries);
  if (length > bytes.length + records + 22) throw new Error(`${length} bytes made of ${bytes.length}`);
}

export const target: FuzzTarget = {
  id: 'zip',
  seeds: () => [storedZip('a', 'b'), Uint8Array.from([...storedZip('a', 'b'), ...storedZip('c/d', 'PK\x03\x04')])],
  run: (bytes) => {
    const archive = findArchive(bytes);
    const listed = archive.status === 'ok' ? [...listedEntries(bytes, archive.value)] : [];
    const entries = listed.flatMap((entry) => (entry.status === 'ok' ? [entry.value] : []));
    for (const entry of entries) check(bytes, entry);
    checkRegrouped(bytes, entries);
    for (const entry of salvagedEntries(bytes, 0)) check(bytes, entry);
  },
};
