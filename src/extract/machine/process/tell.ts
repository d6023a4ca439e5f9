/** Makes the `process` observation of what was looked at. */
import type { ProcessState } from '../../../model/machine-payloads.ts';
import type { Machine } from '../../../model/machine-units.ts';
import { present } from '../../../model/present.ts';
import { accountsOf } from '../knowledge/accounts.ts';
import { isoTime } from '../knowledge/iso-time.ts';
import { packagesOf } from '../knowledge/packages.ts';
import type { ProcessTable, RunningProcess } from '../knowledge/processes.ts';
import { type Looked, type Signs, signsOf, tellingWeight } from './signs.ts';

const longest = 2048;
const mostParents = 8;

export interface Described {
  readonly value: ProcessState;
  readonly signs: Signs;
}

export function describe(looked: Looked, machine: Machine, table: ProcessTable): Described {
  const { process } = looked;
  const signs = signsOf(looked, machine, table);
  const value: ProcessState = {
    pid: process.pid,
    name: process.name,
    programState: process.programState,
    ...texts(process),
    ...ownerOf(process, machine),
    ...measures(process, looked),
    parents: table.parentsOf(process).slice(0, mostParents).map(parentOf),
    ...connectionsOf(looked),
    ...(looked.opened.files.length > 0 && { opened: [...looked.opened.files] }),
    ...packagedOf(looked, signs, machine),
    why: [...signs.why],
  };
  return { value, signs };
}

/** Whether a program is still what its package brought is asked where it matters: each answer is a hash of a file. */
function packagedOf({ process, packaged }: Looked, { weight }: Signs, machine: Machine): Partial<ProcessState> {
  if (process.program === undefined) return {};
  if (packaged !== 'yes') return { packaged };
  if (weight < tellingWeight || process.programState !== 'present') return {};
  return { packaged: packagesOf(machine).stateOf(process.program) };
}

function parentOf({ pid, name, program }: RunningProcess): NonNullable<ProcessState['parents']>[number] {
  return { pid, name, ...(program === undefined ? {} : { program }) };
}

function texts({ program, command, folder, environment, group }: RunningProcess): Partial<ProcessState> {
  const preload = environment.get('LD_PRELOAD');
  return {
    ...(program === undefined ? {} : { program }),
    ...(command === '' ? {} : { command: command.slice(0, longest) }),
    ...(folder === undefined ? {} : { folder }),
    ...(group.container === undefined ? {} : { container: group.container }),
    ...(group.unit === undefined ? {} : { unit: group.unit }),
    ...(preload ? { preload: preload.slice(0, longest) } : {}),
  };
}

/** In a container a number may be another's account: its name is not the machine's. */
function ownerOf({ uid, ofMachine }: RunningProcess, machine: Machine): Partial<ProcessState> {
  if (uid === undefined) return {};
  const user = ofMachine ? accountsOf(machine).nameOf(uid) : undefined;
  return { uid, ...(user === undefined ? {} : { user }) };
}

function measures(process: RunningProcess, { pinned }: Looked): Partial<ProcessState> {
  const { start, threads, cores, watched, processorSeconds, memory, hugePages } = process;
  return {
    ...present({ start: start === undefined ? undefined : isoTime(start) }),
    threads,
    ...(pinned > 0 && { pinned }),
    ...(cores === undefined ? {} : { cores: rounded(cores) }),
    ...(watched === undefined ? {} : { watched: rounded(watched) }),
    processorSeconds: rounded(processorSeconds),
    ...(memory === undefined ? {} : { memory }),
    ...(hugePages === undefined ? {} : { hugePages }),
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function connectionsOf({ connections }: Looked): Partial<ProcessState> {
  if (connections.length === 0) return {};
  return {
    connections: connections.map(({ protocol, local, remote, state }) => ({ protocol, local, remote, state })),
  };
}
