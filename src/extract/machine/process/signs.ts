/**
 * What of a process is telling, and how much. A process is told openly where its signs weigh 2 or more together: one that
 * says something by itself, or two that each are everyday. Programs of packages may be busy, pinned or deleted (by an
 * upgrade) as they like.
 *
 * | sign | weight |
 * |---|---|
 * | command of a miner, name of one; name of a kernel's thread; name that lies; hidden | 2 |
 * | program in memory alone; 1 as container runtimes do it | 2 |
 * | program in a temporary folder, but for what tools of developers build there | 2 |
 * | program deleted, and nothing in its place; 1 where programs are replaced by hand or in containers | 2 |
 * | writes to registers of processors, of no package | 2 |
 * | LD_PRELOAD from a temporary or hidden folder; 1 from any folder in which no package put it | 2 |
 * | child of a service and of no package; 1 for a shell or tool of the system | 2 |
 * | program in a hidden folder; script or working folder in a temporary one | 1 |
 * | busy; pinned; a connection to a port of pools where something else tells as well: each | 1 |
 */
import { poolPort } from '../../../intel/pool-ports.ts';
import type { ProcessState } from '../../../model/machine-payloads.ts';
import type { Machine } from '../../../model/machine-units.ts';
import { carriedBy, minerName } from '../../event/carried.ts';
import { fileName, isTellingChild, serviceOf } from '../../event/services.ts';
import type { ToldConnection } from '../collected/told-facts.ts';
import { packagesOf } from '../knowledge/packages.ts';
import type { ProcessTable, RunningProcess } from '../knowledge/processes.ts';
import { nameLies, posesAsKernel } from './names.ts';
import type { Opened } from './opened.ts';
import { isHidden, isPassing, isTemporary, isUsualPlace, scriptOf } from './places.ts';
import { isElsewhere } from './sockets.ts';

type Reason = ProcessState['why'][number];
export type Packaged = NonNullable<ProcessState['packaged']>;

export interface Signs {
  readonly why: readonly Reason[];
  readonly weight: number;
}

export const tellingWeight = 2;
/** Processors kept busy. */
export const busyCores = 0.8;

export interface Looked {
  readonly process: RunningProcess;
  readonly packaged: Packaged;
  readonly opened: Opened;
  readonly connections: readonly ToldConnection[];
  readonly pinned: number;
  readonly hidden: boolean;
}

export function signsOf(looked: Looked, machine: Machine, table: ProcessTable): Signs {
  const weights = new Map<Reason, number>();
  const add = (reason: Reason, weight: number): void => {
    if (weight > 0) weights.set(reason, Math.max(weight, weights.get(reason) ?? 0));
  };
  const { process, packaged, hidden, opened, pinned } = looked;
  const strange = isStrange(process, packaged);
  add('hidden-from-list', hidden ? 2 : 0);
  add('mines', mines(process) ? 2 : 0);
  add('posing-as-kernel', posesAsKernel(process, strange) ? 2 : 0);
  add('name-lies', nameLies(process, strange) && !isCalledByLink(process, machine) ? 2 : 0);
  add('program-in-memory', memoryWeight(process));
  add('program-deleted', deletedWeight(process, machine));
  add('from-temporary-folder', temporaryWeight(process, packaged));
  add('from-hidden-folder', hiddenWeight(process, packaged));
  add('preloaded', preloadWeight(process, machine));
  add('child-of-service', serviceWeight(process, table, strange));
  if (packaged !== 'yes') {
    add('writes-processor-registers', opened.registers ? 2 : 0);
    add('busy', (process.cores ?? 0) >= busyCores ? 1 : 0);
    add('pinned', pinned > 1 ? 1 : 0);
  }
  if ([...weights].some(isMoreThanPlace) && looked.connections.some(isAtPoolPort)) add('talks-to-pool', 1);
  const weight = [...weights.values()].reduce((sum, one) => sum + one, 0);
  const why = [...weights.keys()];
  return { why: packaged === 'no' && why.length > 0 ? [...why, 'not-packaged'] : why, weight };
}

/** Ports are used for much else: where somebody works says too little beside one. */
function isMoreThanPlace([reason, weight]: readonly [Reason, number]): boolean {
  return weight > 1 || reason === 'busy' || reason === 'pinned' || reason === 'program-deleted';
}

function isAtPoolPort(row: Looked['connections'][number]): boolean {
  return isElsewhere(row) && poolPort(row.remotePort) !== undefined;
}

/** It is called by another name of its own file. */
function isCalledByLink({ program, arguments: [first = ''] }: RunningProcess, { tree }: Machine): boolean {
  return program !== undefined && first.startsWith('/') && tree.real(first) === program;
}

/** Where no package puts a program, as far as it can be known. */
function isStrange({ program }: RunningProcess, packaged: Packaged): boolean {
  if (program === undefined || packaged === 'yes') return false;
  return packaged === 'no' || !isUsualPlace(program);
}

function mines({ program = '', name, arguments: list, command, kernelThread }: RunningProcess): boolean {
  if (kernelThread) return false;
  if ([program, name, list[0] ?? ''].some((text) => minerName(fileName(text)))) return true;
  const carried = carriedBy(command);
  return carried.mines && (carried.config !== undefined || !visitors.test(fileName(program)));
}

/** They may be told a pool's name, and only look at it. */
const visitors =
  /^(?:ping6?|dig|host|nslookup|getent|trace(?:route|path)6?|mtr|whois|openssl|tcpdump|tshark|nmap|ssh|telnet|firefox.*|chrom.*|brave.*|opera|vivaldi.*|msedge|electron|code)$/;

/** Runtimes of containers copy themselves into memory, so that what they start cannot change them (CVE-2019-5736). */
const runtimes = /^\/memfd:(?:runc_cloned|crun|youki|lxc|bwrap|rootlesskit|systemd-executor)/;

function memoryWeight({ programState, program = '' }: RunningProcess): number {
  if (programState !== 'memory') return 0;
  return runtimes.test(program) ? 1 : 2;
}

function deletedWeight(process: RunningProcess, machine: Machine): number {
  const { program, programState, pid, ofMachine } = process;
  if (programState !== 'deleted' || program === undefined) return 0;
  const place = ofMachine ? program : `/proc/${pid}/root${program}`;
  const replaced = machine.tree.follow(place) !== undefined;
  if (replaced && !isTemporary(program) && !isHidden(program)) return 0;
  if (!ofMachine || packagesOf(machine).ownedBy(program) || isPassing(program)) return 1;
  return replaced || /^\/(?:home|opt|srv|usr|snap)\//.test(program) ? 1 : 2;
}

function temporaryWeight(process: RunningProcess, packaged: Packaged): number {
  const { program = '', folder = '' } = process;
  if (isPassing(program)) return 0;
  if (isTemporary(program)) return 2;
  if (isTemporary(scriptOf(process) ?? '')) return isOfPerson(program) ? 0 : 1;
  return isTemporary(within(folder)) && isStrange(process, packaged) && !isOfPerson(program) ? 1 : 0;
}

function hiddenWeight(process: RunningProcess, packaged: Packaged): number {
  const { program = '', folder = '' } = process;
  if (packaged === 'yes') return isHidden(scriptOf(process) ?? '') ? 1 : 0;
  if (isHidden(program) && !isPassing(program)) return isUsualPlace(program) ? 2 : 1;
  return isHidden(within(folder)) && isStrange(process, packaged) && !isOfPerson(program) ? 1 : 0;
}

/** A path in a folder: what tells places apart reads paths of files. */
function within(folder: string): string {
  return folder === '' || folder === '/' ? '/x' : `${folder}/x`;
}

/** People put tools of their own there, and use them in all sorts of folders. */
function isOfPerson(program: string): boolean {
  return /^\/(?:home|usr\/local|opt)\/|\/\.\w/.test(program);
}

function preloadWeight({ environment, ofMachine }: RunningProcess, machine: Machine): number {
  const libraries = (environment.get('LD_PRELOAD') ?? '').split(/[\s:]+/, 16).filter((path) => path.startsWith('/'));
  const weights = libraries.map((path) => {
    if (isTemporary(path) || isHidden(path)) return isPassing(path) ? 1 : 2;
    const packages = packagesOf(machine);
    return ofMachine && packages.databases.length > 0 && !/^\/(?:snap|opt|nix|home)\//.test(path)
      ? Number(!packages.ownedBy(path))
      : 0;
  });
  return Math.max(0, ...weights);
}

/** How far up a service is looked for: it, its shell, what that started. */
const mostGenerations = 4;
/** What people run by hand is nobody's child: their terminals and timers stand between. */
const ends = /^(?:sshd.*|login|cron|crond|su|sudo|tmux.*|screen|systemd|init|agetty|gnome-terminal-.*|konsole|xterm)$/;

function serviceWeight(process: RunningProcess, table: ProcessTable, strange: boolean): number {
  if (process.kernelThread || process.program === undefined) return 0;
  const service = serviceAbove(process, table);
  if (!service || serviceOf(process.program, process.command)?.id === service.id) return 0;
  // Builds run their steps out of temporary files.
  if (service.busy && isTemporary(scriptOf(process) ?? '')) return 0;
  if (isTellingChild(process.program, process.command, service.busy)) return strange && !service.busy ? 2 : 1;
  return strange && !service.busy ? 2 : 0;
}

function serviceAbove(process: RunningProcess, table: ProcessTable): ReturnType<typeof serviceOf> {
  for (const parent of table.parentsOf(process).slice(0, mostGenerations)) {
    const { program, name, command } = parent;
    if (ends.test(fileName(program ?? name))) return undefined;
    const service = serviceOf(program ?? name, command);
    // Every container's first process is a child of its runtime.
    if (service) return service.id === 'docker' ? undefined : service;
  }
  return undefined;
}
