/**
 * Reads the rows of one table of an SQLite database, front to back, by its B-tree.
 * Source: https://www.sqlite.org/fileformat2.html.
 * Does not see: changes that still stand in a write-ahead log, tables without rowid, deleted rows, encrypted databases.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

type SqliteValue = number | bigint | string | Uint8Array | null;
/** In the order of its columns; the one that is the row's number is null, as it is stored. */
export type SqliteRow = readonly SqliteValue[];

const magic = 'SQLite format 3\0';
const headerBytes = 100;
const interiorTable = 0x05;
const leafTable = 0x0d;
const interiorHeaderBytes = 12;
const leafHeaderBytes = 8;
const mostColumns = 200;

interface Database {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly pageBytes: number;
  /** Of a page, without what extensions keep at its end. */
  readonly usable: number;
  /** Payload that may still be read: all rows together are no larger than their file. */
  left: number;
}

/** The table's rows; those that are damaged are left out. */
export function readSqliteTable(bytes: Uint8Array, table: string): Result<Iterable<SqliteRow>> {
  const database = openDatabase(bytes);
  if (!database) return notThisFormat;
  for (const [type, name, , root] of rowsFrom(database, 1))
    if (type === 'table' && name === table && typeof root === 'number') return ok(rowsFrom(database, root));
  return malformed(headerBytes, `no table ${table}`);
}

function openDatabase(bytes: Uint8Array): Database | undefined {
  if (bytes.length < headerBytes) return undefined;
  for (let at = 0; at < magic.length; at++) if (bytes[at] !== magic.charCodeAt(at)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stored = view.getUint16(16);
  const pageBytes = stored === 1 ? 65_536 : stored;
  const usable = pageBytes - view.getUint8(20);
  const isPowerOfTwo = (pageBytes & (pageBytes - 1)) === 0;
  // The specification wants 480 usable bytes at least.
  return pageBytes >= 512 && isPowerOfTwo && usable >= 480
    ? { bytes, view, pageBytes, usable, left: bytes.length }
    : undefined;
}

/** Depth first, each page once: pages that point at each other end nowhere else. */
function* rowsFrom(database: Database, root: number): Iterable<SqliteRow> {
  const seen = new Set([root]);
  const pages = [root];
  for (let page = pages.pop(); page !== undefined; page = pages.pop()) {
    const start = (page - 1) * database.pageBytes;
    if (page < 1 || start + database.pageBytes > database.bytes.length) continue;
    const header = start + (page === 1 ? headerBytes : 0);
    const type = database.view.getUint8(header);
    if (type === interiorTable)
      for (const child of childrenOf(database, start, header).reverse())
        if (!seen.has(child)) {
          seen.add(child);
          pages.push(child);
        }
    if (type === leafTable) yield* rowsOf(database, start, header);
  }
}

function* cellsOf({ view, pageBytes }: Database, start: number, header: number, size: number): Iterable<number> {
  const cells = view.getUint16(header + 3);
  for (let i = 0; i < cells; i++) {
    const pointer = header + size + 2 * i;
    if (pointer + 2 > start + pageBytes) return;
    const cell = view.getUint16(pointer);
    if (cell + 4 <= pageBytes) yield start + cell;
  }
}

function childrenOf(database: Database, start: number, header: number): number[] {
  const cells = [...cellsOf(database, start, header, interiorHeaderBytes)];
  return [...cells.map((at) => database.view.getUint32(at)), database.view.getUint32(header + 8)];
}

function* rowsOf(database: Database, start: number, header: number): Iterable<SqliteRow> {
  for (const cell of cellsOf(database, start, header, leafHeaderBytes)) {
    const length = readVarint(database.bytes, cell);
    const rowNumber = length && readVarint(database.bytes, length.next);
    const payload = rowNumber && payloadAt(database, rowNumber.next, length.value, start + database.pageBytes);
    const row = payload && readRecord(payload);
    if (row) yield row;
  }
}

/** What of a row does not fit into its page stands in a chain of others. */
function payloadAt(database: Database, at: number, length: number, pageEnd: number): Uint8Array | undefined {
  const { bytes, view, usable, pageBytes } = database;
  const local = localBytes(usable, length);
  if (length > database.left || at + local > pageEnd) return undefined;
  database.left -= length;
  if (local === length) return bytes.subarray(at, at + length);
  if (at + local + 4 > pageEnd) return undefined;
  const payload = new Uint8Array(length);
  payload.set(bytes.subarray(at, at + local));
  let next = view.getUint32(at + local);
  for (let filled = local; filled < length; ) {
    const start = (next - 1) * pageBytes;
    if (next < 1 || start + pageBytes > bytes.length) return undefined;
    const part = Math.min(usable - 4, length - filled);
    payload.set(bytes.subarray(start + 4, start + 4 + part), filled);
    filled += part;
    next = view.getUint32(start);
  }
  return payload;
}

/** Bytes of a row's payload that stand in its own page: section 1.6 of the specification. */
function localBytes(usable: number, length: number): number {
  const most = usable - 35;
  if (length <= most) return length;
  const fewest = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = fewest + ((length - fewest) % (usable - 4));
  return fitting <= most ? fitting : fewest;
}

function readRecord(payload: Uint8Array): SqliteRow | undefined {
  const header = readVarint(payload, 0);
  if (!header || header.value > payload.length) return undefined;
  const row: SqliteValue[] = [];
  let body = header.value;
  for (let at = header.next; at < header.value; ) {
    const type = readVarint(payload, at);
    if (!type || row.length >= mostColumns) return undefined;
    at = type.next;
    const size = sizeOf(type.value);
    if (body + size > payload.length) return undefined;
    row.push(valueOfType(type.value, payload.subarray(body, body + size)));
    body += size;
  }
  return row;
}

function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0;
}

function valueOfType(type: number, bytes: Uint8Array): SqliteValue {
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  if (type >= 12) return type % 2 === 0 ? bytes : new TextDecoder().decode(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 7) return view.getFloat64(0);
  if (type === 6) return view.getBigInt64(0);
  const negative = ((bytes[0] ?? 0) & 0x80) !== 0;
  const unsigned = bytes.reduce((value, byte) => value * 256 + byte, 0);
  return negative ? unsigned - 256 ** bytes.length : unsigned;
}

/** Up to nine bytes, seven bits each, the highest first. Larger numbers than a length can be are none. */
function readVarint(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value = i === 8 ? value * 256 + byte : value * 128 + (byte & 0x7f);
    if (byte < 0x80 || i === 8) return { value, next: at + i + 1 };
  }
  return undefined;
}
