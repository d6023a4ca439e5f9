/**
 * Processes that /proc does not list: a rootkit, or a library loaded into every program, leaves them out of the list
 * while they go on. Two ways find them: a number that answers to signal 0 (nothing is sent), and one that a control group
 * names; of a collection, what its lists leave out. Threads answer as well; `Tgid` tells them from processes.
 * Does not see: what a rootkit hides from all of these alike. /proc that shows only one's own processes (`hidepid`) hides
 * others from whoever is not root, and from the root of a container alone: that is no sign. Nor is anything where /proc is
 * another namespace's, in which numbers are others'.
 */
import { readProcessStatus } from '../../../codec/proc/status.ts';
import type { Machine, MachineTree, RunningMachine } from '../../../model/machine-units.ts';
import { hiddenFromLists } from '../collected/hidden-processes.ts';
import { listedProcesses } from '../knowledge/processes.ts';

export interface Unlisted {
  readonly pids: readonly number[];
  /** Numbers that were asked. */
  readonly asked: number;
  /** Numbers that were given and not asked: time ran out. */
  readonly left: number;
  /** Found, and too many to be told. */
  readonly untold: number;
  /** Control groups beyond the bound, which were not asked. */
  readonly groups: number;
}

const nothing: Unlisted = { pids: [], asked: 0, left: 0, untold: 0, groups: 0 };

/** Linux gives no higher number (PID_MAX_LIMIT). */
const mostNumbers = 4_194_304;
/** For numbers that were given already. */
const mostMilliseconds = 2000;
/** Beyond them only a few are in use, left from before the numbers began anew. */
const mostBeyond = 250;
/** Between two looks at the clock. */
const stride = 1024;
const mostGroups = 8192;
const mostFound = 64;
/** Threads answer, too. */
const mostAnswers = 262_144;

export function unlistedProcesses(machine: Machine, listed: readonly number[]): Unlisted {
  const { tree, running } = machine;
  if (!running) return { ...nothing, ...bounded(hiddenFromLists(machine)) };
  if (listed.length === 0 || !isOwnProc(tree, running)) return nothing;
  const known = new Set(listed);
  const answering = answeringNumbers(tree, running, known);
  const before = groupedNumbers(tree);
  const looked = { ...nothing, asked: answering.asked, left: answering.left, groups: before.left };
  const found = new Set([...answering.pids, ...before.pids]);
  const processes = [...found].filter((pid) => !known.has(pid) && isProcess(tree, pid, running));
  if (processes.length === 0) return looked;
  // What began after the first list stands in the second; what ended is nowhere any more.
  const now = new Set(listedProcesses(tree));
  const grouped = new Set(groupedNumbers(tree).pids);
  const pids = processes.filter((pid) => !now.has(pid) && (running.answers(pid) || grouped.has(pid)));
  pids.sort((a, b) => a - b);
  return { ...looked, ...bounded(pids) };
}

function bounded(pids: readonly number[]): Pick<Unlisted, 'pids' | 'untold'> {
  return { pids: pids.slice(0, mostFound), untold: Math.max(0, pids.length - mostFound) };
}

/** /proc as a container sees its machine's: what answers to a number here is another process there. */
function isOwnProc(tree: MachineTree, { pid }: RunningMachine): boolean {
  const self = tree.target('/proc/self');
  return pid === undefined || self === undefined || Number(self) === pid;
}

/** Those that were given already come first, and beyond them few are in use: time decides how far to go. */
function answeringNumbers(
  tree: MachineTree,
  running: RunningMachine,
  listed: ReadonlySet<number>,
): Pick<Unlisted, 'pids' | 'asked' | 'left'> {
  const given = Math.min(mostNumbers, Math.max(lastGiven(tree), ...listed));
  const most = Math.min(mostNumbers, Number(tree.text('/proc/sys/kernel/pid_max', 64) ?? given) || given);
  const began = running.now();
  const pids: number[] = [];
  let asked = 0;
  while (asked < Math.max(given, most) && pids.length < mostAnswers) {
    const pid = ++asked;
    if (!listed.has(pid) && running.answers(pid)) pids.push(pid);
    if (pid % stride === 0 && running.now() - began > (pid < given ? mostMilliseconds : mostBeyond)) break;
  }
  return { pids, asked, left: Math.max(0, given - asked) };
}

/** The fifth field of /proc/loadavg is the number that was given last (proc_loadavg(5)). */
function lastGiven(tree: MachineTree): number {
  return Number(/^\S+ \S+ \S+ \S+ (\d{1,7})\s*$/.exec(tree.text('/proc/loadavg', 256) ?? '')?.[1] ?? 0);
}

/** Without root, what can't be read may only be closed to us. */
function isProcess(tree: MachineTree, pid: number, { asRoot }: RunningMachine): boolean {
  const status = readProcessStatus(tree.text(`/proc/${pid}/status`, 64 * 1024) ?? '');
  return status.status === 'ok' ? status.value.group === pid : asRoot && seesAll(tree);
}

/** Root within a container is nobody outside it, and /proc may hide what is not its own. Source: user_namespaces(7). */
function seesAll(tree: MachineTree): boolean {
  const map = tree.text('/proc/self/uid_map', 4096);
  if (map === undefined || /^\s*0\s+0\s+4294967295\s*$/.test(map)) return true;
  const lines = (tree.text('/proc/self/mountinfo') ?? '').split('\n');
  return !lines.some((line) => line.includes(' - proc ') && /\bhidepid=(?:2|4|invisible|ptraceable)\b/.test(line));
}

/** Numbers that control groups name; `left`: groups that were seen and not asked. */
function groupedNumbers(tree: MachineTree): { readonly pids: readonly number[]; readonly left: number } {
  const folders = ['/sys/fs/cgroup'];
  const pids = new Set<number>();
  let left = 0;
  for (let at = 0; at < folders.length; at++) {
    const folder = folders[at] ?? '';
    for (const line of (tree.text(`${folder}/cgroup.procs`) ?? '').split('\n'))
      if (/^[1-9]\d{0,6}$/.test(line)) pids.add(Number(line));
    for (const { name, kind } of tree.list(folder))
      if (kind === 'folder' && folders.length < mostGroups) folders.push(`${folder}/${name}`);
      else if (kind === 'folder') left++;
  }
  return { pids: [...pids], left };
}
