/**
 * The method that a .NET program begins with, with its class and its assembly: names that its author chose.
 * Source: ECMA-335, partition II, 25.3.3.2 (entry point token), 22.26 (MethodDef), 22.37 (TypeDef), 22.2 (Assembly).
 * Does not see: native entry points; names before an obfuscator changed them.
 */
import { nameAt } from './heaps.ts';
import type { Metadata } from './metadata.ts';
import { type Tables, table } from './tables.ts';

export interface EntryPoint {
  /** `Namespace.Class::Method`. */
  readonly method: string;
  /** `name 1.2.3.4`. */
  readonly assembly?: string;
}

/** Undefined for libraries, and where the names cannot be read. */
export function readEntryPoint(bytes: Uint8Array, metadata: Metadata, tables: Tables): EntryPoint | undefined {
  const names = metadata.streams.get('#Strings');
  const [number, row] = [metadata.entryPointToken >>> 24, metadata.entryPointToken & 0xffffff];
  if (!names || number !== table.methodDef) return undefined;
  const name = (tableNumber: number, at: number, column: number): string =>
    nameAt(bytes, names, tables.cell(tableNumber, at, column) ?? 0);
  const method = name(table.methodDef, row, 3);
  if (method === '') return undefined;
  const type = typeOf(tables, row);
  const owner = [name(table.typeDef, type, 2), name(table.typeDef, type, 1)].filter((part) => part !== '').join('.');
  const assembly = name(table.assembly, 1, 7);
  const version = [1, 2, 3, 4].map((column) => tables.cell(table.assembly, 1, column) ?? 0).join('.');
  const full = owner === '' ? method : `${owner}::${method}`;
  return assembly === '' ? { method: full } : { method: full, assembly: `${assembly} ${version}` };
}

/** Each type lists its first method, in ascending order: the last one that begins no later owns the method. */
function typeOf(tables: Tables, method: number): number {
  let [low, high] = [1, tables.rowCount(table.typeDef)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tables.cell(table.typeDef, middle, 5) ?? Number.POSITIVE_INFINITY) <= method) low = middle;
    else high = middle - 1;
  }
  return low;
}
