/**
 * The tables of a collection, each known by its columns: names of files differ between versions, and people rename them.
 * Velociraptor has them in `results`; KAPE's modules fill a folder a category, beside the drive that was copied or above it.
 * Does not see: tables deeper than four folders, and below the files that were copied.
 */
import { csvColumns } from '../../../codec/csv/csv.ts';
import { isObject } from '../../../codec/json/document.ts';
import type { Machine, MachineTree } from '../../../model/machine-units.ts';
import { forFirstRows } from './rows.ts';

export interface Table {
  readonly path: string;
  readonly columns: ReadonlySet<string>;
}

/** Of each group a table has one column at least. */
export type Columns = readonly (readonly string[])[];

export interface Tables {
  readonly all: readonly Table[];
  /** Files and folders that were not looked at. */
  readonly left: number;
}

const mostTables = 5000;
const mostEntries = 20_000;
const mostDepth = 4;
const headBytes = 64 * 1024;
const mostColumns = 256;
/** What was copied of the machine, and what a collector's own tools wrote down in other forms. */
const copied = /^(?:uploads|\[root\]|[a-z]|[a-z]:|[a-z]%3A|vss\d+|windows|users|live_response|bodyfile)$/i;

const known = new WeakMap<Machine, Tables>();

export function tablesOf(machine: Machine): Tables {
  const { collected } = machine;
  if (collected === undefined) return { all: [], left: 0 };
  const tables = known.get(machine) ?? tablesIn(collected);
  known.set(machine, tables);
  return tables;
}

export function isTable({ columns }: Table, wanted: Columns): boolean {
  return wanted.every((group) => group.some((column) => columns.has(column)));
}

function tablesIn(collected: MachineTree): Tables {
  const all: Table[] = [];
  let [entries, left] = [0, 0];
  const open = [{ folder: '', depth: 0 }];
  for (let at = open.shift(); at !== undefined; at = open.shift())
    for (const { name, kind } of collected.list(at.folder === '' ? '/' : at.folder)) {
      const path = `${at.folder}/${name}`;
      if (++entries > mostEntries || all.length >= mostTables) left++;
      else if (kind === 'folder' && at.depth < mostDepth && !copied.test(name))
        open.push({ folder: path, depth: at.depth + 1 });
      else if (kind === 'file' && /\.(?:csv|jsonl?)$/i.test(name)) {
        const columns = columnsOf(collected, path);
        if (columns.size > 0) all.push({ path, columns });
      }
    }
  return { all, left };
}

/** A row may leave out a column for which it has no value: several are asked. */
function columnsOf(collected: MachineTree, path: string): ReadonlySet<string> {
  if (/\.csv$/i.test(path))
    return new Set(csvColumns(collected.read(path, headBytes)?.bytes ?? new Uint8Array()) ?? []);
  const columns = new Set<string>();
  forFirstRows(collected, path, (row) => {
    if (columns.size < mostColumns && isObject(row)) for (const column of Object.keys(row)) columns.add(column);
    return true;
  });
  return columns;
}
