/**
 * Reads the rows of one table of an SQLite database, front to back, by its B-tree. One page and one row are held at a time,
 * however large the file is.
 * Source: https://www.sqlite.org/fileformat2.html.
 * Does not see: changes that still stand in a write-ahead log (sqlite-log.ts puts them in place), tables without rowid,
 * deleted rows, encrypted databases, texts in UTF-16.
 */
import type { RangedBytes } from '../../model/ranged-bytes.ts';
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { Scratch } from '../scratch/scratch.ts';

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
/** Of a file: one that says that it is larger than any disk has no more of them. */
const mostPages = 1 << 24;

interface Database {
  readonly source: RangedBytes;
  readonly pageBytes: number;
  /** Of a page, without what extensions keep at its end. */
  readonly usable: number;
  readonly pages: number;
  readonly scratch: Scratch;
  /** Payload that may still be read: all rows together are no larger than their file. */
  left: number;
}

interface Page {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Where its own header begins: the first page has the file's before it. */
  readonly header: number;
}

/** The table's rows, undefined for one that is damaged. Bytes in a row hold until the next row is asked for. */
export function readSqliteTable(source: RangedBytes, table: string): Result<Iterable<SqliteRow | undefined>> {
  const database = openDatabase(source);
  if (!database) return notThisFormat;
  for (const [type, name, , root] of wholeRows(rowsFrom(database, 1)))
    if (type === 'table' && name === table && typeof root === 'number') return ok(rowsFrom(database, root));
  return malformed(headerBytes, `no table ${table}`);
}

/** Those that are not damaged. */
export function* wholeRows(rows: Iterable<SqliteRow | undefined>): Iterable<SqliteRow> {
  for (const row of rows) if (row) yield row;
}

function openDatabase(source: RangedBytes): Database | undefined {
  const head = new Uint8Array(headerBytes);
  if (!source.fill(0, head)) return undefined;
  for (let at = 0; at < magic.length; at++) if (head[at] !== magic.charCodeAt(at)) return undefined;
  const view = new DataView(head.buffer);
  const stored = view.getUint16(16);
  const pageBytes = stored === 1 ? 65_536 : stored;
  const usable = pageBytes - view.getUint8(20);
  const isPowerOfTwo = (pageBytes & (pageBytes - 1)) === 0;
  // The specification wants 480 usable bytes at least.
  if (pageBytes < 512 || !isPowerOfTwo || usable < 480) return undefined;
  const pages = Math.min(mostPages, Math.floor(source.size / pageBytes));
  return { source, pageBytes, usable, pages, scratch: new Scratch(), left: source.size };
}

/** Depth first, each page once: pages that point at each other end nowhere else. */
function* rowsFrom(database: Database, root: number): Iterable<SqliteRow | undefined> {
  const { source, pageBytes, pages } = database;
  const bytes = new Uint8Array(pageBytes);
  const view = new DataView(bytes.buffer);
  const seen = new Uint8Array(pages + 1);
  seen[root] = 1;
  const waiting = [root];
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const page = { bytes, view, header: number === 1 ? headerBytes : 0 };
    const type = source.fill((number - 1) * pageBytes, bytes) ? bytes[page.header] : undefined;
    if (type === leafTable) yield* rowsOf(database, page);
    else if (type !== interiorTable) yield undefined;
    else
      for (const child of childrenOf(page).reverse()) {
        if (child < 1 || child > pages) yield undefined;
        else if (seen[child] === 0) waiting.push(child);
        seen[child] = 1;
      }
  }
}

function* cellsOf({ view, header }: Page, size: number): Iterable<number> {
  const cells = view.getUint16(header + 3);
  for (let i = 0; i < cells; i++) {
    const pointer = header + size + 2 * i;
    if (pointer + 2 > view.byteLength) return;
    const cell = view.getUint16(pointer);
    if (cell + 4 <= view.byteLength) yield cell;
  }
}

function childrenOf(page: Page): number[] {
  const cells = [...cellsOf(page, interiorHeaderBytes)];
  return [...cells.map((at) => page.view.getUint32(at)), page.view.getUint32(page.header + 8)];
}

function* rowsOf(database: Database, page: Page): Iterable<SqliteRow | undefined> {
  for (const cell of cellsOf(page, leafHeaderBytes)) {
    const length = readVarint(page.bytes, cell);
    const rowNumber = length && readVarint(page.bytes, length.next);
    const payload = rowNumber && payloadAt(database, page, rowNumber.next, length.value);
    yield payload && readRecord(payload);
  }
}

/** What of a row does not fit into its page stands in a chain of others. */
function payloadAt(database: Database, { bytes, view }: Page, at: number, length: number): Uint8Array | undefined {
  const { source, usable, pageBytes } = database;
  const local = localBytes(usable, length);
  if (length > database.left || at + local > pageBytes) return undefined;
  database.left -= length;
  if (local === length) return bytes.subarray(at, at + length);
  const payload = at + local + 4 > pageBytes ? undefined : database.scratch.take(length);
  if (!payload) return undefined;
  payload.set(bytes.subarray(at, at + local));
  const link = new Uint8Array(4);
  const linked = new DataView(link.buffer);
  let next = view.getUint32(at + local);
  for (let filled = local; filled < length; ) {
    const start = (next - 1) * pageBytes;
    const part = Math.min(usable - 4, length - filled);
    if (next < 1 || !source.fill(start, link) || !source.fill(start + 4, payload.subarray(filled, filled + part)))
      return undefined;
    filled += part;
    next = linked.getUint32(0);
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
