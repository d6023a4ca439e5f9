/**
 * Records `length key=value` that stand before a member and replace what its header says.
 * Source: POSIX.1-2017 pax, "pax Extended Header"; GNU tar manual, "Storing Sparse Files" (keys GNU.sparse.*).
 */
import { latin1 } from '../latin1/latin1.ts';
import type { SparseFile, Stretch } from '../series/member.ts';
import { text } from './header.ts';

export interface PaxRecords {
  /** The last value of each key. */
  readonly values: ReadonlyMap<string, string>;
  /** Stretches of a sparse file in the oldest form, which repeats its keys. */
  readonly stretches: readonly Stretch[];
}

export const noRecords: PaxRecords = { values: new Map(), stretches: [] };

const newline = 0x0a;
const equals = 0x3d;
const longestDigits = 10;

/** Reads as many records as are sound. */
export function readRecords(bytes: Uint8Array): PaxRecords {
  const values = new Map<string, string>();
  const stretches: Stretch[] = [];
  for (let at = 0; at < bytes.length; ) {
    const digits = /^\d+(?= )/.exec(latin1(bytes.subarray(at, at + longestDigits)))?.[0];
    if (digits === undefined) break;
    const end = at + Number(digits);
    const record = bytes.subarray(at + digits.length + 1, end);
    const sign = record.indexOf(equals);
    if (sign < 1 || end > bytes.length || record.at(-1) !== newline) break;
    const key = text(record.subarray(0, sign));
    const value = text(record.subarray(sign + 1, -1));
    values.set(key, value);
    if (key === 'GNU.sparse.numbytes')
      stretches.push({ offset: Number(values.get('GNU.sparse.offset')), length: Number(value) });
    at = end;
  }
  return { values, stretches };
}

/** A size or another number of a record; undefined where there is none or it is not one. */
export function numberOf({ values }: PaxRecords, key: string): number | undefined {
  const value = values.get(key);
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** The sparse file that the records tell of in their forms 0.0 and 0.1; form 1.0 has its map before the data. */
export function sparseOf(records: PaxRecords): SparseFile | undefined {
  const size = numberOf(records, 'GNU.sparse.size');
  const map = records.values.get('GNU.sparse.map');
  const stretches = map === undefined ? records.stretches : pairs(map.split(','));
  return size === undefined ? undefined : { size, stretches };
}

/** Offsets and lengths in turn. */
export function pairs(numbers: readonly string[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2)
    stretches.push({ offset: Number(numbers[i]), length: Number(numbers[i + 1]) });
  return stretches;
}
