/**
 * Maps of sparse files: in GNU's old headers and the blocks after them, and before the data of pax form 1.0.
 * Source: GNU tar manual, "Storing Sparse Files"; tar.h, `struct oldgnu_header` and `struct sparse_header`.
 */
import type { ByteReader } from '../../model/units.ts';
import { latin1 } from '../latin1/latin1.ts';
import type { SparseFile, Stretch } from '../series/member.ts';
import { blockBytes, number } from './header.ts';
import { pairs } from './pax.ts';

/** Stretches of one file; what has more is no sparse file but an attack. */
const mostStretches = 100_000;
const pairBytes = 24;
const longestNumber = 15;
const inHeader = { at: 386, count: 4, continuesAt: 482 };
const inBlock = { at: 0, count: 21, continuesAt: 504 };
const realSize = { at: 483, end: 495 };

/** GNU's old form. Reads the blocks that go on with the map; undefined where it breaks its rules. */
export async function oldMap(header: Uint8Array, reader: ByteReader): Promise<SparseFile | undefined> {
  const size = number(header.subarray(realSize.at, realSize.end));
  const stretches: Stretch[] = [];
  let block = header;
  for (let place = inHeader; ; place = inBlock) {
    if (!addStretches(block.subarray(place.at, place.at + place.count * pairBytes), stretches)) return undefined;
    if (block[place.continuesAt] !== 1) break;
    block = await reader.read(blockBytes);
    if (block.length < blockBytes || stretches.length > mostStretches) return undefined;
  }
  return size === undefined ? undefined : { size, stretches };
}

/** False where something else stands there. */
function addStretches(fields: Uint8Array, stretches: Stretch[]): boolean {
  for (let at = 0; at + pairBytes <= fields.length && fields[at] !== 0; at += pairBytes) {
    const offset = number(fields.subarray(at, at + 12));
    const length = number(fields.subarray(at + 12, at + 24));
    if (offset === undefined || length === undefined) return false;
    stretches.push({ offset, length });
  }
  return true;
}

/**
 * Pax form 1.0: decimal numbers, one a line, the first their count of pairs, in whole blocks before the data. Reads
 * them; undefined where they break their rules.
 * @param size bytes of the file with its holes
 * @param most bytes that the member has
 */
export async function mapBeforeData(reader: ByteReader, size: number, most: number): Promise<SparseFile | undefined> {
  const numbers: string[] = [];
  let unfinished = '';
  for (let left = most; left >= blockBytes; left -= blockBytes) {
    const lines = `${unfinished}${latin1(await reader.read(blockBytes))}`.split('\n');
    unfinished = lines.pop() ?? '';
    if (!lines.every(isNumber)) return undefined;
    numbers.push(...lines);
    const count = Number(numbers[0]);
    if (numbers.length > 2 * count) return { size, stretches: pairs(numbers.slice(1, 1 + 2 * count)) };
    if (!(count <= mostStretches) || unfinished.length > longestNumber) return undefined;
  }
  return undefined;
}

const isNumber = (line: string): boolean => /^\d{1,15}$/.test(line);
