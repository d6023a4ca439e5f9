/**
 * The metadata tables: enough to tell which GUID an assembly gives itself, where it begins and what it carries along.
 * Source: ECMA-335, partition II, 24.2.6 (the #~ stream) and 22 (the tables).
 * Does not see: tables after ManifestResource, whose rows come later in the stream.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import type { Extent } from '../pe/image.ts';
import { record } from '../pe/record.ts';
import { type Column, schema } from './schema.ts';

/** Numbers of the tables that are read. */
export const table = {
  module: 0x00,
  typeRef: 0x01,
  typeDef: 0x02,
  methodDef: 0x06,
  memberRef: 0x0a,
  customAttribute: 0x0c,
  assembly: 0x20,
  manifestResource: 0x28,
} as const;

/** Tags in coded indexes, in the low bits (ECMA-335 II.24.2.6). */
export const tag = {
  bits: { parent: 5, method: 3, memberParent: 3 },
  assembly: 14,
  memberRef: 3,
  typeRef: 1,
} as const;

export interface Tables {
  readonly rowCount: (tableNumber: number) => number;
  /** A cell; rows count from 1 as tokens do. Undefined where there is no such row. */
  readonly cell: (tableNumber: number, row: number, column: number) => number | undefined;
}

interface Layout {
  readonly at: number;
  readonly rows: number;
  readonly rowSize: number;
  /** Offset and size of each column within a row. */
  readonly columns: readonly { readonly at: number; readonly size: number }[];
}

const headerSize = 24;

/** Reads the layout of the #~ (or uncompressed #-) stream; cells are read when they are asked for. */
export function readTables(bytes: Uint8Array, stream: Extent | undefined): Result<Tables> {
  if (!stream) return notThisFormat;
  const header = record(bytes, stream.at, headerSize);
  if (!header) return malformed(stream.at, 'the table stream is cut short');
  const heapSizes = header.getUint8(6);
  const present = header.getBigUint64(8, true);
  const counts = new Map<number, number>();
  let at = stream.at + headerSize;
  for (let number = 0; number < 64; number++) {
    if (((present >> BigInt(number)) & 1n) === 0n) continue;
    const count = record(bytes, at, 4)?.getUint32(0, true);
    if (count === undefined) return malformed(at, 'the row counts are cut short');
    counts.set(number, count);
    at += 4;
  }
  if (heapSizes & 0x40) at += 4; // four bytes of extra data, which Edit and Continue writes
  return ok(cellsOf(bytes, layOut(at, heapSizes, counts)));
}

function layOut(firstAt: number, heapSizes: number, counts: ReadonlyMap<number, number>): Layout[] {
  let at = firstAt;
  return schema.map((columns, number) => {
    let rowSize = 0;
    const placed = columns.map((column) => {
      const size = columnSize(column, heapSizes, counts);
      rowSize += size;
      return { at: rowSize - size, size };
    });
    const rows = counts.get(number) ?? 0;
    const layout = { at, rows, rowSize, columns: placed };
    at += rows * rowSize;
    return layout;
  });
}

function columnSize(column: Column, heapSizes: number, counts: ReadonlyMap<number, number>): number {
  if (typeof column === 'number') return column;
  if (column === 'string') return heapSizes & 1 ? 4 : 2;
  if (column === 'guid') return heapSizes & 2 ? 4 : 2;
  if (column === 'blob') return heapSizes & 4 ? 4 : 2;
  const most = Math.max(...column.of.map((number) => counts.get(number) ?? 0));
  return most < 2 ** (16 - column.tagBits) ? 2 : 4;
}

function cellsOf(bytes: Uint8Array, layouts: readonly Layout[]): Tables {
  return {
    rowCount: (number) => layouts[number]?.rows ?? 0,
    cell: (number, row, column) => {
      const layout = layouts[number];
      const place = layout?.columns[column];
      if (!layout || !place || row < 1 || row > layout.rows) return undefined;
      const field = record(bytes, layout.at + (row - 1) * layout.rowSize + place.at, place.size);
      return place.size === 2 ? field?.getUint16(0, true) : field?.getUint32(0, true);
    },
  };
}
