/** What a machine itself shows, each in one line for people. */
import type { ObservationKind, Payload } from '../model/observation.ts';
import { lookedAt } from './examined.ts';
import { byteSize, counted, readableTime } from './words.ts';

type MachineKind =
  | 'machine'
  | 'process'
  | 'autostart'
  | 'file-trace'
  | 'package-file'
  | 'bad-release'
  | 'machine-setting'
  | 'container'
  | 'secret-at-hand';
type Describers<K extends ObservationKind> = { readonly [P in K]: (value: Payload<P>) => string };

/** Characters of a command; people see what it does by then, and `explain` has all. */
const longestCommand = 200;

export const machineDescribers: Describers<MachineKind> = {
  machine: (machine) =>
    phrase(
      machine.name ?? 'a machine',
      machine.system,
      machine.kernel && `kernel ${machine.kernel}`,
      machine.booted && `started ${readableTime(machine.booted)}`,
      machine.asRoot === false && 'examined without root',
      lookedAt(machine),
    ),
  process: (process) =>
    phrase(
      `process ${process.pid} (${process.name})`,
      process.program,
      process.programState === 'deleted' && 'whose file was deleted',
      process.programState === 'memory' && 'that runs from memory alone',
      process.command && `as “${cut(process.command)}”`,
      process.user && `of ${process.user}`,
      process.container && `in container ${process.container.slice(0, 12)}`,
      process.start && `since ${readableTime(process.start)}`,
      process.cores !== undefined && process.cores >= 0.05 && `${process.cores.toFixed(1)} processors busy`,
      ...(process.connections ?? []).slice(0, 2).map(connectionInWords),
      process.why.includes('hidden-from-list') && 'hidden from the list of processes',
    ),
  autostart: (autostart) =>
    phrase(
      `${autostart.mechanism.replaceAll('-', ' ')}: ${placeInWords(autostart)}`,
      autostart.starts ? `starts “${cut(autostart.starts)}”` : autostart.entry && `“${cut(autostart.entry)}”`,
      autostart.when,
      autostart.user && `as ${autostart.user}`,
      autostart.modified && `last written ${readableTime(autostart.modified)}`,
      autostart.why.includes('written-by-redis') && 'in a file that Redis wrote',
    ),
  'file-trace': (file) =>
    phrase(
      file.path,
      file.form === 'other' ? undefined : file.form.replaceAll('-', ' '),
      file.size !== undefined && byteSize(file.size),
      file.owner && `of ${file.owner}`,
      file.modified && `last written ${readableTime(file.modified)}`,
    ),
  'package-file': ({ path, package: name, version, state }) => {
    const from = [name, version].filter(Boolean).join(' ');
    return state === 'missing'
      ? `${path} is missing, which package ${from} brought`
      : `${path} is not what package ${from} brought`;
  },
  'bad-release': (release) =>
    phrase(`${release.name} ${release.version} (${release.ecosystem})`, release.says, release.installed && 'installed'),
  'machine-setting': (setting) => phrase(`${setting.setting} is ${setting.value}`, setting.says),
  container: (container) =>
    phrase(
      `${container.runtime} container ${container.name ?? container.id.slice(0, 12)}`,
      container.image && `of ${container.image}`,
      container.command && `runs “${cut(container.command)}”`,
      container.state,
      container.privileged && 'privileged',
      container.mounts?.length && `sees ${container.mounts.slice(0, 3).join(' and ')} of the machine`,
      container.restart && `restarts: ${container.restart}`,
      container.owner && `made again by ${container.owner}`,
    ),
  'secret-at-hand': (secret) =>
    phrase(
      `${secret.what.replaceAll('-', ' ')} at ${secret.place}`,
      secret.user && `of ${secret.user}`,
      secret.readableBy === 'all' && 'which everybody may read',
      secret.readers?.length && `which ${secret.readers.slice(0, 3).join(' and ')} may read`,
      secret.count !== undefined && counted(secret.count, 'entry', 'entries'),
    ),
};

function placeInWords({ name, place }: Payload<'autostart'>): string {
  return name === undefined || place.includes(name) ? place : `${name} (${place})`;
}

function connectionInWords({ state, remote, local }: NonNullable<Payload<'process'>['connections']>[number]): string {
  return state === 'listen' ? `listens at ${local}` : `${state} to ${remote}`;
}

function cut(command: string): string {
  return command.length > longestCommand ? `${command.slice(0, longestCommand)}…` : command;
}

function phrase(...parts: readonly (string | 0 | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== 0 && part !== '').join(', ');
}
