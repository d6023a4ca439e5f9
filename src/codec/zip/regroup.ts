/** A ZIP archive made of some entries of another one, for a reader that unpacks what ours does not. */
import { joined } from '../series/piece-reader.ts';
import { packedData, type ZipEntry } from './entries.ts';

const offsetField = 42;
const inZip64 = 0xffffffff;
const endBytes = 22;
const endSignature = 0x06054b50;
/** The end record counts no further. */
const mostEntries = 0xffff;

/**
 * Entries that the directory of `bytes` lists, as they stand there. Those whose place is told in a ZIP64 field are left
 * out, and those after which more would be copied than the archive has: entries may share their bytes.
 */
export function regrouped(bytes: Uint8Array, entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    const data = packedData(bytes, entry);
    if (entry.listedAt === undefined || data.status !== 'ok') continue;
    const record = new Uint8Array(bytes.subarray(entry.listedAt.at, entry.listedAt.end));
    const view = new DataView(record.buffer);
    if (view.getUint32(offsetField, true) === inZip64) continue;
    if (at + data.value.end - entry.headerAt > bytes.length || directory.length === mostEntries) break;
    view.setUint32(offsetField, at, true);
    parts.push(bytes.subarray(entry.headerAt, data.value.end));
    directory.push(record);
    at += data.value.end - entry.headerAt;
  }
  return joined([...parts, ...directory, endRecord(directory, at)]);
}

function endRecord(directory: readonly Uint8Array[], directoryAt: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(endBytes));
  view.setUint32(0, endSignature, true);
  for (const field of [8, 10]) view.setUint16(field, directory.length, true);
  view.setUint32(
    12,
    directory.reduce((sum, record) => sum + record.length, 0),
    true,
  );
  view.setUint32(16, directoryAt, true);
  return new Uint8Array(view.buffer);
}
