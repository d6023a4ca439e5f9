/**
 * The keys below a key: lists of four forms (`lf`, `lh`, `li`), and a list of lists (`ri`) where there are many.
 * Source: regf, "Subkeys list".
 */
import type { Cells } from './cells.ts';

/** Services, the most there are below one key, are some thousands; classes are not asked for. */
const mostKeys = 65_536;

/** Offsets of keys. Lists of lists have one level: what claims more is not followed. */
export function listedKeys(cells: Cells, offset: number, count: number): readonly number[] {
  const most = Math.min(count, mostKeys);
  const found: number[] = [];
  const outer = most === 0 ? undefined : cells.place(offset);
  if (!outer) return found;
  if (cells.signature(outer.from) !== 'ri') return plainList(cells, offset, most);
  for (const inner of elements(cells, outer, 4, mostKeys)) {
    if (found.length >= most) break;
    for (const key of plainList(cells, inner, most - found.length)) found.push(key);
  }
  return found;
}

function plainList(cells: Cells, offset: number, most: number): readonly number[] {
  const cell = cells.place(offset);
  if (!cell) return [];
  const signature = cells.signature(cell.from);
  if (signature === 'li') return elements(cells, cell, 4, most);
  // A hint of the name, or its hash, stands behind each offset.
  return signature === 'lf' || signature === 'lh' ? elements(cells, cell, 8, most) : [];
}

function elements(
  { view }: Cells,
  { from, to }: { readonly from: number; readonly to: number },
  step: number,
  most: number,
): readonly number[] {
  if (to - from < 4) return [];
  const count = Math.min(view.getUint16(from + 2, true), most, Math.floor((to - from - 4) / step));
  return Array.from({ length: count }, (_, i) => view.getUint32(from + 4 + i * step, true));
}
