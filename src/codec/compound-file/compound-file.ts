/**
 * A compound file (OLE structured storage): a file system in a file, as in old Office documents, MSI packages, Outlook
 * messages and the macros of new Office documents.
 * Source: [MS-CFB] 2.2 (header), 2.3 to 2.6 (sectors, directory), 2.7 (stream sizes).
 * Does not see: transactions, times, class ids.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { type Directory, readDirectory } from './directory.ts';
import { type Chain, joinChain, Sectors } from './sectors.ts';

export interface CompoundFile {
  readonly directory: Directory;
  /** The bytes of a stream, and where its chain of sectors breaks off, if it does. */
  streamBytes(entry: { readonly start: number; readonly size: number }): StreamBytes;
  /** Stretches that belong to no stream read so far and to none of the tables. */
  unused(): Generator<{ readonly at: number; readonly end: number }>;
}

interface StreamBytes {
  readonly bytes: Uint8Array;
  /** Fewer bytes than the directory says: the chain ends early, or leads outside the file. */
  readonly short: boolean;
}

const headerBytes = 512;
const magic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export function beginsCompoundFile(head: Uint8Array): boolean {
  return head.length >= headerBytes && magic.every((byte, at) => head[at] === byte);
}

export function readCompoundFile(bytes: Uint8Array): Result<CompoundFile> {
  if (!beginsCompoundFile(bytes)) return notThisFormat;
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const [sectorShift, miniShift] = [header.getUint16(30, true), header.getUint16(32, true)];
  if (sectorShift !== 9 && sectorShift !== 12) return malformed(30, 'sectors of a size that does not exist');
  if (miniShift !== 6) return malformed(32, 'short sectors of a size that does not exist');
  const sectors = new Sectors(bytes, sectorShift, header);
  const directoryBytes = joinChain(sectors.chain(header.getUint32(48, true)));
  const directory = readDirectory(directoryBytes, sectorShift === 9);
  if (directory.status !== 'ok') return directory;
  const miniTable = tableOf(joinChain(sectors.chain(header.getUint32(60, true))));
  const { root } = directory.value;
  const miniStream = joinChain(sectors.chain(root.start, root.size), root.size);
  const cutoff = header.getUint32(56, true);
  return ok({
    directory: directory.value,
    streamBytes({ start, size }) {
      const isShort = size < cutoff;
      const chain = isShort ? miniChain(miniTable, miniStream, start, size) : sectors.chain(start, size);
      const bytes = joinChain(chain, size);
      return { bytes, short: bytes.length < size };
    },
    unused: () => sectors.unused(),
  });
}

function tableOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length - (bytes.length % 4));
}

/** Short streams lie in a stream of their own, in sectors of 64 bytes with a table of their own. */
function miniChain(table: DataView, stream: Uint8Array, start: number, size: number): Chain {
  const chain: Uint8Array[] = [];
  const sectors = table.byteLength / 4;
  const most = Math.min(sectors, Math.ceil(size / 64));
  for (let sector = start; sector < sectors && chain.length < most; sector = table.getUint32(sector * 4, true)) {
    const part = stream.subarray(sector * 64, (sector + 1) * 64);
    if (part.length === 0) break;
    chain.push(part);
  }
  return chain;
}
