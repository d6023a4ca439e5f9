/**
 * The processes of a machine, as its /proc tells of them: read once, for all probes. On a disk /proc is empty; of a
 * collection, lists that the collector kept fill what /proc lacks.
 * Does not see: what a changed kernel leaves out of /proc; processes that began and ended meanwhile.
 */
import { readSystemStat } from '../../../codec/proc/stat.ts';
import type { Machine, MachineTree } from '../../../model/machine-units.ts';
import { toldOf } from '../collected/told.ts';
import { mountsOf, type ProcessContext, readProcess, statOf } from './process-folder.ts';
import { type RunningProcess, startOf } from './running-process.ts';
import { fromTold } from './told-process.ts';

export type { RunningProcess } from './running-process.ts';

export interface ProcessTable {
  /** By number. */
  readonly all: readonly RunningProcess[];
  readonly left: number;
  readonly processors: number;
  /** Milliseconds since 1970. */
  readonly booted?: number;
  of(pid: number): RunningProcess | undefined;
  /** Reads one that is not listed. */
  unlisted(pid: number): RunningProcess | undefined;
  /** Nearest first. */
  parentsOf(process: RunningProcess): readonly RunningProcess[];
}

const mostProcesses = 65_536;
const mostParents = 32;

const known = new WeakMap<Machine, ProcessTable>();

export function processesOf(machine: Machine): ProcessTable {
  const table = known.get(machine) ?? readTable(machine);
  known.set(machine, table);
  return table;
}

function readTable(machine: Machine): ProcessTable {
  const system = readSystemStat(machine.tree.text('/proc/stat', 4 * 1024 * 1024) ?? '');
  const pids = listedProcesses(machine.tree);
  const stats = pids.slice(0, mostProcesses).flatMap((pid) => statOf(machine, pid) ?? []);
  const context = { machine, mounts: mountsOf(machine.tree, 1), ...system };
  const read = stats.map((stat) => readProcess(stat, context));
  const everyone = withTold(read, context);
  const all = everyone.slice(0, mostProcesses);
  const byNumber = new Map(all.map((process) => [process.pid, process]));
  return {
    all,
    left: Math.max(0, pids.length - mostProcesses) + everyone.length - all.length,
    ...system,
    of: (pid) => byNumber.get(pid),
    unlisted: (pid) => {
      if (machine.collected) return byNumber.get(pid);
      const stat = statOf(machine, pid);
      return stat && readProcess(stat, context);
    },
    parentsOf: (process) => parentsIn(byNumber, process),
  };
}

/** Lists of a collector: processes that its copy of /proc has not, and when the others started. */
function withTold(read: readonly RunningProcess[], context: ProcessContext): readonly RunningProcess[] {
  const told = new Map(toldOf(context.machine).processes.map((process) => [process.pid, process]));
  if (told.size === 0) return read;
  const known = new Set(read.map(({ pid }) => pid));
  const started = read.map((process) =>
    process.start === undefined ? { ...process, ...startOf(told.get(process.pid)?.start) } : process,
  );
  const others = [...told.values()].filter(({ pid }) => !known.has(pid)).map((process) => fromTold(process, context));
  return [...started, ...others].sort((one, other) => one.pid - other.pid);
}

/** Numbers that /proc lists, in ascending order. */
export function listedProcesses(tree: MachineTree): readonly number[] {
  return tree
    .list('/proc')
    .flatMap(({ name }) => (/^[1-9]\d{0,9}$/.test(name) ? Number(name) : []))
    .sort((a, b) => a - b);
}

function parentsIn(byNumber: ReadonlyMap<number, RunningProcess>, process: RunningProcess): RunningProcess[] {
  const parents: RunningProcess[] = [];
  for (let at = byNumber.get(process.parent); at && parents.length < mostParents; at = byNumber.get(at.parent)) {
    // Numbers are given anew, and what /proc tells is read one by one: a circle is possible.
    if (at === process || parents.includes(at)) break;
    parents.push(at);
  }
  return parents;
}
