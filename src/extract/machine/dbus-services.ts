/**
 * Programs that D-Bus starts when somebody asks for their name: services of the system's bus, as the user they name, and
 * of every login's bus. What a package brought is ordinary, and a desktop has a hundred of them.
 * Source: D-Bus Specification, “Message Bus Starting Services (Activation)”; dbus-daemon(1).
 * Does not see: folders that a bus's own settings name besides (`<servicedir>`).
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText, settingsIn } from './hook-scripts.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { Autostarts } from './knowledge/entry.ts';

const dataFolders = [
  '/etc/dbus-1',
  '/run/dbus-1',
  '/usr/local/share/dbus-1',
  '/usr/share/dbus-1',
  '/lib/dbus-1',
  '/var/lib/flatpak/exports/share/dbus-1',
  '/var/lib/snapd/dbus-1',
];
const kinds = ['services', 'system-services', 'accessibility-services'];
const ofHome = ['.local/share/dbus-1/services', '.local/share/flatpak/exports/share/dbus-1/services'];

export const dbusServices: Probe<'autostart'> = defineProbe({
  id: 'dbus-services',
  title: 'What D-Bus starts when it is asked for',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    for (const { folder, user } of foldersOf(machine))
      for (const place of autostarts.folders.of(folder))
        if (place.endsWith('.service')) yield* ofService(machine, autostarts, place, user);
    yield* autostarts.end('services of D-Bus');
  },
});

interface ServiceFolder {
  readonly folder: string;
  /** Whose bus it is; absent for the system's and for everybody's. */
  readonly user?: string;
}

/** Each folder once, whichever path leads to it. */
function foldersOf(machine: Machine): Iterable<ServiceFolder> {
  const folders: ServiceFolder[] = dataFolders.flatMap((base) => kinds.map((kind) => ({ folder: `${base}/${kind}` })));
  for (const { user, uid, home } of accountsOf(machine).homes) {
    if (home === '/') continue;
    const own = [...ofHome.map((below) => `${home}/${below}`), `/run/user/${uid}/dbus-1/services`];
    folders.push(...own.map((folder) => ({ folder, user })));
  }
  const byReal = new Map<string, ServiceFolder>();
  for (const one of folders) {
    const real = machine.tree.real(one.folder);
    if (real !== undefined && !byReal.has(real)) byReal.set(real, one);
  }
  return byReal.values();
}

const setting = /^\s*(Name|Exec|User)\s{0,40}=\s{0,40}(\S.*)$/s;

function* ofService(
  machine: Machine,
  autostarts: Autostarts,
  place: string,
  user?: string,
): Iterable<Told<'autostart'>> {
  const settings = settingsIn(scriptText(machine, place) ?? '', setting);
  const command = settings.get('Exec');
  // So a service says that systemd alone starts it.
  if (command === undefined || /^\/(?:usr\/)?bin\/false\b/.test(command.value)) return;
  const isSystems = place.includes('/system-services/');
  yield* autostarts.tell({
    mechanism: 'dbus-service',
    place,
    line: command.line,
    name: settings.get('Name')?.value,
    entry: command.text,
    starts: command.value,
    user: isSystems ? (settings.get('User')?.value ?? 'root') : user,
    when: 'when a program asks D-Bus for it',
    packagesBringIt: user === undefined,
  });
}
