/** A process that only a collector's list names: what `ps` said of it, and what of its folder in /proc was copied. */
import { readControlGroup } from '../../../codec/proc/cgroup.ts';
import { readProgramLink } from '../../../codec/proc/links.ts';
import type { Machine } from '../../../model/machine-units.ts';
import type { ToldProcess } from '../collected/told-facts.ts';
import { accountsOf } from './accounts.ts';
import { innerParts, isOfMachine, type ProcessContext } from './process-folder.ts';
import { type RunningProcess, startOf } from './running-process.ts';

export function fromTold(told: ToldProcess, { machine, mounts }: ProcessContext): RunningProcess {
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
    ...startOf(start),
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
