/**
 * Zeek's own form of a log: a header of lines that begin with `#`, then one record a line. The header says what parts
 * the columns, the values of a set, what stands for nothing, and what the columns are called. It comes anew after each
 * rotation, so that files put together hold several.
 * Source: https://docs.zeek.org/en/master/log-formats.html. Does not see: columns of a file whose header was cut away,
 * but for logs whose usual columns are known by the file's name.
 */
import { pathNamed, type ZeekPath, type ZeekRecord } from './record.ts';

const longestText = 1_024;
const mostValues = 64;
const mostColumns = 512;
const hash = 0x23;
const tab = 0x09;
const utf8 = new TextDecoder();

/** How the records that follow are to be read. */
export interface ZeekHeader {
  readonly path: ZeekPath | undefined;
  /** One byte between columns. */
  readonly separator: number;
  readonly setSeparator: string;
  readonly unset: string;
  readonly empty: string;
  readonly columns: ReadonlyMap<string, number>;
}

export const emptyHeader: ZeekHeader = {
  path: undefined,
  separator: tab,
  setSeparator: ',',
  unset: '-',
  empty: '(empty)',
  columns: new Map(),
};

export function isDirective(bytes: Uint8Array, start: number, end: number): boolean {
  return start < end && bytes[start] === hash;
}

/** The header as it is behind one more of its lines. `#separator` begins a new one. */
export function readDirective(header: ZeekHeader, line: string): ZeekHeader {
  const word = /^#(\w+)/.exec(line)?.[1] ?? '';
  const rest = line.slice(word.length + 2);
  switch (word) {
    case 'separator':
      return { ...emptyHeader, separator: unescaped(rest).charCodeAt(0) & 0xff || tab };
    case 'set_separator':
      return { ...header, setSeparator: unescaped(rest) || ',' };
    case 'unset_field':
      return { ...header, unset: rest };
    case 'empty_field':
      return { ...header, empty: rest };
    case 'path':
      return { ...header, path: pathNamed(rest.trim()) };
    case 'fields':
      return { ...header, columns: columnsOf(rest.split(String.fromCharCode(header.separator), mostColumns)) };
    default:
      return header;
  }
}

function columnsOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, i) => [name, i]));
}

/** Zeek writes bytes that would upset its form as `\xHH`. */
function unescaped(text: string): string {
  return text.replace(/\\x([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** Where the column of this number stands in the line `[start, end)`; nothing where the line has fewer. */
export function columnAt(
  bytes: Uint8Array,
  start: number,
  end: number,
  separator: number,
  column: number,
): { start: number; end: number } | undefined {
  let at = start;
  for (let passed = 0; passed < column; at++) {
    if (at >= end) return undefined;
    if (bytes[at] === separator) passed++;
  }
  const first = at;
  while (at < end && bytes[at] !== separator) at++;
  return { start: first, end: at };
}

/** A record of the line `[start, end)`. */
export function tabbedRecord(header: ZeekHeader, bytes: Uint8Array, start: number, end: number): ZeekRecord {
  const { columns, separator, setSeparator, unset, empty, path } = header;
  const raw = (field: string): string | undefined => {
    const column = columns.get(field);
    const place = column === undefined ? undefined : columnAt(bytes, start, end, separator, column);
    if (!place || place.end === place.start || place.end - place.start > longestText * 4) return undefined;
    const value = utf8.decode(bytes.subarray(place.start, place.end));
    return value === unset ? undefined : value;
  };
  const text = (field: string): string | undefined => {
    const value = raw(field);
    if (value === undefined || value === empty) return undefined;
    const plain = unescaped(value);
    return plain === '' || plain.length > longestText ? undefined : plain;
  };
  return {
    path,
    text,
    number(field) {
      const value = raw(field);
      const number = value === undefined || value.length > 32 ? Number.NaN : Number(value);
      return Number.isFinite(number) ? number : undefined;
    },
    flag(field) {
      const value = raw(field);
      return value === 'T' ? true : value === 'F' ? false : undefined;
    },
    list(field) {
      const value = raw(field);
      if (value === undefined || value === empty) return [];
      return value
        .split(setSeparator, mostValues)
        .map(unescaped)
        .filter((entry) => entry !== '' && entry.length <= longestText);
    },
  };
}

/** The first columns of every log that tells of connections. */
const connection = 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p';
const usualColumns: Partial<Record<ZeekPath, string>> = {
  conn: `${connection} proto service duration orig_bytes resp_bytes conn_state`,
  dns: `${connection} proto trans_id rtt query qclass qclass_name qtype qtype_name rcode rcode_name`,
  ssl: `${connection} version cipher curve server_name`,
  http: `${connection} trans_depth method host uri`,
};

/**
 * The header of a file without one, by its name (`conn.log`, `dns.09:00:00-10:00:00.log`). Only columns that have kept
 * their places since Zeek 2.5 are taken.
 */
export function usualHeader(fileName: string): ZeekHeader | undefined {
  const name = fileName.slice(fileName.lastIndexOf('/') + 1);
  const path = pathNamed(/^[a-z0-9]+/.exec(name)?.[0]);
  const columns = path && usualColumns[path];
  return columns === undefined ? undefined : { ...emptyHeader, path, columns: columnsOf(columns.split(' ')) };
}
