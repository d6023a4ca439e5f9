/**
 * A table of Velociraptor: an object a line.
 * Source: https://docs.velociraptor.app/docs/vql/ (results of offline collections are JSONL).
 */
import { textAt } from '../../../codec/container-state/facts.ts';
import { type JsonValue, parseDocument } from '../../../codec/json/document.ts';
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
  const { bytes, whole } = collected.read(path, mostBytes) ?? { bytes: new Uint8Array(), whole: true };
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

/** The first of these columns that holds a whole number, not below 0. */
export function numberIn(row: JsonValue, ...columns: readonly string[]): number | undefined {
  for (const column of columns) {
    const text = textAt(row, column);
    if (text !== undefined && /^\d{1,15}$/.test(text)) return Number(text);
  }
  return undefined;
}
