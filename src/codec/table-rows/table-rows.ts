/**
 * Tables as collectors write them: an object a line or a list of objects (Velociraptor, PowerShell), or a heading and
 * lines of values (Eric Zimmerman's tools, autorunsc, Velociraptor's CSV).
 * Sources: https://docs.velociraptor.app/docs/vql/ (results of offline collections are JSONL); csv.ts.
 * Does not see: rows longer than a megabyte.
 */
import { forCsvRows, longestRow, mostRows } from '../csv/csv.ts';
import { documentEnd, type JsonValue, parseDocument } from '../json/document.ts';

const newline = 0x0a;

export interface RowsRead {
  /** Lines that are no rows of the table. */
  readonly bad: number;
  /** There were more than are read. */
  readonly cut: boolean;
}

export interface TableFile {
  readonly bytes: Uint8Array;
  /** False where there are more bytes than these. */
  readonly whole: boolean;
  /** As its name says: values parted by commas, or JSON. */
  readonly isCsv: boolean;
}

/** @param take false where a row is none of its table */
export function forTableRows({ bytes, whole, isCsv }: TableFile, take: (row: JsonValue) => boolean): RowsRead {
  if (isCsv) {
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
