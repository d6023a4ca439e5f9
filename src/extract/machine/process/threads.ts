/** Threads that are tied to one processor each, as miners tie theirs. */
import { readProcessStatus } from '../../../codec/proc/status.ts';
import type { MachineTree } from '../../../model/machine-units.ts';

const mostThreads = 256;

/** @param processors of the machine: with one, all threads are on it */
export function pinnedThreads(tree: MachineTree, pid: number, processors: number): number {
  if (processors < 2) return 0;
  const places: number[] = [];
  for (const { name } of tree.list(`/proc/${pid}/task`).slice(0, mostThreads)) {
    const status = readProcessStatus(tree.text(`/proc/${pid}/task/${name}/status`, 64 * 1024) ?? '');
    const allowed = status.status === 'ok' ? status.value.processors : [];
    const [only] = allowed;
    if (allowed.length === 1 && only !== undefined) places.push(only);
  }
  // A container that was given one processor has all its threads there: nothing of theirs is tied.
  return new Set(places).size > 1 ? places.length : 0;
}
