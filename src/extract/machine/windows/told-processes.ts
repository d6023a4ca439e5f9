/**
 * Processes of a Windows system, as the tables of a collector have them (collected/told.ts). Told openly are those that
 * mine by their command or name, that bear a system program's name elsewhere, or that run from a folder which everybody
 * may write to and talk to a port of pools. All others are told aside.
 * Does not see: processes that the collector was not asked for; whether a program is signed.
 */
import { poolPort } from '../../../intel/pool-ports.ts';
import type { ProcessState } from '../../../model/machine-payloads.ts';
import { defineProbe, type Probe, type Told } from '../../../model/machine-units.ts';
import { minerName } from '../../event/carried.ts';
import { toldOf } from '../collected/told.ts';
import type { ToldConnection, ToldProcess } from '../collected/told-facts.ts';
import { isElsewhere } from '../process/sockets.ts';
import { weighedCommand } from './command-reasons.ts';

const mostAside = 4096;
const mostParents = 8;
const longest = 2048;

type Reason = ProcessState['why'][number];

export const windowsProcesses: Probe<'process'> = defineProbe({
  id: 'windows-processes',
  title: 'processes that ran when a collector listed them',
  emits: ['process'],
  platform: 'windows',
  *probe(machine) {
    const { processes, connections, misses } = toldOf(machine);
    const byNumber = new Map(processes.map((process) => [process.pid, process]));
    let aside = 0;
    for (const process of processes) {
      const connected = connections.get(process.pid) ?? [];
      const why = reasonsOf(process, connected);
      const open = isOpen(why);
      if (!open && ++aside > mostAside) continue;
      const { start } = process;
      yield {
        kind: 'process',
        value: { ...stateOf(process, connected), parents: parentsOf(process, byNumber), why },
        path: `/proc/${process.pid}`,
        ...(start === undefined ? {} : { time: start }),
        ...(open ? {} : { aside: true as const }),
      };
      if (open) yield* commandOf(process);
    }
    if (processes.length > 0) yield { looked: { at: 'processes', count: processes.length } };
    for (const gap of misses) yield { gap };
    if (aside > mostAside) yield tooMany(aside - mostAside);
  },
});

function tooMany(count: number): Told<never> {
  return { gap: { code: 'limit-count', what: `${count} ordinary processes that are not told`, path: '/proc' } };
}

/** What extractors of configurations and wallets read. */
function* commandOf({ pid, command }: ToldProcess): Iterable<Told<never>> {
  if (command !== '') yield { examine: `/proc/${pid}/cmdline`, bytes: new TextEncoder().encode(`${command}\n`) };
}

function reasonsOf({ name, program = '', command }: ToldProcess, connections: readonly ToldConnection[]): Reason[] {
  const weighed = [...weighedCommand(command).why, ...weighedCommand(program).why];
  const mines = weighed.includes('mines') || [name, lastPart(program)].some((text) => minerName(text) !== undefined);
  const why: Reason[] = [];
  if (mines) why.push('mines');
  if (weighed.includes('poses-as-system')) why.push('name-lies');
  if (weighed.includes('from-temporary-folder')) why.push('from-temporary-folder');
  if (why.length > 0 && connections.some((one) => isElsewhere(one) && poolPort(one.remotePort)))
    why.push('talks-to-pool');
  return why;
}

function isOpen(why: readonly Reason[]): boolean {
  return why.includes('mines') || why.includes('name-lies') || why.length > 1;
}

function stateOf(process: ToldProcess, connections: readonly ToldConnection[]): Omit<ProcessState, 'why'> {
  const { pid, name, program, command, user, start, memory } = process;
  return {
    pid,
    name: name.slice(0, longest),
    programState: program ? 'present' : 'unreadable',
    ...(program ? { program: program.slice(0, longest) } : {}),
    ...(command === '' ? {} : { command: command.slice(0, longest) }),
    ...(user === undefined ? {} : { user }),
    ...(start === undefined ? {} : { start: new Date(start).toISOString() }),
    ...(memory === undefined ? {} : { memory }),
    ...(connections.length > 0 && {
      connections: connections.map(({ protocol, local, remote, state }) => ({ protocol, local, remote, state })),
    }),
  };
}

/** Windows gives numbers anew: a parent that began later than its child is none. */
function parentsOf(process: ToldProcess, byNumber: ReadonlyMap<number, ToldProcess>): ProcessState['parents'] {
  const parents: ToldProcess[] = [];
  let child = process;
  while (parents.length < mostParents) {
    const parent = byNumber.get(child.parent ?? -1);
    if (parent === undefined || parent === process || parents.includes(parent)) break;
    if ((parent.start ?? 0) > (child.start ?? Number.POSITIVE_INFINITY)) break;
    parents.push(parent);
    child = parent;
  }
  return parents.map(({ pid, name, program }) => ({ pid, name, ...(program ? { program } : {}) }));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('\\') + 1);
}
