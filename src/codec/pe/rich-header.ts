/**
 * The Rich header: which of Microsoft's tools made the object files that were linked, and how many each.
 * It stands between the DOS stub and the PE header, masked with its own checksum.
 * Sources: D. Pistelli, "Microsoft's Rich Signature (undocumented)" (2008), https://ntcore.com/files/richsign.htm;
 * G. Webster et al., "Finding the Needle: A Study of the PE32 Rich Header" (DIMVA 2017).
 * Does not see: which product an id stands for; Microsoft publishes no list.
 */
import { notThisFormat, ok, type Result } from '../../model/result.ts';
import { record } from './record.ts';

/** A tool and the number of object files that it made. */
interface RichEntry {
  readonly product: number;
  readonly build: number;
  readonly count: number;
}

export interface RichHeader {
  readonly entries: readonly RichEntry[];
  /** The mask in the file is the checksum of the DOS stub and the entries: nobody changed either by hand. */
  readonly checksumHolds: boolean;
  readonly at: number;
  readonly length: number;
}

const rich = 0x68636952;
const danS = 0x536e6144;
const dosHeaderSize = 64;
/** The linker writes some twenty entries. */
const longest = 0x1000;

/** Reads the header that stands before `peAt`; `not-this-format` where there is none, as in what other linkers write. */
export function readRichHeader(bytes: Uint8Array): Result<RichHeader> {
  const peAt = record(bytes, 0, dosHeaderSize)?.getUint32(60, true) ?? 0;
  const richAt = lastRich(bytes, Math.min(peAt, dosHeaderSize + longest));
  const key = richAt === undefined ? undefined : record(bytes, richAt + 4, 4)?.getUint32(0, true);
  if (richAt === undefined || key === undefined) return notThisFormat;
  for (let at = richAt - 8; at >= dosHeaderSize; at -= 8) {
    if (((record(bytes, at, 4)?.getUint32(0, true) ?? 0) ^ key) >>> 0 !== danS) continue;
    const entries = readEntries(bytes, at + 16, richAt, key);
    const checksumHolds = checksum(bytes, at, entries) === key;
    return ok({ entries, checksumHolds, at, length: richAt + 8 - at });
  }
  return notThisFormat;
}

function lastRich(bytes: Uint8Array, end: number): number | undefined {
  for (let at = end - 8 - (end % 4); at >= dosHeaderSize; at -= 4)
    if (record(bytes, at, 4)?.getUint32(0, true) === rich) return at;
  return undefined;
}

function readEntries(bytes: Uint8Array, at: number, end: number, key: number): RichEntry[] {
  const entries: RichEntry[] = [];
  for (; at + 8 <= end; at += 8) {
    const entry = record(bytes, at, 8);
    if (!entry) break;
    const tool = (entry.getUint32(0, true) ^ key) >>> 0;
    entries.push({ product: tool >>> 16, build: tool & 0xffff, count: (entry.getUint32(4, true) ^ key) >>> 0 });
  }
  return entries;
}

/** The DOS header and stub without the pointer to the PE header, which was not known yet, and the entries. */
function checksum(bytes: Uint8Array, end: number, entries: readonly RichEntry[]): number {
  let sum = end;
  for (let i = 0; i < end; i++) if (i < 60 || i >= 64) sum = (sum + rotated(bytes[i] ?? 0, i)) >>> 0;
  for (const { product, build, count } of entries) sum = (sum + rotated(((product << 16) | build) >>> 0, count)) >>> 0;
  return sum;
}

const rotated = (value: number, by: number): number => ((value << (by & 31)) | (value >>> ((32 - by) & 31))) >>> 0;
