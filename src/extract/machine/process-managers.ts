/**
 * What process managers keep running: programs of Supervisor, what PM2 starts again from its dump, what Monit starts or
 * runs. Miners like them: whoever ends the process sees it come back.
 * Sources: http://supervisord.org/configuration.html, https://pm2.keymetrics.io/docs/usage/startup/, monit(1).
 * Does not see: programs that are managed in memory alone and were never saved; circus, god and systemd's own (its units
 * are told elsewhere).
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText } from './hook-scripts.ts';
import { ownerOf } from './knowledge/accounts.ts';
import { Autostarts } from './knowledge/entry.ts';
import { type FolderFiles, leftOut } from './knowledge/folder-files.ts';
import { nameOf, withoutEndingSlashes } from './knowledge/path-names.ts';
import { pm2Programs } from './pm2-programs.ts';
import { librariesIn } from './preload-reasons.ts';
import { supervisorSettings } from './supervisor-programs.ts';

const mostFiles = 500;
const mostDumpBytes = 4 * 1024 * 1024;

export const processManagers: Probe<'autostart'> = defineProbe({
  id: 'process-managers',
  title: 'What Supervisor, PM2 and Monit keep running',
  emits: ['autostart'],
  platform: 'linux',
  wishes: [{ names: ['dump.pm2', 'dump.pm2.bak'] }],
  *probe(machine, wished) {
    const autostarts = new Autostarts(machine);
    const supervised = supervisorFiles(machine, autostarts.folders);
    for (const place of supervised.slice(0, mostFiles)) yield* ofSupervisor(machine, autostarts, place);
    yield* leftOut(supervised.length - mostFiles, 'settings of Supervisor are not read', '/etc/supervisor');
    for (const place of wished.paths.slice(0, mostFiles)) yield* ofPm2(machine, autostarts, place);
    for (const place of monitFiles(autostarts.folders)) yield* ofMonit(machine, autostarts, place);
    const left = Math.max(0, wished.paths.length - mostFiles) + wished.left;
    yield* leftOut(left, 'dumps of PM2 are not read', '/');
    yield* autostarts.end('programs of process managers');
  },
});

// --- Supervisor -----------------------------------------------------------------------------------------------

const supervisorMain = [
  '/etc/supervisor/supervisord.conf',
  '/etc/supervisord.conf',
  '/etc/supervisord/supervisord.conf',
  '/usr/local/etc/supervisord.conf',
  '/opt/supervisor/supervisord.conf',
];
/** As distributions and hosting panels include them. */
const supervisorFolders = [
  '/etc/supervisor/conf.d',
  '/etc/supervisor.d',
  '/etc/supervisord.d',
  '/etc/supervisord/conf.d',
  '/usr/local/etc/supervisor.d',
  '/www/server/panel/plugin/supervisor/profile',
];

/** Each file once, whichever path leads to it. */
function supervisorFiles(machine: Machine, folders: FolderFiles): string[] {
  const usual = supervisorFolders.flatMap((folder) => folders.of(folder));
  const included = supervisorMain.flatMap((path) =>
    supervisorSettings(scriptText(machine, path) ?? '').included.flatMap((pattern) =>
      matching(folders, path.slice(0, path.lastIndexOf('/')), pattern),
    ),
  );
  const files = [...supervisorMain, ...usual.filter((path) => /\.(?:conf|ini)$/.test(path)), ...included];
  const byReal = new Map(files.map((path) => [machine.tree.real(path) ?? path, path]));
  return [...byReal.values()];
}

/** `conf.d/*.conf`, beside the file that names it; a star within a folder's name leads nowhere. */
function matching(folders: FolderFiles, beside: string, pattern: string): string[] {
  const path = pattern.replace('%(here)s', beside);
  const at = path.lastIndexOf('/');
  const folder = path.startsWith('/') ? path.slice(0, at) : [beside, path.slice(0, Math.max(0, at))].join('/');
  const [, start = '', end = ''] = /^([^*?[]*)\*?([^*?[]*)$/.exec(path.slice(at + 1)) ?? [];
  if (/[*?[]/.test(folder) || start + end === '') return [];
  return folders.of(withoutEndingSlashes(folder)).filter((file) => {
    const name = nameOf(file);
    return name.startsWith(start) && name.endsWith(end);
  });
}

function* ofSupervisor(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  for (const program of supervisorSettings(scriptText(machine, place) ?? '').programs) {
    const preload = /\bLD_PRELOAD\s{0,8}=\s{0,8}["']?([^"',\s]{1,1024})/.exec(program.environment ?? '')?.[1];
    yield* autostarts.tell({
      mechanism: 'process-manager',
      place,
      line: program.line,
      name: program.name,
      entry: program.text,
      starts: program.command,
      user: program.user ?? 'root',
      when: 'when Supervisor starts, and whenever it ends',
      enabled: program.startsItself,
      ...(program.folder?.startsWith('/') ? { around: { folder: program.folder } } : {}),
      ...(preload === undefined ? {} : { loads: librariesIn(preload) }),
      whenNotPackaged: ['outlives-removal'],
    });
  }
}

// --- PM2 ------------------------------------------------------------------------------------------------------

function* ofPm2(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  const read = machine.tree.read(place, mostDumpBytes);
  const programs = read?.whole ? pm2Programs(read.bytes) : undefined;
  if (read !== undefined && programs === undefined && read.bytes.length > 0) {
    const what = 'a list of PM2’s programs that is too long or no JSON';
    yield { gap: { code: 'malformed', what, path: place } };
  }
  for (const { name, command, folder, user, schedule, preload } of programs ?? [])
    yield* autostarts.tell({
      mechanism: 'process-manager',
      place,
      name,
      entry: command,
      starts: command,
      user: user ?? ownerOf(machine, place),
      when: schedule === undefined ? 'when PM2 starts, and whenever it ends' : `${schedule}, by PM2`,
      ...(folder?.startsWith('/') ? { around: { folder } } : {}),
      ...(preload === undefined ? {} : { loads: librariesIn(preload) }),
      packagesBringIt: false,
      whenNotPackaged: ['outlives-removal'],
    });
}

// --- Monit ----------------------------------------------------------------------------------------------------

function monitFiles(folders: FolderFiles): string[] {
  const included = ['/etc/monit/conf.d', '/etc/monit/conf-enabled', '/etc/monit.d'];
  return ['/etc/monit/monitrc', '/etc/monitrc', ...included.flatMap((folder) => folders.of(folder))];
}

/**
 * `start program = "…"`, `restart = "…"`, `exec "…"`, `check program x with path "…"`; keywords between them mean
 * nothing.
 */
const monitCommand =
  /\b(?:(?:re)?start|stop)(?:\s{1,8}program)?\s{0,8}=?\s{0,8}"([^"]{1,4096})"|\bexec\s{1,8}"([^"]{1,4096})"|^\s*check\s{1,8}program\s{1,8}\S{1,256}\s{1,8}(?:with\s{1,8})?path\s{1,8}"?([^"\s]{1,4096})/i;

function* ofMonit(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  for (const [i, line] of (scriptText(machine, place) ?? '').split('\n').entries()) {
    if (/^\s*#/.test(line)) continue;
    const found = monitCommand.exec(line.slice(0, 8192));
    const starts = found?.[1] ?? found?.[2] ?? found?.[3];
    if (starts === undefined) continue;
    yield* autostarts.tell({
      mechanism: 'process-manager',
      place,
      line: i + 1,
      entry: line,
      starts,
      user: 'root',
      when: 'when Monit sees that something it watches changed',
      whenNotPackaged: ['outlives-removal'],
    });
  }
}
