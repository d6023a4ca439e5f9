/**
 * Reads the pairs of a Berkeley DB hash table, as RPM kept its packages in until 2020 (CentOS and RHEL up to 8, Amazon
 * Linux 2): page after page, in either byte order. One page and one value are held at a time, however large the file is.
 * Source: the layout of pages in Berkeley DB 4.3 to 18, src/dbinc/db_page.h (https://github.com/berkeleydb/libdb).
 * Does not see: B-trees, duplicates of one key (RPM has none), encrypted databases, changes that still stand in a log or in
 * the shared memory of a program that writes. Checksums are not compared.
 */
import type { RangedBytes } from '../../model/ranged-bytes.ts';
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { Scratch } from '../scratch/scratch.ts';

export interface BerkeleyPair {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

const metaBytes = 512;
const hashMagic = 0x00061561;
/** The first page's fields, by offset. */
const meta = { magic: 12, version: 16, pageBytes: 20, encryption: 24, type: 25, flags: 26, lastPage: 32 } as const;
const checksummed = 0x01;
/** Any page's fields, by offset. */
const header = { next: 16, entries: 20, used: 22, type: 25, end: 26 } as const;
/** Where a page has a checksum, its entries begin behind it. */
const checksummedEnd = 32;
const pageType = { unsortedHash: 2, overflow: 7, hashMeta: 8, hash: 13 } as const;
const itemType = { inPage: 1, onOtherPages: 3 } as const;
/** Type, three unused bytes, the first page, the length. */
const referenceBytes = 12;

interface Database {
  readonly source: RangedBytes;
  readonly littleEndian: boolean;
  readonly pageBytes: number;
  readonly lastPage: number;
  /** Where a page's entries begin. */
  readonly entriesAt: number;
  readonly scratch: Scratch;
  /** Of values on pages of their own, bytes that may still be read: all are no larger than their file. */
  left: number;
}

/** The table's pairs, undefined for one that is damaged. Their bytes hold until the next pair is asked for. */
export function readBerkeleyHash(source: RangedBytes): Result<Iterable<BerkeleyPair | undefined>> {
  const bytes = new Uint8Array(metaBytes);
  if (!source.fill(0, bytes)) return notThisFormat;
  const view = new DataView(bytes.buffer);
  const littleEndian = view.getUint32(meta.magic, true) === hashMagic;
  if (!littleEndian && view.getUint32(meta.magic) !== hashMagic) return notThisFormat;
  if (view.getUint8(meta.type) !== pageType.hashMeta) return notThisFormat;
  const version = view.getUint32(meta.version, littleEndian);
  if (version < 8 || version > 10) return malformed(meta.version, `version ${version} of hash tables`);
  if (view.getUint8(meta.encryption) !== 0) return malformed(meta.encryption, 'encrypted');
  const pageBytes = view.getUint32(meta.pageBytes, littleEndian);
  const isPowerOfTwo = (pageBytes & (pageBytes - 1)) === 0;
  if (pageBytes < metaBytes || pageBytes > 65_536 || !isPowerOfTwo) return malformed(meta.pageBytes, 'size of pages');
  const entriesAt = (view.getUint8(meta.flags) & checksummed) === 0 ? header.end : checksummedEnd;
  const lastPage = view.getUint32(meta.lastPage, littleEndian);
  return ok(
    pairsOf({ source, littleEndian, pageBytes, lastPage, entriesAt, scratch: new Scratch(), left: source.size }),
  );
}

/** In the order of pages, not of buckets: what is freed or not yet used has another type, or no entries. */
function* pairsOf(database: Database): Iterable<BerkeleyPair | undefined> {
  const { source, pageBytes, lastPage } = database;
  const bytes = new Uint8Array(pageBytes);
  const there = Math.ceil(source.size / pageBytes) - 1;
  for (let page = 1; page <= Math.min(lastPage, there); page++) {
    if (!source.fill(page * pageBytes, bytes)) break;
    const type = bytes[header.type];
    if (type === pageType.hash || type === pageType.unsortedHash) yield* pairsIn(database, bytes);
  }
  if (lastPage > there || source.size % pageBytes !== 0) yield undefined;
}

/** Items fill a page from its end; their offsets stand behind the header, key and value in turn. */
function* pairsIn(database: Database, page: Uint8Array): Iterable<BerkeleyPair | undefined> {
  const { littleEndian, entriesAt } = database;
  const view = new DataView(page.buffer);
  const entries = view.getUint16(header.entries, littleEndian);
  if (entriesAt + 2 * entries > page.length) return yield undefined;
  let end = page.length;
  for (let i = 0; i + 1 < entries; i += 2) {
    const keyAt = view.getUint16(entriesAt + 2 * i, littleEndian);
    const valueAt = view.getUint16(entriesAt + 2 * i + 2, littleEndian);
    // Items that overlap would let a small page hold a lot.
    if (valueAt < entriesAt + 2 * entries || keyAt <= valueAt || end <= keyAt) return yield undefined;
    const key = itemOf(database, page.subarray(keyAt, end));
    // One value is held at a time: a key on pages of its own is none of RPM's, and would be overwritten here.
    const value = key?.isHere ? itemOf(database, page.subarray(valueAt, keyAt)) : undefined;
    yield key && value && { key: key.bytes, value: value.bytes };
    end = valueAt;
  }
}

interface Item {
  readonly bytes: Uint8Array;
  readonly isHere: boolean;
}

function itemOf(database: Database, item: Uint8Array): Item | undefined {
  if (item[0] === itemType.inPage) return { bytes: item.subarray(1), isHere: true };
  if (item[0] !== itemType.onOtherPages || item.length < referenceBytes) return undefined;
  const view = new DataView(item.buffer, item.byteOffset, item.byteLength);
  const [first, length] = [view.getUint32(4, database.littleEndian), view.getUint32(8, database.littleEndian)];
  const bytes = chained(database, first, length);
  return bytes && { bytes, isHere: false };
}

/** What does not fit into a page stands on a chain of others. */
function chained(database: Database, first: number, length: number): Uint8Array | undefined {
  const { source, pageBytes, littleEndian, lastPage, entriesAt } = database;
  if (length > database.left) return undefined;
  database.left -= length;
  const value = database.scratch.take(length);
  const head = new Uint8Array(header.end);
  const view = new DataView(head.buffer);
  let page = first;
  for (let filled = 0; value && filled < length; page = view.getUint32(header.next, littleEndian)) {
    const start = page * pageBytes;
    if (page === 0 || page > lastPage || !source.fill(start, head)) return undefined;
    const used = view.getUint16(header.used, littleEndian);
    const isSound = head[header.type] === pageType.overflow && used > 0 && used <= length - filled;
    if (!isSound || entriesAt + used > pageBytes) return undefined;
    if (!source.fill(start + entriesAt, value.subarray(filled, filled + used))) return undefined;
    filled += used;
  }
  return value;
}
