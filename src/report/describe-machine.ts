/** What a machine itself shows, each in one line for people. */
import type { ObservationKind, Payload } from '../model/observation.ts';
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

export const machineDescribers: Describers<MachineKind> = {
  machine: (machine) =>
    phrase(
      machine.name ?? 'a machine',
      machine.system,
      machine.kernel && `kernel ${machine.kernel}`,
      machine.booted && `started ${readableTime(machine.booted)}`,
      machine.asRoot === false && 'examined without root',
      ...machine.looked.map(({ at, count }) => `${count.toLocaleString('en')} ${at}`),
    ),
  process: (process) =>
    phrase(
      `process ${process.pid} (${process.name})`,
      process.program,
      process.programState === 'deleted' && 'whose file was deleted',
      process.programState === 'memory' && 'that runs from memory alone',
      process.command && `as “${process.command.slice(0, 200)}”`,
      process.user && `of ${process.user}`,
      process.container && `in container ${process.container.slice(0, 12)}`,
      process.start && `since ${readableTime(process.start)}`,
      process.cores !== undefined && `${process.cores.toFixed(1)} processors busy`,
      ...(process.connections ?? []).slice(0, 2).map(({ remote, state }) => `${state} to ${remote}`),
    ),
  autostart: (autostart) =>
    phrase(
      `${autostart.mechanism.replaceAll('-', ' ')}: ${autostart.name ?? autostart.place}`,
      autostart.starts && `starts ${autostart.starts.slice(0, 200)}`,
      autostart.when,
      autostart.user && `as ${autostart.user}`,
      autostart.modified && `changed ${readableTime(autostart.modified)}`,
    ),
  'file-trace': (file) =>
    phrase(
      file.path,
      file.form.replaceAll('-', ' '),
      file.size !== undefined && byteSize(file.size),
      file.owner && `of ${file.owner}`,
      file.modified && `changed ${readableTime(file.modified)}`,
    ),
  'package-file': (file) => phrase(file.path, `${file.state}, unlike what package ${file.package} brought`),
  'bad-release': (release) =>
    phrase(`${release.name} ${release.version} (${release.ecosystem})`, release.says, release.installed && 'installed'),
  'machine-setting': (setting) => phrase(`${setting.setting} is ${setting.value}`, setting.says),
  container: (container) =>
    phrase(
      `${container.runtime} container ${container.name ?? container.id.slice(0, 12)}`,
      container.image && `of ${container.image}`,
      container.command && `runs ${container.command.slice(0, 200)}`,
      container.restart && `restarts: ${container.restart}`,
    ),
  'secret-at-hand': (secret) =>
    phrase(
      `${secret.what.replaceAll('-', ' ')} at ${secret.place}`,
      secret.user && `of ${secret.user}`,
      secret.count !== undefined && counted(secret.count, 'entry', 'entries'),
    ),
};

function phrase(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(', ');
}
