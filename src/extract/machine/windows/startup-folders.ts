/**
 * What stands in the Startup folders of Windows, of all users and of each: it is started at login.
 * Source: Microsoft, known folders FOLDERID_Startup and FOLDERID_CommonStartup; MITRE ATT&CK T1547.001.
 * Does not see: what a link (`.lnk`) leads to, but by the ordinary examination of the file.
 */
import type { Autostart } from '../../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { present } from '../../../model/present.ts';
import { type Carried, carriedBy } from '../../event/carried.ts';
import { leftOut } from '../knowledge/folder-files.ts';
import { isoTime } from '../knowledge/iso-time.ts';
import { weighedCommand } from './command-reasons.ts';
import { placeIn, programPlace, systemsOf, usersLeft, usersOf } from './places.ts';
import { startupCommands } from './startup-scripts.ts';

const below = 'Microsoft/Windows/Start Menu/Programs/Startup';
const mostEntries = 500;
/** Bytes of a script that are read. */
const mostBytes = 64 * 1024;
const longest = 2048;

export const windowsStartupFolders: Probe<'autostart'> = defineProbe({
  id: 'windows-startup-folders',
  title: 'Startup folders of Windows',
  emits: ['autostart'],
  platform: 'windows',
  *probe(machine) {
    let count = 0;
    for (const system of systemsOf(machine)) {
      yield* leftOut(usersLeft(machine, system), 'homes of users are not looked into', `${system}/Users`);
      const own = usersOf(machine, system).map(({ name, home }) => ({
        user: name,
        folder: placeIn(machine, home, `AppData/Roaming/${below}`),
      }));
      for (const { user, folder } of [
        { user: undefined, folder: placeIn(machine, system, `ProgramData/${below}`) },
        ...own,
      ]) {
        const entries = folder === undefined ? [] : machine.tree.list(folder);
        yield* leftOut(entries.length - mostEntries, 'entries of the folder are not read', folder ?? '/');
        for (const { name, kind } of entries.slice(0, mostEntries)) {
          if (kind !== 'file' || name.toLowerCase() === 'desktop.ini') continue;
          count++;
          yield* toldEntry(machine, { path: `${folder}/${name}`, name, system, user });
        }
      }
    }
    if (count > 0) yield { looked: { at: 'entries of Startup folders', count } };
  },
});

interface Place {
  readonly path: string;
  readonly name: string;
  readonly system: string;
  readonly user: string | undefined;
}

function* toldEntry(machine: Machine, { path, name, system, user }: Place): Iterable<Told<'autostart'>> {
  const isScript = /\.(?:bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta)$/i.test(name);
  const bytes = (isScript ? machine.tree.read(path, mostBytes)?.bytes : undefined) ?? new Uint8Array();
  const { text, commands } = startupCommands(name, bytes);
  const whole = carriedBy(text);
  const weighed = commands.map(weighedCommand);
  const mines = whole.mines || weighed.some((one) => one.mines === true);
  const why = [...new Set([...reasonsOf(whole), ...weighed.flatMap((one) => one.why)])];
  const started = commands.flatMap((command) => programPlace(machine, system, command) ?? []);
  const state = machine.tree.stat(path);
  const value: Autostart = {
    mechanism: 'startup-folder',
    place: path,
    name,
    starts: (commands.join('\n') || path).slice(0, longest),
    programs: [...new Set([path, ...started])],
    when: 'at login',
    ...(user !== undefined && { user }),
    ...present({ modified: state && isoTime(state.modified) }),
    ...(isScript && { carries: mines ? 'miner' : whole.what }),
    ...(mines && { mines: true }),
    why,
  };
  yield { kind: 'autostart', value, path, ...(why.length === 0 && { aside: true as const }) };
  yield { examine: path };
  for (const program of started) yield { examine: program };
}

function reasonsOf({ mines, runs }: Carried): Autostart['why'] {
  return [...(mines ? (['mines'] as const) : []), ...(runs ? (['fetches-and-runs'] as const) : [])];
}
