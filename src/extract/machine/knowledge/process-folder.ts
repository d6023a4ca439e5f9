/**
 * A process by its folder in /proc: proc_pid(5). What vanishes between two reads is simply not there.
 * Does not see: what is closed to who looks, which is one gap of the tree's.
 */
import { readArgumentList, readEnvironment, writeCommand } from '../../../codec/proc/argument-list.ts';
import { readControlGroup } from '../../../codec/proc/cgroup.ts';
import { readProgramLink } from '../../../codec/proc/links.ts';
import { type ProcessStat, readProcessStat } from '../../../codec/proc/stat.ts';
import { type ProcessStatus, readProcessStatus } from '../../../codec/proc/status.ts';
import type { Machine, MachineTree } from '../../../model/machine-units.ts';
import { type RunningProcess, startOf } from './running-process.ts';

const commandBytes = 256 * 1024;
const environmentBytes = 256 * 1024;
/** A shorter look says little of how busy a process is. Seconds. */
const shortestWatch = 0.2;
const usualTicks = 100;

export interface ProcessContext {
  readonly machine: Machine;
  /** The machine's own mount namespace; undefined where it can't be read. */
  readonly mounts: string | undefined;
  readonly booted?: number;
}

export interface Sample extends ProcessStat {
  /** When it was read. */
  readonly at: number;
}

/** Read for all at first, so that each is watched for as long as the others. */
export function statOf({ tree, running, now }: Machine, pid: number): Sample | undefined {
  const stat = readProcessStat(tree.text(`/proc/${pid}/stat`, 4096) ?? '');
  return stat.status === 'ok' ? { ...stat.value, pid, at: running?.now() ?? now } : undefined;
}

export function readProcess(stat: Sample, context: ProcessContext): RunningProcess {
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

/** What of its folder tells where it is and what it was started with. */
export function innerParts(tree: MachineTree, folder: string): Pick<RunningProcess, 'folder' | 'environment'> {
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
  { machine: { running }, booted }: ProcessContext,
): Pick<RunningProcess, 'start' | 'processorSeconds' | 'cores' | 'watched'> {
  const perSecond = running?.ticksPerSecond ?? usualTicks;
  const before = running?.before.ticks.get(pid);
  const watched = running === undefined ? 0 : (at - running.before.ms) / 1000;
  const start = booted === undefined ? undefined : booted + (startTicks / perSecond) * 1000;
  return {
    ...startOf(start),
    processorSeconds: ticks / perSecond,
    // Fewer ticks than before: another process got the number.
    ...(before === undefined || watched < shortestWatch || ticks < before
      ? {}
      : { cores: (ticks - before) / perSecond / watched, watched }),
  };
}

export function mountsOf(tree: MachineTree, pid: number): string | undefined {
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
export function isOfMachine({ tree, pid, program, container }: Place, mounts: string | undefined): boolean {
  const own = mounts === undefined ? undefined : mountsOf(tree, pid);
  if (own !== undefined && own === mounts) return true;
  if (container !== undefined) return false;
  return own === undefined || program === undefined || tree.follow(program) !== undefined;
}
