/**
 * What runs at boot besides systemd: rc.local line by line, scripts of System V's init and OpenRC, services of runit, s6
 * and BusyBox.
 * Sources: Debian policy 9.3 (init.d, rc?.d), OpenRC's service-script guide (`/etc/runlevels`, `/etc/local.d`),
 * runit's runsv(8), s6-svscan.
 * Does not see: s6-rc's compiled databases.
 */

import { defineProbe, type MachineTree, type Probe, type Told } from '../../model/machine-units.ts';
import { Autostarts, type Entry } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { nameOf } from './knowledge/path-names.ts';

export const rcScripts: Probe<'autostart'> = defineProbe({
  id: 'rc-scripts',
  title: 'What runs at boot besides systemd: rc.local, init scripts, OpenRC, runit, s6',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const { tree } = machine;
    const autostarts = new Autostarts(machine);
    yield* misses(tree);
    for (const place of onlyOnce(tree, localFiles)) yield* localEntries(tree, autostarts, place);
    const enabled = enabledScripts(tree);
    for (const folder of onlyOnce(tree, scriptFolders)) yield* scriptEntries(tree, autostarts, folder, enabled);
    yield* openRcEntries(tree, autostarts);
    const told = new Set<string>();
    for (const folder of onlyOnce(tree, serviceFolders)) yield* supervisedEntries(tree, autostarts, folder, told);
    yield* autostarts.end('boot scripts', '/etc/init.d');
  },
});

const atBoot = 'at boot';
const mostBytes = 256 * 1024;
const mostInFolder = 2000;

/** Files or folders that links lead to twice are read once. */
function onlyOnce(tree: MachineTree, paths: readonly string[]): string[] {
  const seen = new Set<string>();
  return paths.filter((path) => {
    const real = tree.real(path);
    return real !== undefined && !seen.has(real) && seen.add(real);
  });
}

/** Folders and files that hold more than is read of them. */
function* misses(tree: MachineTree): Iterable<Told<never>> {
  for (const path of [...scriptFolders, ...serviceFolders])
    yield* leftOut(tree.list(path).length - mostInFolder, 'boot scripts are not read', path);
}

// --- rc.local -------------------------------------------------------------------------------------------------

const localFiles = [
  '/etc/rc.local',
  '/etc/rc.d/rc.local',
  '/etc/init.d/boot.local',
  '/etc/init.d/after.local',
  '/etc/boot.d/local',
];

/** A command a line, so that one can be told from its neighbours; systemd runs the file only where it may be run. */
function* localEntries(tree: MachineTree, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  const state = tree.follow(place);
  const text = state?.kind === 'file' ? tree.text(place, mostBytes) : undefined;
  if (state === undefined || text === undefined) return;
  const enabled = (state.mode & 0o111) !== 0;
  for (const { line, command } of commandLines(text))
    yield* autostarts.tell({
      mechanism: 'rc-script',
      place,
      line,
      entry: command,
      starts: command.replace(/\\\n/g, ' '),
      user: 'root',
      when: atBoot,
      enabled,
    });
}

/** Without comments and lines that do nothing by themselves; a backslash at the end goes on in the next line. */
function* commandLines(text: string): Iterable<{ readonly line: number; readonly command: string }> {
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const first = i;
    while (/\\$/.test(lines[i]?.slice(-2) ?? '') && !/^\s*#/.test(lines[first] ?? '') && i + 1 < lines.length) i++;
    const command = lines
      .slice(first, i + 1)
      .join('\n')
      .trim();
    if (!/^(?:#|$|exit\b|then$|else$|fi$|do$|done$|esac$|[{};]+$|touch \/var\/lock\/subsys\/local$)/.test(command))
      yield { line: first + 1, command };
  }
}

/** A script that root runs when the machine starts. */
function bootScript(place: string, name: string): Entry {
  return { mechanism: 'rc-script', place, name, starts: place, isScript: true, user: 'root', when: atBoot };
}

// --- init scripts ---------------------------------------------------------------------------------------------

const scriptFolders = ['/etc/init.d', '/etc/rc.d/init.d', '/etc/rc.d', '/usr/local/etc/rc.d'];
const runlevelFolders = ['0', '1', '2', '3', '4', '5', '6', 'S'].flatMap((level) => [
  `/etc/rc${level}.d`,
  `/etc/rc.d/rc${level}.d`,
]);

/** Real paths of scripts that some runlevel starts, System V's or OpenRC's. */
function enabledScripts(tree: MachineTree): Set<string> {
  const enabled = new Set<string>();
  const add = (path: string): void => {
    const real = tree.real(path);
    if (real !== undefined) enabled.add(real);
  };
  for (const folder of runlevelFolders)
    for (const { name } of tree.list(folder)) if (/^S\d\d/.test(name)) add(`${folder}/${name}`);
  for (const { name: level } of tree.list('/etc/runlevels'))
    for (const { name } of tree.list(`/etc/runlevels/${level}`)) add(`/etc/runlevels/${level}/${name}`);
  return enabled;
}

function* scriptEntries(
  tree: MachineTree,
  autostarts: Autostarts,
  folder: string,
  enabled: ReadonlySet<string>,
): Iterable<Told<'autostart'>> {
  for (const { name } of tree.list(folder).slice(0, mostInFolder)) {
    const place = `${folder}/${name}`;
    const state = tree.follow(place);
    if (state?.kind !== 'file' || /^(?:README|skeleton|functions|rc\.local|\.depend\..*)$/.test(name)) continue;
    if (folder === '/etc/rc.d' && (state.mode & 0o111) === 0) continue;
    yield* autostarts.tell({ ...bootScript(place, name), enabled: enabled.has(tree.real(place) ?? place) });
  }
}

/** Scripts that only stand in a runlevel, and are no link to one of the folder of scripts. */
function* openRcEntries(tree: MachineTree, autostarts: Autostarts): Iterable<Told<'autostart'>> {
  const local = tree.list('/etc/local.d').map(({ name }) => `/etc/local.d/${name}`);
  const levels = [...tree.list('/etc/runlevels').map(({ name }) => `/etc/runlevels/${name}`), ...runlevelFolders];
  const lone = levels.flatMap((folder) =>
    tree.list(folder).flatMap(({ name }) => (isLone(tree, `${folder}/${name}`) ? [`${folder}/${name}`] : [])),
  );
  const places = [...local.filter((path) => /\.st(?:art|op)$/.test(path)), ...lone];
  yield* leftOut(places.length - mostInFolder, 'scripts of runlevels are not read', '/etc/runlevels');
  for (const place of places.slice(0, mostInFolder)) {
    const state = tree.follow(place);
    if (state?.kind !== 'file') continue;
    yield* autostarts.tell({
      ...bootScript(place, nameOf(place)),
      when: place.endsWith('.stop') ? 'at shutdown' : atBoot,
      enabled: (state.mode & 0o111) !== 0,
    });
  }
}

function isLone(tree: MachineTree, path: string): boolean {
  const real = tree.real(path);
  return (
    real !== undefined && !/\/README$/.test(real) && !scriptFolders.some((folder) => isIn(real, tree.real(folder)))
  );
}

function isIn(path: string, folder: string | undefined): boolean {
  return folder !== undefined && path.slice(0, path.lastIndexOf('/')) === folder;
}

// --- supervised services --------------------------------------------------------------------------------------

/** What a supervisor watches; the folders of runit's `sv` only hold what may be linked there. */
const serviceFolders = [
  '/etc/service',
  '/service',
  '/var/service',
  '/etc/runit/runsvdir/default',
  '/run/service',
  '/etc/s6/services',
  '/etc/sv',
];

/** `told`: places that were told before; services are linked from one folder into another. */
function* supervisedEntries(
  tree: MachineTree,
  autostarts: Autostarts,
  folder: string,
  told: Set<string>,
): Iterable<Told<'autostart'>> {
  const isOnlyKept = folder === '/etc/sv';
  for (const { name } of tree.list(folder).slice(0, mostInFolder)) {
    const place = tree.real(`${folder}/${name}/run`);
    if (place === undefined || tree.stat(place)?.kind !== 'file' || told.has(place)) continue;
    told.add(place);
    yield* autostarts.tell({
      ...bootScript(place, name),
      enabled: !isOnlyKept && tree.stat(`${folder}/${name}/down`) === undefined,
      whenNotPackaged: ['outlives-removal'],
    });
  }
}
