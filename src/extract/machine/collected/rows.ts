/**
 * Tables that collectors write: an object a line or a list of objects (Velociraptor, PowerShell), or a heading and lines
 * of values (Eric Zimmerman's tools, autorunsc, Velociraptor's CSV).
 * Sources: https://docs.velociraptor.app/docs/vql/ (results of offline collections are JSONL); csv.ts.
 */
import { itemsAt, textAt } from '../../../codec/container-state/facts.ts';
import { forCsvRows } from '../../../codec/csv/csv.ts';
import { documentEnd, type JsonValue, parseDocument } from '../../../codec/json/document.ts';
import type { MachineTree } from '../../../model/machine-units.ts';

const mostBytes = 32 * 1024 * 1024;
const longestRow = 1024 * 1024;
const mostRows = 262_144;
const newline = 0x0a;

export interface RowsRead {
  /** Lines that are no rows of the table. */
  readonly bad: number;
  /** There were more than are read. */
  readonly cut: boolean;
}

/** @param take false where a row is none of its table */
export function forRows(collected: MachineTree, path: string, take: (row: JsonValue) => boolean): RowsRead {
  return rowsIn(collected, path, mostBytes, take);
}

/** The first rows: what stands in a megabyte. */
export function forFirstRows(collected: MachineTree, path: string, take: (row: JsonValue) => boolean): void {
  rowsIn(collected, path, longestRow, take);
}

function rowsIn(tree: MachineTree, path: string, most: number, take: (row: JsonValue) => boolean): RowsRead {
  const { bytes, whole } = tree.read(path, most) ?? { bytes: new Uint8Array(), whole: true };
  if (/\.csv$/i.test(path)) {
    const { bad, cut } = forCsvRows(whole ? bytes : wholeLines(bytes), take);
    return { bad, cut: cut || !whole };
  }
  const plain = plainBytes(bytes);
  return plain.find((byte) => byte > 0x20) === 0x5b ? forItems(plain, whole, take) : forLines(plain, whole, take);
}

function forLines(bytes: Uint8Array, whole: boolean, take: (row: JsonValue) => boolean): RowsRead {
  let [rows, bad, from] = [0, 0, 0];
  for (; from < bytes.length && rows < mostRows; rows++) {
    const found = bytes.indexOf(newline, from);
    const to = found < 0 ? bytes.length : found;
    const row = to - from > longestRow || to === from ? undefined : parseDocument(bytes, from, to);
    // The last line of a table that was cut is none.
    if (to > from && (row === undefined || !take(row)) && (whole || found >= 0)) bad++;
    from = to + 1;
  }
  return { bad, cut: from < bytes.length || !whole };
}

/** `[{…},{…}]`, over as many lines as it likes; what does not close ends it. */
function forItems(bytes: Uint8Array, whole: boolean, take: (row: JsonValue) => boolean): RowsRead {
  let [rows, bad] = [0, 0];
  let at = bytes.indexOf(0x7b);
  for (; at >= 0 && rows < mostRows; rows++) {
    const end = documentEnd(bytes, at, Math.min(bytes.length, at + longestRow));
    if (end < 0) return { bad: whole ? bad + 1 : bad, cut: !whole };
    const row = parseDocument(bytes, at, end);
    if (row === undefined || !take(row)) bad++;
    at = bytes.indexOf(0x7b, end);
  }
  return { bad, cut: at >= 0 || !whole };
}

/** PowerShell writes UTF-16 with a mark. */
function plainBytes(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return new TextEncoder().encode(new TextDecoder('utf-16le').decode(bytes));
  return bytes[0] === 0xef && bytes[1] === 0xbb ? bytes.subarray(3) : bytes;
}

function wholeLines(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.lastIndexOf(newline) + 1);
}

/** For a gap. */
export function badRows(count: number, of: string): string {
  return count === 1 ? `1 line is no row of ${of}` : `${count} lines are no rows of ${of}`;
}

/** The first of these columns that holds a whole number, not below 0. */
export function numberIn(row: JsonValue, ...columns: readonly string[]): number | undefined {
  for (const column of columns) {
    const text = textAt(row, column);
    if (text !== undefined && /^\d{1,15}$/.test(text)) return Number(text);
  }
  return undefined;
}

/** The first of these columns that holds a text. */
export function textIn(row: JsonValue, ...columns: readonly string[]): string | undefined {
  for (const column of columns) {
    const text = textAt(row, column) ?? textAt(itemsAt(row, column)[0]);
    if (text !== undefined) return text;
  }
  return undefined;
}

const latestTime = 8.64e15;

/**
 * The moment that the first of these columns names, in milliseconds since 1970: in words, in seconds since then, as
 * `autorunsc -t` writes it (`20261121-030405`) or as WMI does (`20261121030405.123456+060`, minutes from UTC). What names
 * no zone is UTC, as tools of collectors write it; a time of day in words of some country is none.
 */
export function timeIn(row: JsonValue, ...columns: readonly string[]): number | undefined {
  const text = textIn(row, ...columns)?.slice(0, 64);
  return text === undefined ? undefined : momentIn(text);
}

export function momentIn(text: string): number | undefined {
  if (/^\d{9,13}(?:\.\d+)?$/.test(text)) return sane(Number(text) * (Number(text) < 1e11 ? 1000 : 1));
  const [, day, clock = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)\d*)? ?(Z|[+-]\d{2}:?\d{2})?$/.exec(text) ?? [];
  if (day !== undefined) return sane(Date.parse(`${day}T${clock}${zone.replace(/^(.\d\d)(\d\d)$/, '$1:$2')}`));
  const [, year, month, date, hours, minutes, seconds, east = '0'] =
    /^(\d{4})(\d\d)(\d\d)-?(\d\d)(\d\d)(\d\d)(?:\.\d{6}([+-]\d{1,3}))?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  return sane(Date.parse(`${year}-${month}-${date}T${hours}:${minutes}:${seconds}Z`) - Number(east) * 60_000);
}

function sane(ms: number): number | undefined {
  return ms > 0 && ms < latestTime ? Math.round(ms) : undefined;
}
