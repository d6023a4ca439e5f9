/**
 * Programs that systemd itself runs: generators at boot and at each reload, hooks around sleep and at shutdown; and
 * what its own configuration makes every unit load.
 * Sources: systemd.generator(7), systemd-sleep(8), systemd-shutdown(8), systemd-system.conf(5).
 */
import { assignmentsOf } from '../../codec/systemd-unit/values.ts';
import type { MachineTree, Told } from '../../model/machine-units.ts';
import type { Autostarts } from './knowledge/entry.ts';
import { settingsIn } from './systemd-units.ts';

const bases = ['/etc/systemd', '/run/systemd', '/usr/local/lib/systemd', '/usr/lib/systemd', '/lib/systemd'];
const kinds: readonly (readonly [folder: string, when: string])[] = [
  ['system-generators', 'at boot, before all units, and at each reload'],
  ['user-generators', 'at login, before all units of the user'],
  ['system-environment-generators', 'at boot, before all units'],
  ['user-environment-generators', 'at login, before all units of the user'],
  ['system-sleep', 'before and after sleep'],
  ['system-shutdown', 'at shutdown'],
];

export function* hookEntries(tree: MachineTree, autostarts: Autostarts): Iterable<Told<'autostart'>> {
  const seen = new Set<string>();
  for (const [kind, when] of kinds) {
    for (const folder of bases.map((base) => `${base}/${kind}`)) {
      const real = tree.real(folder);
      if (real === undefined || seen.has(real)) continue;
      seen.add(real);
      for (const { name } of tree.list(folder)) {
        const place = `${folder}/${name}`;
        if (tree.follow(place)?.kind !== 'file') continue;
        yield* autostarts.tell({
          mechanism: 'systemd',
          place,
          name,
          user: 'root',
          when,
          starts: place,
          isScript: true,
        });
      }
    }
  }
  for (const place of configurations(tree)) yield* environmentEntries(tree, autostarts, place);
}

function configurations(tree: MachineTree): string[] {
  return ['/etc/systemd/system.conf', '/etc/systemd/user.conf'].flatMap((file) => [
    file,
    ...tree.list(`${file}.d`).map(({ name }) => `${file}.d/${name}`),
  ]);
}

/** A library that the manager sets for all it starts. */
function* environmentEntries(tree: MachineTree, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  for (const { key, value, text, line } of settingsIn(tree, place)) {
    if (key !== 'DefaultEnvironment' && key !== 'ManagerEnvironment') continue;
    const set = assignmentsOf(value).filter(([name]) => name === 'LD_PRELOAD' || name === 'LD_AUDIT');
    const loads = set.flatMap(([, paths]) => paths.split(/[\s:]+/)).filter((path) => path.startsWith('/'));
    if (loads.length === 0) continue;
    const why = ['loads-into-everything'] as const;
    yield* autostarts.tell({
      mechanism: 'systemd',
      place,
      line,
      entry: text,
      loads,
      user: 'root',
      when: 'at boot',
      why,
    });
  }
}
