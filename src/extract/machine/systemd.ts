/**
 * What systemd starts: services of the system and of users with all their commands, what starts them (targets, timers,
 * paths, sockets), and programs that systemd itself runs at boot (generators) or around sleep.
 * Sources: systemd.service(5), systemd.timer(5), systemd.path(5), systemd.socket(5), systemd.generator(7).
 * Does not see: units that were started by hand from memory alone and left no file; what D-Bus starts and quadlets
 * are told by others.
 */
import { assignmentsOf, commandsOf, withSpecifiers } from '../../codec/systemd-unit/values.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { accountsOf } from './knowledge/accounts.ts';
import { Autostarts, type Entry } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { hookEntries } from './systemd-hooks.ts';
import { Triggers } from './systemd-triggers.ts';
import {
  type Manager,
  type PlacedSetting,
  sharedUserFolders,
  systemFolders,
  type Unit,
  unitsOf,
} from './systemd-units.ts';

export const systemd: Probe<'autostart'> = defineProbe({
  id: 'systemd',
  title: 'What systemd starts: services, timers, paths, sockets of the system and of users, generators',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    for (const manager of managersOf(machine)) yield* managedEntries(machine, autostarts, manager);
    yield* hookEntries(machine.tree, autostarts);
    yield* autostarts.end('systemd units', '/etc/systemd/system');
  },
});

// --- managers -------------------------------------------------------------------------------------------------

/** Units for all users are told once, and those in each home. */
function* managersOf(machine: Machine): Iterable<Manager> {
  yield { home: '/root', folders: systemFolders };
  yield { user: 'every user', home: '~', folders: sharedUserFolders };
  const seen = new Set<string>();
  for (const { user, uid, home } of accountsOf(machine).homes) {
    if (home === '/' || seen.has(home)) continue;
    seen.add(home);
    const below = ['.config/systemd/user.control', '.config/systemd/user', '.local/share/systemd/user'];
    const running = ['transient', 'generator', 'generator.late'].map((part) => `/run/user/${uid}/systemd/${part}`);
    yield { user, home, folders: [...below.map((folder) => `${home}/${folder}`), ...running] };
  }
}

function* managedEntries(machine: Machine, autostarts: Autostarts, manager: Manager): Iterable<Told<'autostart'>> {
  const { units, left } = unitsOf(machine.tree, manager);
  const triggers = new Triggers(units);
  const told = new Set<string>();
  for (const unit of units) {
    for (const entry of entriesOf(unit, manager, triggers)) {
      // A drop-in for all services belongs to each of them, and is told once.
      const key = entry.place === unit.place ? unit.name : entry.place;
      if (!told.has(key)) yield* autostarts.tell(entry);
      told.add(key);
    }
  }
  yield* leftOut(left, 'systemd units are not read', manager.folders[0] ?? '/');
}

// --- entries --------------------------------------------------------------------------------------------------

/** One for its own file, one for each drop-in that starts or loads something. */
function* entriesOf(unit: Unit, manager: Manager, triggers: Triggers): Iterable<Entry> {
  const triggered = triggers.startedBy(unit);
  const common = commonOf(unit, manager, triggers);
  for (const [place, settings] of byPlace(telling(unit))) {
    const commands = settings.filter(isCommand).flatMap(({ value }) => commandsOf(expanded(value, unit, manager)));
    yield {
      ...common,
      place,
      ...written(settings),
      starts: commands.join('\n'),
      loads: preloaded(settings, unit, manager),
    };
  }
  if (triggered === undefined) return;
  const own = unit.settings.filter(
    ({ section, place }) => place === unit.place && /^(?:Timer|Path|Socket)$/.test(section),
  );
  const starts = triggered.flatMap((service) =>
    telling(service)
      .filter(isCommand)
      .flatMap(({ value }) => commandsOf(expanded(value, service, manager))),
  );
  yield { ...common, ...written(own), starts: starts.join('\n') };
}

function commonOf(unit: Unit, manager: Manager, triggers: Triggers): Entry {
  const last = (key: string): string | undefined => {
    const value = unit.settings.findLast((setting) => setting.section === 'Service' && setting.key === key)?.value;
    return value === undefined || value === '' ? undefined : expanded(value, unit, manager);
  };
  const { user, home } = manager;
  const folder = last('WorkingDirectory')?.replace(/^-/, '').replace(/^~/, home);
  const search = last('ExecSearchPath')?.split(':');
  const comesBack = last('Restart') === 'always' || triggers.isRepeated(unit);
  const enabled = triggers.isEnabled(unit);
  return {
    mechanism: 'systemd',
    place: unit.place,
    name: unit.name,
    user: user ?? last('User') ?? 'root',
    when: triggers.whenOf(unit, user === undefined ? 'at boot' : 'at login'),
    ...(enabled === undefined ? {} : { enabled }),
    ...(user !== undefined && user !== 'every user' ? { packagesBringIt: false } : {}),
    ...(comesBack ? { whenNotPackaged: ['outlives-removal'] } : {}),
    around: {
      ...(home === '~' ? {} : { home }),
      ...(folder?.startsWith('/') ? { folder } : {}),
      ...(search === undefined ? {} : { search }),
    },
  };
}

/** Settings that start or load something and that hold in the end: an empty one takes back those before it. */
function telling(unit: Unit): PlacedSetting[] {
  const kept = new Map<string, PlacedSetting[]>();
  for (const setting of unit.settings) {
    if (!isCommand(setting) && setting.key !== 'Environment') continue;
    const key = `${setting.section} ${setting.key}`;
    const before = kept.get(key);
    if (before === undefined || setting.value === '') kept.set(key, setting.value === '' ? [] : [setting]);
    else before.push(setting);
  }
  return [...kept.values()]
    .flat()
    .filter((setting) => isCommand(setting) || /\bLD_(?:PRELOAD|AUDIT)=/.test(setting.value));
}

function isCommand({ section, key }: PlacedSetting): boolean {
  return section !== 'Unit' && /^Exec(?:Start|Stop|Reload|Condition|Mount|Unmount|Remount)(?:Pre|Post|Ex)?$/.test(key);
}

function byPlace(settings: readonly PlacedSetting[]): Map<string, PlacedSetting[]> {
  const places = new Map<string, PlacedSetting[]>();
  for (const setting of settings) {
    const place = places.get(setting.place);
    if (place) place.push(setting);
    else places.set(setting.place, [setting]);
  }
  return places;
}

function written(settings: readonly PlacedSetting[]): Pick<Entry, 'entry' | 'line'> {
  return { entry: settings.map(({ text }) => text).join('\n'), line: settings[0]?.line };
}

/** Libraries that its programs are made to load. */
function preloaded(settings: readonly PlacedSetting[], unit: Unit, manager: Manager): string[] {
  return settings
    .filter(({ key }) => key === 'Environment')
    .flatMap(({ value }) => assignmentsOf(expanded(value, unit, manager)))
    .filter(([name]) => name === 'LD_PRELOAD' || name === 'LD_AUDIT')
    .flatMap(([, value]) => value.split(/[\s:]+/))
    .filter((path) => path.startsWith('/'));
}

function expanded(value: string, { name }: Unit, { home, user }: Manager): string {
  return withSpecifiers(value, { name, home, user: user ?? 'root' });
}
