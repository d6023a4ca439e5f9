/**
 * What cron starts: the system's tables, users' own ones, the folders of scripts that run by the hour, day, week and
 * month, anacron's table.
 * Sources: cron(8) and crontab(5) of Debian and cronie, run-parts(8), anacrontab(5), BusyBox crond, fcron.
 * Does not see: jobs that a program of its own keeps (Jenkins, Kubernetes), tables that were replaced while cron still
 * has the old ones in memory.
 */

import {
  type AnacronEntry,
  type CronEntry,
  type CrontabForm,
  readAnacrontab,
  readCrontab,
} from '../../codec/crontab/crontab.ts';
import {
  defineProbe,
  type Machine,
  type MachineMiss,
  type MachineTree,
  type Probe,
  type Told,
} from '../../model/machine-units.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { Autostarts, type Entry } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { nameOf } from './knowledge/path-names.ts';
import { dumpReasons } from './knowledge/redis-dump.ts';

export const cron: Probe<'autostart'> = defineProbe({
  id: 'cron',
  title: 'What cron starts: tables of the system and of users, and folders of scripts',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    const tables = tablesOf(machine.tree);
    for (const table of tables.slice(0, mostTables)) yield* tableEntries(machine, autostarts, table);
    yield* leftOut(tables.length - mostTables, 'crontabs are not read', '/var/spool/cron');
    yield* anacronEntries(machine, autostarts);
    for (const { folder, when } of scriptFolders) yield* scriptEntries(machine.tree, autostarts, folder, when);
    yield* autostarts.end('cron entries', '/etc/crontab');
  },
});

const mostTables = 2000;
const mostBytes = 1024 * 1024;

// --- tables ---------------------------------------------------------------------------------------------------

interface Table {
  readonly path: string;
  readonly form: CrontabForm;
  /** Whose it is, where its name tells. */
  readonly user?: string;
}

/**
 * BusyBox keeps its tables in `/etc/crontabs`, SUSE in `tabs`, Debian in `crontabs`, others in the folder above them.
 */
const userFolders = [
  '/var/spool/cron/crontabs',
  '/var/spool/cron/tabs',
  '/var/spool/cron',
  '/etc/crontabs',
  '/var/cron/tabs',
];

/** Folders may be links to each other: no file is read twice. */
function tablesOf(tree: MachineTree): Table[] {
  const tables = new Map<string, Table>();
  for (const table of allTables(tree)) {
    const real = tree.real(table.path);
    if (real !== undefined && !tables.has(real)) tables.set(real, table);
  }
  return [...tables.values()];
}

function* allTables(tree: MachineTree): Iterable<Table> {
  yield { path: '/etc/crontab', form: 'system' };
  for (const path of filesIn(tree, '/etc/cron.d')) yield { path, form: 'system' };
  for (const folder of userFolders)
    for (const path of filesIn(tree, folder)) yield { path, form: 'user', user: nameOf(path) };
  yield { path: '/var/spool/fcron/systab.orig', form: 'system' };
  for (const path of filesIn(tree, '/var/spool/fcron'))
    if (path.endsWith('.orig')) yield { path, form: 'fcron', user: nameOf(path).slice(0, -5) };
}

function* tableEntries(machine: Machine, autostarts: Autostarts, table: Table): Iterable<Told<'autostart'>> {
  const { path, form } = table;
  const text = autostarts.isFull ? undefined : machine.tree.text(path, mostBytes);
  if (text === undefined) return;
  const { entries, cut } = readCrontab(text, form);
  const why = dumpReasons(text);
  for (const entry of entries) {
    const told = entryOf(machine, entry, table);
    yield* autostarts.tell({ ...told, why: [...(told.why ?? []), ...why] });
  }
  if (cut) yield moreLines(path);
}

function moreLines(path: string): MachineMiss {
  return { gap: { code: 'limit-count', what: 'more lines of the crontab are not read', path } };
}

function entryOf(machine: Machine, entry: CronEntry, { path, form, user: owner }: Table): Entry {
  const user = entry.user ?? owner;
  return {
    mechanism: 'cron',
    place: path,
    user,
    when: entry.when,
    starts: entry.input === undefined ? entry.command : `${entry.command}\n${entry.input}`,
    ...(isIgnored(nameOf(path)) ? { enabled: false } : {}),
    ...(form === 'system' ? {} : { packagesBringIt: false }),
    ...surroundings(machine, entry, user),
  };
}

/** What a line of any of cron's tables has in common: how it is written, where its command begins, how it hides. */
function surroundings(machine: Machine, entry: CronEntry | AnacronEntry, user: string | undefined): Partial<Entry> {
  const { settings, line, text, hidden } = entry;
  const home = settings.get('HOME') ?? accountsOf(machine).homes.find((account) => account.user === user)?.home;
  const search = settings.get('PATH')?.split(':');
  const preload = settings.get('LD_PRELOAD')?.split(/[\s:]+/);
  return {
    line,
    entry: text,
    around: { ...(home === undefined ? {} : { home, folder: home }), ...(search === undefined ? {} : { search }) },
    ...(preload === undefined ? {} : { loads: preload.filter((path) => path.startsWith('/')) }),
    ...(hidden === undefined ? {} : { why: ['hidden-entry'] }),
  };
}

/** What cron leaves alone: copies that editors and package managers keep, and hidden files. */
function isIgnored(name: string): boolean {
  return /^[.#]|[~#]$|\.(?:rpm(?:save|orig|new)|dpkg-\w{3,10}|bak|swp)$/.test(name);
}

function* anacronEntries(machine: Machine, autostarts: Autostarts): Iterable<Told<'autostart'>> {
  const place = '/etc/anacrontab';
  const { entries, cut } = readAnacrontab(machine.tree.text(place, mostBytes) ?? '');
  for (const entry of entries) {
    const { name, when, command } = entry;
    const around = surroundings(machine, entry, 'root');
    yield* autostarts.tell({ mechanism: 'cron', place, name, user: 'root', when, starts: command, ...around });
  }
  if (cut) yield moreLines(place);
}

// --- scripts --------------------------------------------------------------------------------------------------

/** BusyBox systems keep theirs in `/etc/periodic`. */
const scriptFolders = [
  ...['hourly', 'daily', 'weekly', 'monthly', 'yearly'].map((when) => ({ folder: `/etc/cron.${when}`, when })),
  ...['15min', 'hourly', 'daily', 'weekly', 'monthly'].map((when) => ({ folder: `/etc/periodic/${when}`, when })),
];

function* scriptEntries(
  tree: MachineTree,
  autostarts: Autostarts,
  folder: string,
  when: string,
): Iterable<Told<'autostart'>> {
  for (const path of filesIn(tree, folder)) {
    const name = nameOf(path);
    if (name === '.placeholder') continue;
    const mayRun = ((tree.follow(path)?.mode ?? 0) & 0o111) !== 0;
    yield* autostarts.tell({
      mechanism: 'cron',
      place: path,
      name,
      user: 'root',
      when,
      starts: path,
      enabled: mayRun && !isIgnored(name),
      isScript: true,
    });
  }
}

function filesIn(tree: MachineTree, folder: string): string[] {
  return tree
    .list(folder)
    .filter(({ kind }) => kind === 'file' || kind === 'link')
    .map(({ name }) => `${folder}/${name}`)
    .filter((path) => tree.follow(path)?.kind === 'file');
}
