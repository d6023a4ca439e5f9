/** Open files of a process: its sockets by inode, and the files that say something. */
import { isProcessorRegisters, readOpenedFile } from '../../../codec/proc/links.ts';
import type { MachineTree } from '../../../model/machine-units.ts';

export interface Opened {
  readonly sockets: readonly number[];
  /** Deleted ones, registers of processors; a deleted one with its mark. */
  readonly files: readonly string[];
  readonly registers: boolean;
  /** Open files that were looked at, and that were not. */
  readonly count: number;
  readonly left: number;
}

export const nothingOpened: Opened = { sockets: [], files: [], registers: false, count: 0, left: 0 };

const mostTold = 16;

/** @param most how many are looked at */
export function openedBy(tree: MachineTree, pid: number, most: number): Opened {
  const entries = tree.list(`/proc/${pid}/fd`);
  const sockets: number[] = [];
  const files = new Set<string>();
  let registers = false;
  for (const { name } of entries.slice(0, most)) {
    const opened = readOpenedFile(tree.target(`/proc/${pid}/fd/${name}`) ?? '');
    if (opened.kind === 'socket') sockets.push(opened.inode);
    if (opened.kind !== 'file') continue;
    const isRegisters = isProcessorRegisters(opened.path);
    registers ||= isRegisters;
    if ((isRegisters || opened.deleted) && files.size < mostTold)
      files.add(opened.deleted ? `${opened.path} (deleted)` : opened.path);
  }
  return {
    sockets,
    files: [...files],
    registers,
    count: Math.min(entries.length, most),
    left: Math.max(0, entries.length - most),
  };
}
