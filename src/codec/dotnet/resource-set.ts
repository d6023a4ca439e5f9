/**
 * A .resources file, as it stands within assemblies: names with values. Those that are plain bytes are files that a
 * project took in, among them the programs that a dropper writes out.
 * Source: .NET, System.Resources.ResourceReader (Resource Manager header 1, RuntimeResourceSet versions 1 and 2).
 * Does not see: values of other types; pictures and icons are serialized objects, which nothing here takes apart.
 */
import { limit, malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import type { Extent } from '../pe/image.ts';
import { record } from '../pe/record.ts';

/** `at` and `end` frame the value's bytes. */
export interface SetEntry extends Extent {
  readonly name: string;
}

const magic = 0xbeefcece;
const mostEntries = 4_096;
const mostTypes = 1_024;
const longestName = 1_024; // bytes
const byteArray = 0x20;
const stream = 0x21;

/** Reads the values that are bytes; `at` and `end` frame the set. */
export function readResourceSet(bytes: Uint8Array, { at, end }: Extent): Result<SetEntry[]> {
  const header = record(bytes, at, 12);
  if (header?.getUint32(0, true) !== magic) return notThisFormat;
  const cursor = new Cursor(bytes, at + 12 + header.getUint32(8, true), end);
  const version = cursor.uint32();
  const count = cursor.uint32();
  const types = cursor.uint32();
  if (version !== 2) return notThisFormat; // 1 is .NET 1.1's, whose types are named, not numbered
  if (count === undefined || types === undefined) return malformed(at, 'a resource set that is cut short');
  if (count > mostEntries || types > mostTypes) return limit(at, `a resource set of ${count} values`);
  for (let i = 0; i < types; i++) cursor.text('utf-8');
  cursor.at = at + 8 * Math.ceil((cursor.at - at) / 8);
  const positionsAt = cursor.at + 4 * count; // behind the names' hashes
  const dataOffset = record(bytes, positionsAt + 4 * count, 4)?.getUint32(0, true);
  if (dataOffset === undefined) return malformed(cursor.at, 'a resource set without its tables');
  const namesAt = positionsAt + 4 * count + 4;
  const entries: SetEntry[] = [];
  for (let i = 0; i < count; i++) {
    const position = record(bytes, positionsAt + 4 * i, 4)?.getUint32(0, true) ?? 0;
    const entry = readEntry(bytes, namesAt + position, at + dataOffset, end);
    if (entry) entries.push(entry);
  }
  return ok(entries);
}

/** A name and where its value stands; undefined where the value is not plain bytes. */
function readEntry(bytes: Uint8Array, nameAt: number, dataAt: number, end: number): SetEntry | undefined {
  const cursor = new Cursor(bytes, nameAt, end);
  const name = cursor.text('utf-16le');
  const offset = cursor.uint32();
  if (name === undefined || offset === undefined) return undefined;
  cursor.at = dataAt + offset;
  const type = cursor.packed();
  const length = type === byteArray || type === stream ? cursor.uint32() : undefined;
  if (length === undefined || cursor.at + length > Math.min(end, bytes.length)) return undefined;
  return { name, at: cursor.at, end: cursor.at + length };
}

/** Reads on from a place; undefined beyond the end. */
class Cursor {
  at: number;
  readonly #bytes: Uint8Array;
  readonly #end: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.at = at;
    this.#end = Math.min(end, bytes.length);
  }

  uint32(): number | undefined {
    const value = this.at + 4 <= this.#end ? record(this.#bytes, this.at, 4)?.getUint32(0, true) : undefined;
    this.at += 4;
    return value;
  }

  /** A number in groups of seven bits, the lowest first. */
  packed(): number | undefined {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.at < this.#end ? this.#bytes[this.at] : undefined;
      if (byte === undefined) return undefined;
      this.at++;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return undefined;
  }

  /** A text with its length in bytes before it. */
  text(encoding: 'utf-8' | 'utf-16le'): string | undefined {
    const length = this.packed();
    if (length === undefined || this.at + length > this.#end) return undefined;
    const text = new TextDecoder(encoding).decode(
      this.#bytes.subarray(this.at, this.at + Math.min(length, longestName)),
    );
    this.at += length;
    return text;
  }
}
