/** Rows of the tables of a collection, and what their columns hold. */
import { itemsAt, textAt } from '../../../codec/container-state/facts.ts';
import type { JsonValue } from '../../../codec/json/document.ts';
import { forTableRows, type RowsRead } from '../../../codec/table-rows/table-rows.ts';
import type { MachineTree } from '../../../model/machine-units.ts';

const mostBytes = 32 * 1024 * 1024;
const firstBytes = 1024 * 1024;

/** @param take false where a row is none of its table */
export function forRows(collected: MachineTree, path: string, take: (row: JsonValue) => boolean): RowsRead {
  return rowsIn(collected, path, mostBytes, take);
}

/** The first rows: what stands in a megabyte. */
export function forFirstRows(collected: MachineTree, path: string, take: (row: JsonValue) => boolean): void {
  rowsIn(collected, path, firstBytes, take);
}

function rowsIn(tree: MachineTree, path: string, most: number, take: (row: JsonValue) => boolean): RowsRead {
  const { bytes, whole } = tree.read(path, most) ?? { bytes: new Uint8Array(), whole: true };
  return forTableRows({ bytes, whole, isCsv: /\.csv$/i.test(path) }, take);
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
