/**
 * A table with a heading, a row a line, values parted by commas or tabs: as `autorunsc -c`, PowerShell's Export-Csv and
 * Eric Zimmerman's tools write it.
 * Source: RFC 4180. Beyond it: UTF-16 with a mark, lines of a banner before the heading, tabs, rows that are shorter than
 * the heading.
 * Does not see: tables without a heading, values parted by semicolons.
 */
export type CsvRow = Readonly<Record<string, string>>;

export interface CsvRead {
  /** Lines that are no rows: more values than columns, or a quote that does not end. */
  readonly bad: number;
  /** There were more rows than are read. */
  readonly cut: boolean;
}

/** Tables of other forms are read as far. */
export const mostRows = 262_144;
/** Columns, and values of a row. */
const mostColumns = 256;
/** In letters, of others in bytes. */
export const longestRow: number = 1024 * 1024;
/** Lines before the heading. */
const mostBanner = 12;
/** Tables of collectors have more; a line of a banner has fewer commas. */
const fewestColumns = 3;

/** @param take false where a row is none of its table */
export function forCsvRows(bytes: Uint8Array, take: (row: CsvRow) => boolean): CsvRead {
  const text = csvText(bytes);
  const heading = headingIn(text);
  if (heading === undefined) return { bad: text.trim() === '' ? 0 : 1, cut: false };
  const { columns, parted } = heading;
  let [at, rows, bad] = [heading.end, 0, 0];
  for (; at < text.length && rows < mostRows; rows++) {
    const record = recordAt(text, at, parted);
    at = record.end;
    const isEmpty = record.values.length === 1 && record.values[0]?.trim() === '';
    if (!isEmpty && (record.broken || record.values.length > columns.length || !take(rowOf(columns, record.values))))
      bad++;
  }
  return { bad, cut: at < text.length };
}

/** The columns alone; undefined where it has no heading. */
export function csvColumns(bytes: Uint8Array): readonly string[] | undefined {
  return headingIn(csvText(bytes))?.columns;
}

/** Windows writes UTF-16 with a mark, and UTF-8 with one. */
function csvText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return new TextDecoder(isWide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
}

interface Heading {
  readonly columns: readonly string[];
  readonly parted: string;
  readonly end: number;
}

function headingIn(text: string): Heading | undefined {
  let at = 0;
  for (let line = 0; line < mostBanner && at < text.length; line++) {
    const end = text.indexOf('\n', at);
    const first = text.slice(at, Math.min(end < 0 ? text.length : end, at + longestRow));
    const parted = first.includes(',') ? ',' : '\t';
    const { values, end: behind, broken } = recordAt(text, at, parted);
    if (!broken && values.length >= fewestColumns)
      return { columns: values.map((value) => value.trim()), parted, end: behind };
    at = end < 0 ? text.length : end + 1;
  }
  return undefined;
}

interface CsvRecord {
  readonly values: readonly string[];
  /** Where the next one begins. */
  readonly end: number;
  readonly broken: boolean;
}

/** A broken one ends with its line: a quote that does not end takes no other rows with it. */
function recordAt(text: string, from: number, parted: string): CsvRecord {
  const values: string[] = [];
  const most = Math.min(text.length, from + longestRow);
  for (let at = from; values.length < mostColumns; ) {
    const value = text[at] === '"' ? quotedAt(text, at, most) : plainAt(text, at, most, parted);
    if (value === undefined) break;
    values.push(value.text);
    at = value.end;
    if (text[at] === parted) at++;
    else if (at >= text.length || text[at] === '\n' || text[at] === '\r')
      return { values, end: lineEnd(text, at), broken: false };
    else break;
  }
  return { values, end: lineEnd(text, from), broken: true };
}

interface Value {
  readonly text: string;
  readonly end: number;
}

function quotedAt(text: string, from: number, most: number): Value | undefined {
  for (let at = text.indexOf('"', from + 1); at >= 0 && at < most; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return { text: text.slice(from + 1, at).replaceAll('""', '"'), end: at + 1 };
  return undefined;
}

function plainAt(text: string, from: number, most: number, parted: string): Value | undefined {
  for (let at = from; at <= most; at++) {
    const letter = text[at];
    if (letter === undefined || letter === parted || letter === '\n' || (letter === '\r' && text[at + 1] === '\n'))
      return { text: text.slice(from, at), end: at };
  }
  return undefined;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

/** Of two columns with one name the first counts. */
function rowOf(columns: readonly string[], values: readonly string[]): CsvRow {
  const row: Record<string, string> = Object.create(null) as Record<string, string>; // no names of its own
  for (const [i, column] of columns.entries()) {
    const value = values[i];
    if (value !== undefined && value !== '' && !(column in row)) row[column] = value;
  }
  return row;
}
