/**
 * The processes of a machine, as its /proc tells of them: read once, for all probes. On a disk /proc is empty; of a
 * collection, lists that the collector kept fill what /proc lacks.
 * Does not see: what a changed kernel leaves out of /proc; processes that began and ended meanwhile.
 */
import { readArgumentList, readEnvironment, writeCommand } from '../../../codec/proc/argument-list.ts';
import { type ControlGroup, readControlGroup } from '../../../codec/proc/cgroup.ts';
import { readProgramLink } from '../../../codec/proc/links.ts';
import { type ProcessStat, readProcessStat, readSystemStat } from '../../../codec/proc/stat.ts';
import { type ProcessStatus, readProcessStatus } from '../../../codec/proc/status.ts';
import type { ProcessState } from '../../../model/machine-payloads.ts';
import type { Machine, MachineTree } from '../../../model/machine-units.ts';
import { toldOf } from '../collected/told.ts';
import type { ToldProcess } from '../collected/told-facts.ts';
import { accountsOf } from './accounts.ts';

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** As the kernel has it (comm). */
  readonly name: string;
  /** R, S, Z, … */
  readonly state: string;
  readonly kernelThread: boolean;
  /** As the kernel links to it, without ` (deleted)`; in a container, as seen there. */
  readonly program?: string;
  readonly programState: ProcessState['programState'];
  /** Empty for threads of the kernel, and for what has ended. */
  readonly arguments: readonly string[];
  /** The same as one line, whole. */
  readonly command: string;
  readonly folder?: string;
  /** Variables that tell of a start, a login or mining; others may hold secrets and are not kept. */
  readonly environment: ReadonlyMap<string, string>;
  readonly uid?: number;
  readonly threads: number;
  /** Milliseconds since 1970. */
  readonly start?: number;
  readonly processorSeconds: number;
  /** Processors that it kept busy while it was watched, and for how many seconds that was. */
  readonly cores?: number;
  readonly watched?: number;
  /** Resident bytes. */
  readonly memory?: number;
  /** Bytes. */
  readonly hugePages?: number;
  readonly group: ControlGroup;
  /** It sees the same files as the machine itself: its program is a path of the machine. */
  readonly ofMachine: boolean;
}

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
const commandBytes = 256 * 1024;
const environmentBytes = 256 * 1024;
/** A shorter look says little of how busy a process is. Seconds. */
const shortestWatch = 0.2;
const usualTicks = 100;

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
  const all = withTold(
    stats.map((stat) => readProcess(stat, context)),
    context,
  );
  const byNumber = new Map(all.map((process) => [process.pid, process]));
  return {
    all,
    left: Math.max(0, pids.length - mostProcesses),
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
function withTold(read: readonly RunningProcess[], context: Context): readonly RunningProcess[] {
  const told = new Map(toldOf(context.machine).processes.map((process) => [process.pid, process]));
  if (told.size === 0) return read;
  const known = new Set(read.map(({ pid }) => pid));
  const started = read.map((process) => {
    const start = process.start ?? told.get(process.pid)?.start;
    return start === undefined ? process : { ...process, start };
  });
  const others = [...told.values()].filter(({ pid }) => !known.has(pid)).map((process) => fromTold(process, context));
  return [...started, ...others].sort((one, other) => one.pid - other.pid).slice(0, mostProcesses);
}

function fromTold(told: ToldProcess, { machine, mounts }: Context): RunningProcess {
  const { tree } = machine;
  const { pid, name, parent = 0, command, user, start, memory } = told;
  const folder = `/proc/${pid}`;
  const link = told.program || tree.target(`${folder}/exe`);
  const program = link === undefined ? undefined : readProgramLink(link);
  // Children of the kernel's thread 2 are its own: no program can choose its parent so.
  const kernelThread = program === undefined && (parent === 2 || (pid === 2 && parent === 0));
  const group = readControlGroup(tree.text(`${folder}/cgroup`, 64 * 1024) ?? '');
  const uid = user === undefined ? undefined : uidOf(machine, user);
  return {
    pid,
    parent,
    name,
    state: '',
    kernelThread,
    ...(program === undefined ? {} : { program: program.path }),
    programState: program?.state ?? (kernelThread ? 'none' : 'unreadable'),
    // Which of its spaces part arguments was lost.
    arguments: kernelThread ? [] : command.split(' '),
    command: kernelThread ? '' : command,
    threads: 1,
    ...innerParts(tree, folder),
    ...(uid === undefined ? {} : { uid }),
    ...(start === undefined || start > latestTime ? {} : { start }),
    processorSeconds: 0,
    ...(memory === undefined ? {} : { memory }),
    group,
    ofMachine: isOfMachine({ tree, pid, program: program?.path, container: group.container }, mounts),
  };
}

/** `ps` prints a number where it knows no name, or where the name is too long. */
function uidOf(machine: Machine, user: string): number | undefined {
  if (/^\d{1,10}$/.test(user)) return Number(user);
  return accountsOf(machine).homes.find((account) => account.user === user)?.uid;
}

/** Numbers that /proc lists, in ascending order. */
export function listedProcesses(tree: MachineTree): readonly number[] {
  return tree
    .list('/proc')
    .flatMap(({ name }) => (/^[1-9]\d{0,9}$/.test(name) ? Number(name) : []))
    .sort((a, b) => a - b);
}

interface Context {
  readonly machine: Machine;
  /** The machine's own mount namespace; undefined where it can't be read. */
  readonly mounts: string | undefined;
  readonly booted?: number;
}

interface Sample extends ProcessStat {
  /** When it was read. */
  readonly at: number;
}

/** Read for all at first, so that each is watched for as long as the others. */
function statOf({ tree, running, now }: Machine, pid: number): Sample | undefined {
  const stat = readProcessStat(tree.text(`/proc/${pid}/stat`, 4096) ?? '');
  return stat.status === 'ok' ? { ...stat.value, pid, at: running?.now() ?? now } : undefined;
}

function readProcess(stat: Sample, context: Context): RunningProcess {
  const { tree } = context.machine;
  const folder = `/proc/${stat.pid}`;
  const status = statusOf(tree, folder);
  const kernelThread = stat.kernelThread || status?.kernelThread === true;
  const link = kernelThread ? undefined : tree.target(`${folder}/exe`);
  const program = link === undefined ? undefined : readProgramLink(link);
  const group = readControlGroup(kernelThread ? '' : (tree.text(`${folder}/cgroup`, 64 * 1024) ?? ''));
  const list = kernelThread ? [] : readArgumentList(tree.text(`${folder}/cmdline`, commandBytes) ?? '');
  return {
    pid: stat.pid,
    parent: stat.parent,
    name: stat.name,
    state: stat.state,
    kernelThread,
    ...(program === undefined ? {} : { program: program.path }),
    programState: program?.state ?? (kernelThread || hasEnded(stat) ? 'none' : 'unreadable'),
    arguments: list,
    command: writeCommand(list),
    threads: stat.threads,
    // Who may not see a program may not see what follows, either: one gap of it is enough.
    ...(program === undefined ? { environment: new Map() } : innerParts(tree, folder)),
    ...statusParts(status),
    ...timesOf(stat, context),
    group,
    ofMachine: isOfMachine({ tree, pid: stat.pid, program: program?.path, container: group.container }, context.mounts),
  };
}

function hasEnded({ state }: ProcessStat): boolean {
  return state === 'Z' || state === 'X';
}

function statusOf(tree: MachineTree, folder: string): ProcessStatus | undefined {
  const status = readProcessStatus(tree.text(`${folder}/status`, 64 * 1024) ?? '');
  return status.status === 'ok' ? status.value : undefined;
}

function statusParts(status: ProcessStatus | undefined): Pick<RunningProcess, 'uid' | 'memory' | 'hugePages'> {
  return {
    ...(status?.uid === undefined ? {} : { uid: status.uid }),
    ...(status?.resident === undefined ? {} : { memory: status.resident }),
    ...(status?.hugePages ? { hugePages: status.hugePages } : {}),
  };
}

function innerParts(tree: MachineTree, folder: string): Pick<RunningProcess, 'folder' | 'environment'> {
  const target = tree.target(`${folder}/cwd`);
  const variables = readEnvironment(tree.text(`${folder}/environ`, environmentBytes) ?? '');
  return {
    ...(target === undefined ? {} : { folder: target }),
    environment: new Map([...variables].filter(([name]) => telling.test(name))),
  };
}

/** What starts a program, who logged in, and what miners are told by. */
const telling =
  /^(?:LD_PRELOAD|LD_AUDIT|LD_LIBRARY_PATH|HOME|PWD|SSH_CONNECTION|SSH_CLIENT|SUDO_USER|INVOCATION_ID)$|XMR|MINER|WALLET|STRATUM|^POOL/;

function timesOf(
  { pid, ticks, startTicks, at }: Sample,
  { machine: { running }, booted }: Context,
): Pick<RunningProcess, 'start' | 'processorSeconds' | 'cores' | 'watched'> {
  const perSecond = running?.ticksPerSecond ?? usualTicks;
  const before = running?.before.ticks.get(pid);
  const watched = running === undefined ? 0 : (at - running.before.ms) / 1000;
  const start = booted === undefined ? undefined : booted + (startTicks / perSecond) * 1000;
  return {
    ...(start === undefined || start > latestTime ? {} : { start }),
    processorSeconds: ticks / perSecond,
    // Fewer ticks than before: another process got the number.
    ...(before === undefined || watched < shortestWatch || ticks < before
      ? {}
      : { cores: (ticks - before) / perSecond / watched, watched }),
  };
}

/** The last moment that a Date can hold. */
const latestTime = 8.64e15;

function mountsOf(tree: MachineTree, pid: number): string | undefined {
  return tree.target(`/proc/${pid}/ns/mnt`);
}

interface Place {
  readonly tree: MachineTree;
  readonly pid: number;
  readonly program: string | undefined;
  readonly container: string | undefined;
}

/**
 * Services, browsers and snaps see most of the machine's files though their namespace is their own; containers do not.
 * Where nothing is known of namespaces, the group decides.
 */
function isOfMachine({ tree, pid, program, container }: Place, mounts: string | undefined): boolean {
  const own = mounts === undefined ? undefined : mountsOf(tree, pid);
  if (own !== undefined && own === mounts) return true;
  if (container !== undefined) return false;
  return own === undefined || program === undefined || tree.follow(program) !== undefined;
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
