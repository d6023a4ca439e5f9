/** Open files of a process: its sockets by inode, and the files that say something. */
import { isProcessorRegisters, readOpenedFile } from '../../../codec/proc/links.ts';
import type { MachineTree } from '../../../model/machine-units.ts';

export interface Opened {
  readonly sockets: readonly number[];
  /** Deleted ones, registers of processors; a deleted one with its mark. */
  readonly files: readonly string[];
  readonly registers: boolean;
  /** Open files that were not looked at. */
  readonly left: number;
}

export const nothingOpened: Opened = { sockets: [], files: [], registers: false, left: 0 };

const mostFiles = 1024;
const mostTold = 16;

export function openedBy(tree: MachineTree, pid: number): Opened {
  const entries = tree.list(`/proc/${pid}/fd`);
  const sockets: number[] = [];
  const files = new Set<string>();
  let registers = false;
  for (const { name } of entries.slice(0, mostFiles)) {
    const opened = readOpenedFile(tree.target(`/proc/${pid}/fd/${name}`) ?? '');
    if (opened.kind === 'socket') sockets.push(opened.inode);
    if (opened.kind !== 'file') continue;
    const isRegisters = isProcessorRegisters(opened.path);
    registers ||= isRegisters;
    if ((isRegisters || opened.deleted) && files.size < mostTold)
      files.add(opened.deleted ? `${opened.path} (deleted)` : opened.path);
  }
  return { sockets, files: [...files], registers, left: Math.max(0, entries.length - mostFiles) };
}
