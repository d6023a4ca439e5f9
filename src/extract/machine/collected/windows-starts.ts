/**
 * What Windows starts by itself, as a collector listed it: scheduled tasks, services, run keys, Startup folders, consumers
 * of WMI (start-tables.ts). Where the very file that it stands in was copied, that file's own probe tells of it.
 * Does not see: whether what is started is signed: a column that says so says it in the collector's words alone.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { placeIn, systemsOf } from '../windows/places.ts';
import { toldStart, type WindowsStart } from '../windows/told-start.ts';
import { badRows, forRows } from './rows.ts';
import { type StartTable, startTables } from './start-tables.ts';
import { isTable, tablesOf } from './tables.ts';

/** Autoruns lists some 1,500. */
const mostStarts = 20_000;
const mostAside = 5000;

export const collectedStarts: Probe<'autostart'> = defineProbe({
  id: 'collected-starts',
  title: 'what Windows starts, as a collector listed it',
  emits: ['autostart'],
  platform: 'windows',
  *probe(machine) {
    const { all, left } = tablesOf(machine);
    const seen = new Seen(machine);
    for (const table of all) {
      const kind = startTables.find(({ columns }) => isTable(table, columns));
      if (kind !== undefined) yield* startsIn(machine, table.path, kind, seen);
    }
    if (seen.count > 0) yield { looked: { at: 'autostart entries in tables', count: seen.count } };
    if (left > 0) yield { gap: { code: 'limit-count', what: `${left} more files and tables are not read`, path: '/' } };
  },
});

function* startsIn(machine: Machine, path: string, kind: StartTable, seen: Seen): Iterable<Told<'autostart'>> {
  const { collected } = machine;
  if (collected === undefined) return;
  const starts: WindowsStart[] = [];
  let left = 0;
  const { bad, cut } = forRows(collected, path, (row) => {
    const found = kind.starts(row);
    for (const start of found ?? [])
      if (starts.length >= mostStarts) left++;
      else if (seen.isNew(start)) starts.push(start);
    return found !== undefined;
  });
  const [system = ''] = systemsOf(machine);
  for (const start of starts)
    for (const told of toldStart(machine, system, path, start))
      if (!('aside' in told) || ++seen.aside <= mostAside) yield told;
  if (bad > 0) yield { gap: { code: 'malformed', what: badRows(bad, kind.of), path } };
  if (cut || left > 0) yield { gap: { code: 'limit-count', what: `more rows of ${kind.of} are not read`, path } };
}

/** Several tables list the same entry, and files that were copied say more of it. */
class Seen {
  aside = 0;
  readonly #machine: Machine;
  readonly #commands = new Set<string>();
  readonly #copied = new Map<string, boolean>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  get count(): number {
    return this.#commands.size;
  }

  isNew(start: WindowsStart): boolean {
    const key = `${start.mechanism}\n${start.name.replace(/^\\/, '').toLowerCase()}\n${start.command.toLowerCase()}`;
    if (this.#commands.has(key)) return false;
    this.#commands.add(key);
    const place = placeOf(start);
    return place === undefined || !this.#isCopied(place);
  }

  /** A hive that was not closed lacks what was written last, and a live table has it. */
  #isCopied(place: string): boolean {
    const known = this.#copied.get(place);
    if (known !== undefined) return known;
    const found = systemsOf(this.#machine).some((system) => {
      const path = placeIn(this.#machine, system, place);
      return path !== undefined && (!isHive(place) || isClosed(this.#machine.tree.read(path, hiveHead)?.bytes));
    });
    this.#copied.set(place, found);
    return found;
  }
}

const hiveHead = 512;

function isHive(place: string): boolean {
  return /\/config\/\w+$|\/NTUSER\.DAT$/.test(place);
}

/** Two numbers in its head are equal: the one is raised before a change is written, the other after. */
function isClosed(head: Uint8Array | undefined): boolean {
  if (head === undefined || head.length < 12) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  return view.getUint32(4, true) === view.getUint32(8, true);
}

/** The file in which Windows keeps it; undefined where that can't be told. */
function placeOf({ mechanism, key }: WindowsStart): string | undefined {
  if (mechanism === 'scheduled-task' || mechanism === 'startup-folder') {
    const below = /^(?:[a-z]:)?[\\/]((?:windows|programdata|users)[\\/].+)$/i.exec(key)?.[1];
    const task = mechanism === 'scheduled-task' ? `Windows/System32/Tasks/${key.replace(/^[\\/]/, '')}` : undefined;
    return (below ?? task)?.replaceAll('\\', '/');
  }
  if (mechanism === 'service') return 'Windows/System32/config/SYSTEM';
  return /^(?:HKLM|HKEY_LOCAL_MACHINE)\\/i.test(key) ? 'Windows/System32/config/SOFTWARE' : undefined;
}
