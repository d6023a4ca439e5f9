/**
 * Programs that device rules start: `RUN`, `PROGRAM` and `IMPORT{program}` of udev. Rules of packages that stand in the
 * system's own folders are only counted.
 * Source: udev(7). Does not see: services that a rule asks systemd for (`SYSTEMD_WANTS`): they are told as units.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText } from './hook-scripts.ts';
import { Autostarts } from './knowledge/entry.ts';
import { packagesOf } from './knowledge/packages.ts';

const folders = [
  '/etc/udev/rules.d',
  '/run/udev/rules.d',
  '/usr/local/lib/udev/rules.d',
  '/usr/lib/udev/rules.d',
  '/lib/udev/rules.d',
];
const search = ['/usr/lib/udev', '/lib/udev', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

export const udev: Probe<'autostart'> = defineProbe({
  id: 'udev',
  title: 'What device rules start',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    const seen = new Set<string>();
    for (const place of folders.flatMap((folder) => autostarts.folders.of(folder))) {
      const real = machine.tree.real(place) ?? place;
      if (seen.has(real) || !place.endsWith('.rules')) continue;
      seen.add(real);
      if (place.startsWith('/etc/') || !packagesOf(machine).ownedBy(place)) yield* ofRules(machine, autostarts, place);
    }
    yield { looked: { at: 'files of device rules', count: seen.size } };
    yield* autostarts.end('programs that device rules start');
  },
});

function* ofRules(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  for (const [i, line] of (scriptText(machine, place) ?? '').split('\n').entries()) {
    if (line.trimStart().startsWith('#')) continue;
    const commands = commandsOf(line.slice(0, 8192));
    if (commands.length === 0) continue;
    yield* autostarts.tell({
      mechanism: 'udev',
      place,
      line: i + 1,
      entry: line,
      starts: commands.join('\n'),
      when: 'when a device appears',
      around: { search },
    });
  }
}

/** A value that does not end takes the rest of the line. Quotation marks within one are escaped; `$env{…}` and `%k` stay as written. */
function commandsOf(line: string): string[] {
  const keys =
    /\b(?:RUN(?:\{program\})?|PROGRAM|IMPORT\{program\})\s{0,8}(?:\+=|:=|==|=)\s{0,8}e?"((?:[^"\\]|\\.)*)(?:"|\\?$)/g;
  return [...line.matchAll(keys)].map((key) => (key[1] ?? '').replaceAll('\\"', '"')).filter((text) => text !== '');
}
