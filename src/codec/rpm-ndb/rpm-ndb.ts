/**
 * Reads the headers of packages out of RPM's own database, `Packages.db`, as SUSE keeps it: slots that say where the
 * package of a number stands, and a block for each. One block is held at a time, however large the file is.
 * Source: lib/backend/ndb/rpmpkg.c of RPM (https://github.com/rpm-software-management/rpm).
 * Does not see: blocks that no slot leads to. Checksums (Adler-32) are not compared, as RPM does not when it reads.
 */
import type { RangedBytes } from '../../model/ranged-bytes.ts';
import { limit, malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { Scratch } from '../scratch/scratch.ts';

/** Numbers are little-endian; texts are read as such. */
const magic = { file: numberOf('RpmP'), slot: numberOf('Slot'), begin: numberOf('BlbS'), end: numberOf('BlbE') };
const headerBytes = 32;
const slotBytes = 16;
const unitBytes = 16;
const pageBytes = 4096;
/** Magic, number of the package, time, length. */
const beginBytes = 16;
/** Checksum, length, magic. */
const endBytes = 12;
/** Some 250,000 packages. */
const mostSlotPages = 1024;

interface Slot {
  readonly number: number;
  /** In units of 16 bytes, as `units`. */
  readonly at: number;
  readonly units: number;
}

/** A header for each package, undefined for one that is damaged. Its bytes hold until the next one is asked for. */
export function readRpmNdb(source: RangedBytes): Result<Iterable<Uint8Array | undefined>> {
  const bytes = new Uint8Array(headerBytes);
  if (!source.fill(0, bytes)) return notThisFormat;
  const view = new DataView(bytes.buffer);
  if (view.getUint32(0, true) !== magic.file) return notThisFormat;
  const version = view.getUint32(4, true);
  if (version !== 0) return malformed(4, `version ${version}`);
  const pages = view.getUint32(12, true);
  if (pages > mostSlotPages) return limit(12, 'more slots than are read');
  const table = new Uint8Array(pages * pageBytes);
  if (!source.fill(0, table)) return malformed(12, 'it ends within its slots');
  return ok(blocksOf(source, table));
}

function* blocksOf(source: RangedBytes, table: Uint8Array): Iterable<Uint8Array | undefined> {
  const scratch = new Scratch();
  const view = new DataView(table.buffer);
  const slots: Slot[] = [];
  for (let at = headerBytes; at < table.length; at += slotBytes) {
    const slot = {
      number: view.getUint32(at + 4, true),
      at: view.getUint32(at + 8, true),
      units: view.getUint32(at + 12, true),
    };
    if (view.getUint32(at, true) !== magic.slot) yield undefined;
    else if (slot.at !== 0) slots.push(slot);
  }
  // Blocks that overlap would let a small file hold a lot.
  let free = table.length / unitBytes;
  for (const slot of slots.sort((a, b) => a.at - b.at)) {
    yield slot.at < free ? undefined : blockOf(source, slot, scratch);
    free = Math.max(free, slot.at + slot.units);
  }
}

function blockOf(source: RangedBytes, { number, at, units }: Slot, scratch: Scratch): Uint8Array | undefined {
  const start = at * unitBytes;
  const frame = new Uint8Array(beginBytes);
  const view = new DataView(frame.buffer);
  if (!source.fill(start, frame)) return undefined;
  const length = view.getUint32(12, true);
  if (view.getUint32(0, true) !== magic.begin || view.getUint32(4, true) !== number) return undefined;
  if (units !== Math.ceil((beginBytes + length + endBytes) / unitBytes)) return undefined;
  if (!source.fill(start + units * unitBytes - endBytes, frame.subarray(0, endBytes))) return undefined;
  if (view.getUint32(4, true) !== length || view.getUint32(8, true) !== magic.end) return undefined;
  const block = scratch.take(length);
  return block && source.fill(start + beginBytes, block) ? block : undefined;
}

function numberOf(text: string): number {
  return [...text].reduce((number, letter, i) => number + letter.charCodeAt(0) * 256 ** i, 0);
}
