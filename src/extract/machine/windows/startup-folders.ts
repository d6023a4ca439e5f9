/**
 * What stands in the Startup folders of Windows, of all users and of each: it is started at login.
 * Source: Microsoft, known folders FOLDERID_Startup and FOLDERID_CommonStartup; MITRE ATT&CK T1547.001.
 * Does not see: what a link (`.lnk`) leads to, but by the ordinary examination of the file.
 */
import type { Autostart } from '../../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { present } from '../../../model/present.ts';
import { carriedBy } from '../../event/carried.ts';
import { leftOut } from '../knowledge/folder-files.ts';
import { isoTime } from '../knowledge/iso-time.ts';
import { placeIn, systemsOf, usersLeft, usersOf } from './places.ts';

const below = 'Microsoft/Windows/Start Menu/Programs/Startup';
const mostEntries = 500;
/** Bytes of a script that are read. */
const mostBytes = 64 * 1024;

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
          yield* toldEntry(machine, `${folder}/${name}`, name, user);
        }
      }
    }
    if (count > 0) yield { looked: { at: 'entries of Startup folders', count } };
  },
});

function* toldEntry(
  machine: Machine,
  path: string,
  name: string,
  user: string | undefined,
): Iterable<Told<'autostart'>> {
  const isScript = /\.(?:bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta)$/i.test(name);
  const script = isScript ? new TextDecoder().decode(machine.tree.read(path, mostBytes)?.bytes) : '';
  const carried = carriedBy(script);
  const why: Autostart['why'] = [];
  if (carried.mines) why.push('mines');
  if (carried.runs) why.push('fetches-and-runs');
  const state = machine.tree.stat(path);
  const value: Autostart = {
    mechanism: 'startup-folder',
    place: path,
    name,
    starts: path,
    programs: [path],
    when: 'at login',
    ...(user !== undefined && { user }),
    ...present({ modified: state && isoTime(state.modified) }),
    ...(isScript && { carries: carried.what }),
    ...(carried.mines && { mines: true }),
    why,
  };
  yield { kind: 'autostart', value, path, ...(why.length === 0 && { aside: true as const }) };
  yield { examine: path };
}
