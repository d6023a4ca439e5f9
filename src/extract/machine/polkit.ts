/**
 * Rules of polkit that give everybody the right to act as root: rules in JavaScript that answer yes to any action, and
 * older ones (`.pkla`) for all users. Rules for a group or an action are ordinary, and told aside.
 * Sources: polkit(8), pklocalauthority(8); ATT&CK T1548.
 * Does not see: what a rule works out beyond its conditions, actions whose own defaults were changed.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText } from './hook-scripts.ts';
import { isOwned } from './knowledge/brought.ts';
import { Autostarts } from './knowledge/entry.ts';

const ruleFolders = [
  '/etc/polkit-1/rules.d',
  '/run/polkit-1/rules.d',
  '/usr/local/share/polkit-1/rules.d',
  '/usr/share/polkit-1/rules.d',
];
const authorities = ['/etc/polkit-1/localauthority', '/var/lib/polkit-1/localauthority'];

export const polkit: Probe<'autostart'> = defineProbe({
  id: 'polkit',
  title: 'Rules of polkit that let everybody act as root',
  emits: ['autostart'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    for (const place of ruleFolders.flatMap((folder) => autostarts.folders.of(folder)))
      if (place.endsWith('.rules') && !isOwned(machine, place)) yield* ofRules(machine, autostarts, place);
    for (const folder of authorities.flatMap((above) => machine.tree.list(above).map(({ name }) => `${above}/${name}`)))
      for (const place of autostarts.folders.of(folder))
        if (place.endsWith('.pkla') && !isOwned(machine, place)) yield* ofAuthority(machine, autostarts, place);
    yield* autostarts.end('rules of polkit');
  },
});

/** Each function that is added is one rule. */
function* ofRules(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  let line = 1;
  for (const rule of (scriptText(machine, place) ?? '').split(/(?=\bpolkit\.addRule\b)/)) {
    if (rule.startsWith('polkit.addRule') && /polkit\.Result\.YES\b|["']yes["']/.test(rule)) {
      const code = rule.replace(/\/\/[^\n]*/g, '');
      const isForAll = !/\bif\b|\?|&&|\|\||\bswitch\b/.test(code);
      yield* tell(autostarts, { place, line, entry: rule.trim(), isForAll });
    }
    line += rule.split('\n').length - 1;
  }
}

/** `[name]`, `Identity=unix-user:*`, `Action=*`, `ResultAny=yes`. */
function* ofAuthority(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  let line = 1;
  for (const section of (scriptText(machine, place) ?? '').split(/^(?=\[)/m)) {
    if (/^Result(?:Any|Active|Inactive)=yes\s*$/im.test(section)) {
      const isForAll =
        /^Identity=(?:[^\n]{0,500};)?unix-(?:user|group):\*/m.test(section) &&
        /^Action=(?:[^\n]{0,500};)?\*/m.test(section);
      yield* tell(autostarts, { place, line, entry: section.trim(), isForAll });
    }
    line += section.split('\n').length - 1;
  }
}

interface Rule {
  readonly place: string;
  readonly line: number;
  readonly entry: string;
  /** It asks neither who nor what. */
  readonly isForAll: boolean;
}

function tell(autostarts: Autostarts, { place, line, entry, isForAll }: Rule): Iterable<Told<'autostart'>> {
  const when = 'when somebody asks to act as root';
  return autostarts.tell({ mechanism: 'polkit', place, line, entry, when, why: isForAll ? ['lets-in'] : [] });
}
