/**
 * The lists that UAC kept of a running Linux system.
 * Source: https://github.com/tclahr/uac, artifacts/live_response: process/ps.yaml and lsof.yaml, network/ss.yaml,
 * netstat.yaml, lsof.yaml. Their names changed little since its first version.
 */
import { type ListedProcess, readProcessList } from '../../../codec/process-list/process-list.ts';
import { readSocketList } from '../../../codec/socket-list/socket-list.ts';
import { linesOf } from '../../../codec/text-lines/lines-of.ts';
import type { MachineTree } from '../../../model/machine-units.ts';
import { Gathering, nameIn } from './gathering.ts';
import type { Told, ToldProcess } from './told-facts.ts';

const processFolder = '/live_response/process';
/** The first says of whom a process is a child, the second when it started. */
const processLists = ['ps_-ef.txt', 'ps_-axo_pid_user_etime_args.txt', 'ps_auxwww.txt', 'ps_-deaf.txt'];
const networkFolder = '/live_response/network';
const socketLists = [
  'ss_-anp.txt',
  'ss_-tanp.txt',
  'ss_-uanp.txt',
  'netstat_-anp.txt',
  'netstat_-lpeanut.txt',
  'lsof_-nPli.txt',
];
const mostBytes = 16 * 1024 * 1024;

export function toldByUac(collected: MachineTree): Told {
  const gathering = new Gathering();
  for (const name of processLists) readProcesses(collected, `${processFolder}/${name}`, gathering);
  readPrograms(collected, gathering);
  for (const name of socketLists) readSockets(collected, `${networkFolder}/${name}`, gathering);
  return gathering.told;
}

function readProcesses(collected: MachineTree, path: string, gathering: Gathering): void {
  const list = readProcessList(collected.text(path, mostBytes) ?? '');
  if (list.status !== 'ok') return;
  // The list was written when the processes ran: the clock of the machine, as its file has it.
  const written = collected.stat(path)?.modified;
  for (const process of list.value.processes) gathering.process(toldProcess(process, written));
  if (list.value.unread > 0) gathering.miss('malformed', path, `${list.value.unread} lines are none of a process`);
  if (list.value.cut) gathering.miss('limit-count', path, 'more processes were not read');
}

function toldProcess(
  { pid, parent, user, seconds, memory, command }: ListedProcess,
  written: number | undefined,
): ToldProcess {
  return {
    pid,
    name: nameIn(command),
    command,
    ...(parent === undefined ? {} : { parent }),
    ...(user === undefined ? {} : { user }),
    ...(seconds === undefined || written === undefined ? {} : { start: written - seconds * 1000 }),
    ...(memory === undefined ? {} : { memory }),
  };
}

/**
 * `lsof -nPl` names each process's program; its name is cut, so that it adds to processes that another list has.
 * @example 'x  700  33  txt  REG  8,1  9000  1311  /var/tmp/x (deleted)'
 */
function readPrograms(collected: MachineTree, gathering: Gathering): void {
  const known = new Set(gathering.told.processes.map(({ pid }) => pid));
  for (const line of linesOf(collected.text(`${processFolder}/lsof_-nPl.txt`, mostBytes) ?? '')) {
    const [, number, program] =
      /^\S{1,64} +(\d{1,10}) +\S{1,32} +txt +REG +\S{1,32} +\d{1,20} +\d{1,20} +(\/.{0,4096})$/.exec(line) ?? [];
    const pid = Number(number);
    if (program !== undefined && known.has(pid)) gathering.process({ pid, name: '', command: '', program });
  }
}

function readSockets(collected: MachineTree, path: string, gathering: Gathering): void {
  const { sockets, cut } = readSocketList(collected.text(path, mostBytes) ?? '');
  for (const { pids, ...socket } of sockets) for (const pid of pids) gathering.connection(pid, socket);
  if (cut) gathering.miss('limit-count', path, 'more sockets were not read');
}
