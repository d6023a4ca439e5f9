/**
 * Commands that daemons, scheduled tools and the kernel are set to run: when logs are rotated or written, at connections
 * to a port, when files change, at logins over SSH, when an instance of a cloud starts, for files of a form (binfmt_misc).
 * Sources: logrotate(8), xinetd.conf(5), binfmt.d(5), cloud-init's documentation (scripts), and those of
 * daemon-hooks-settings. ATT&CK T1546.
 * Does not see: jobs that a program keeps in a form of its own (Jenkins, Airflow), settings that include others.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { type CommandSetting, commandSettings, wishedNames } from './daemon-hooks-settings.ts';
import { scriptText, settingsIn, toldFolders, toldScript } from './hook-scripts.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { Autostarts } from './knowledge/entry.ts';
import { type FolderFiles, leftOut } from './knowledge/folder-files.ts';
import { rotationCommands } from './logrotate-scripts.ts';

const mechanism = 'daemon-hook';
const mostWished = 500;
const mostInstances = 200;
/** Commands of one file of logrotate's. */
const mostOfFile = 2000;
const folders = [
  { path: '/var/lib/cloud/scripts/per-boot', when: 'at boot' },
  { path: '/var/lib/cloud/scripts/per-instance', when: 'at the first boot of an instance' },
  { path: '/var/lib/cloud/scripts/per-once', when: 'at the first boot' },
  { path: '/etc/smartmontools/run.d', when: 'when a disk fails a test' },
  { path: '/etc/gdm3/PostLogin', when: 'at a desktop login' },
  { path: '/etc/gdm3/PreSession', when: 'at a desktop login' },
  { path: '/etc/gdm3/Init', when: 'when a desktop starts' },
];

export const daemonHooks: Probe<'autostart'> = defineProbe({
  id: 'daemon-hooks',
  title: 'Commands that daemons are set to run',
  emits: ['autostart'],
  platform: 'linux',
  wishes: [
    { names: wishedNames, below: ['/etc', '/var/lib', '/opt', '/srv', '/usr/local', '/data', '/home', '/root'] },
  ],
  *probe(machine, wished) {
    const autostarts = new Autostarts(machine);
    for (const setting of commandSettings)
      for (const [place, user] of placesOf(machine, autostarts.folders, setting, wished.paths.slice(0, mostWished)))
        yield* ofSetting(machine, autostarts, setting, place, user);
    for (const place of ['/etc/logrotate.conf', ...autostarts.folders.of('/etc/logrotate.d')])
      yield* ofRotation(machine, autostarts, place);
    for (const place of autostarts.folders.of('/etc/xinetd.d')) yield* ofInternetService(machine, autostarts, place);
    yield* toldFolders(machine, autostarts, mechanism, folders);
    yield* ofFirstBoot(machine, autostarts);
    yield* ofForms(machine, autostarts);
    const left = Math.max(0, wished.paths.length - mostWished) + wished.left;
    yield* leftOut(left, 'settings of databases are not read', '/');
    yield* autostarts.end('commands of daemons');
  },
});

/** With whose it is, where it stands in a home. */
function* placesOf(
  machine: Machine,
  folderFiles: FolderFiles,
  { files = [], folders: above = [], ofHome = [], wished }: CommandSetting,
  paths: readonly string[],
): Iterable<readonly [path: string, user?: string]> {
  for (const path of [...files, ...above.flatMap((folder) => folderFiles.of(folder))]) yield [path];
  if (wished) for (const path of paths) if (wished.test(path)) yield [path];
  for (const { home, user } of ofHome.length === 0 ? [] : accountsOf(machine).homes)
    if (home !== '/') for (const path of ofHome) yield [`${home}/${path}`, user];
}

function* ofSetting(
  machine: Machine,
  autostarts: Autostarts,
  { line: pattern, when, user, loads, wished }: CommandSetting,
  place: string,
  owner: string | undefined,
): Iterable<Told<'autostart'>> {
  for (const [i, line] of (scriptText(machine, place) ?? '').split('\n').entries()) {
    if (/^\s*[#;]/.test(line)) continue;
    const command = pattern
      .exec(line.slice(0, 8192))
      ?.slice(1)
      .find((group) => group !== undefined);
    if (command === undefined) continue;
    yield* autostarts.tell({
      mechanism,
      place,
      line: i + 1,
      entry: line,
      ...(loads ? { loads: [command] } : { starts: command }),
      user: owner ?? user,
      when,
      packagesBringIt: owner === undefined && wished === undefined,
    });
  }
}

function* ofRotation(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  const commands = [...rotationCommands(scriptText(machine, place) ?? '')];
  for (const { line, text } of commands.slice(0, mostOfFile))
    yield* autostarts.tell({
      mechanism,
      place,
      line,
      entry: text,
      starts: text,
      user: 'root',
      when: 'when logs are rotated',
    });
  yield* leftOut(commands.length - mostOfFile, 'commands of the file are not looked at', place);
}

const ofXinetd = /^\s*(server|server_args|user|disable)\s{0,40}\+?=\s{0,40}(\S.*)$/s;

/** `server = /path` and `server_args = …` of a service that xinetd starts. */
function* ofInternetService(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  const settings = settingsIn(scriptText(machine, place) ?? '', ofXinetd);
  const server = settings.get('server');
  if (server === undefined) return;
  yield* autostarts.tell({
    mechanism,
    place,
    line: server.line,
    entry: server.text,
    starts: [server.value, settings.get('server_args')?.value].filter(Boolean).join(' '),
    user: settings.get('user')?.value,
    when: 'at every connection to a port',
    enabled: settings.get('disable')?.value.toLowerCase() !== 'yes',
  });
}

/** What an instance of a cloud was given to run when it was made, where that is a script. */
function* ofFirstBoot(machine: Machine, autostarts: Autostarts): Iterable<Told<'autostart'>> {
  const above = '/var/lib/cloud/instances';
  const instances = machine.tree.list(above);
  yield* leftOut(instances.length - mostInstances, 'instances of a cloud are not looked at', above);
  for (const { name } of instances.slice(0, mostInstances)) {
    const place = `${above}/${name}/user-data.txt`;
    if (machine.tree.read(place, 2)?.bytes[0] !== 0x23) continue;
    yield* toldScript(machine, autostarts, {
      mechanism,
      place,
      user: 'root',
      when: 'at the first boot of an instance',
      packagesBringIt: false,
    });
  }
}

const formFolders = ['/etc/binfmt.d', '/run/binfmt.d', '/usr/local/lib/binfmt.d', '/usr/lib/binfmt.d'];

/** Which program starts files of a form: `:name:M::magic:mask:/interpreter:flags`, or as the kernel has it. */
function* ofForms(machine: Machine, autostarts: Autostarts): Iterable<Told<'autostart'>> {
  const kernels = '/proc/sys/fs/binfmt_misc';
  for (const place of [...formFolders, kernels].flatMap((folder) => autostarts.folders.of(folder)))
    for (const [i, line] of (scriptText(machine, place) ?? '').split('\n').entries()) {
      const [first = ''] = line;
      const interpreter = place.startsWith(kernels)
        ? /^interpreter (\/.*)$/s.exec(line)?.[1]
        : first === '#' || first === ''
          ? undefined
          : line.slice(0, 4096).split(first)[6];
      if (!interpreter?.startsWith('/')) continue;
      yield* autostarts.tell({
        mechanism,
        place,
        line: i + 1,
        entry: line,
        loads: [interpreter],
        when: 'when a file of that form is started',
        packagesBringIt: !place.startsWith(kernels),
      });
    }
}
