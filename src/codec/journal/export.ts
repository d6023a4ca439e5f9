/**
 * Journal Export Format, as `journalctl -o export` and systemd-journal-remote write it: entries of fields, parted by an
 * empty line. A field is `NAME=value`, or `NAME`, a line end, eight bytes with the value's length, and the value: it may
 * then hold anything, also what looks like another entry.
 * Source: https://systemd.io/JOURNAL_EXPORT_FORMATS/.
 */
import { limit, malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import type { JournalFields } from './entry.ts';

export interface ExportedEntry {
  readonly fields: JournalFields;
  /** Offset behind its last byte and the empty line. */
  readonly next: number;
}

const lineFeed = 0x0a;
const equals = 0x3d;
const mostFields = 512;
const longestName = 64;
const utf8 = new TextDecoder();

/**
 * The entry that begins at `start`.
 *
 * @param last nothing follows `bytes`; else an entry that is not closed in them is a limit
 */
export function readExportedEntry(bytes: Uint8Array, start: number, last: boolean): Result<ExportedEntry> {
  const fields: Record<string, string | string[]> = {};
  let at = start;
  for (let count = 0; at < bytes.length && bytes[at] !== lineFeed; count++) {
    if (count >= mostFields) return limit(at, `an entry of more than ${mostFields} fields`);
    const field = readField(bytes, at);
    if (field.status === 'malformed' && !last) return limit(at, 'an entry goes on too long');
    if (field.status !== 'ok') return field;
    add(fields, field.value.name, field.value.value);
    at = field.value.next;
  }
  if (at >= bytes.length && !last) return limit(start, 'an entry goes on too long');
  return at === start ? notThisFormat : ok({ fields, next: Math.min(bytes.length, at + 1) });
}

function readField(bytes: Uint8Array, at: number): Result<{ name: string; value: string; next: number }> {
  let nameEnd = at;
  while (nameEnd < bytes.length && nameEnd - at <= longestName && isNameByte(bytes[nameEnd] ?? 0)) nameEnd++;
  const name = utf8.decode(bytes.subarray(at, nameEnd));
  const mark = bytes[nameEnd];
  if (nameEnd === at || (mark !== undefined && mark !== equals && mark !== lineFeed)) return notThisFormat;
  if (mark === equals) {
    const end = bytes.indexOf(lineFeed, nameEnd);
    // The last line of a file may lack its end.
    const stop = end < 0 ? bytes.length : end;
    return ok({ name, value: utf8.decode(bytes.subarray(nameEnd + 1, stop)), next: stop + 1 });
  }
  const from = nameEnd + 9;
  if (mark === undefined || from > bytes.length) return malformed(at, 'a field is cut');
  const length = new DataView(bytes.buffer, bytes.byteOffset + nameEnd + 1, 8).getBigUint64(0, true);
  if (length > BigInt(bytes.length - from)) return malformed(at, 'a field is cut, or its length is wrong');
  const end = from + Number(length);
  if (end < bytes.length && bytes[end] !== lineFeed) return malformed(at, 'a field’s length is wrong');
  return ok({ name, value: utf8.decode(bytes.subarray(from, end)), next: end + 1 });
}

/** Capitals, digits, `_`. */
function isNameByte(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f || (byte >= 0x30 && byte <= 0x39);
}

function add(fields: Record<string, string | string[]>, name: string, value: string): void {
  const before = fields[name];
  if (before === undefined) fields[name] = value;
  else fields[name] = typeof before === 'string' ? [before, value] : [...before, value];
}
