/**
 * Events of Windows out of tables that other tools made of its logs: EvtxECmd's CSV, Velociraptor's rows of parse_evtx.
 * They are read as events of the logs themselves are (extract/event): programs that were started, logins, services and
 * tasks that were made. Where the logs were copied, those are read, and not the tables.
 * Sources: https://github.com/EricZimmerman/evtx (EvtxECmd; `Payload` is the event's data as JSON);
 * https://docs.velociraptor.app/artifact_references/pages/windows.eventlogs.evtxhunter/.
 * Does not see: what stands behind the first 32 MiB of a table; where in the table an event stands; fields of an event
 * beyond 128.
 */
import { objectAt, textAt } from '../../../codec/container-state/facts.ts';
import { sourceOf } from '../../../codec/evtx/channels.ts';
import { isObject, type JsonValue, parseDocument } from '../../../codec/json/document.ts';
import { defaultLimits } from '../../../model/limits.ts';
import type { LogEvent, LogValue } from '../../../model/log-event.ts';
import type { EventSweep, LogFormat, PlacedEvent } from '../../../model/log-units.ts';
import {
  defineProbe,
  type Machine,
  type MachineSighting,
  type Probe,
  type Told,
} from '../../../model/machine-units.ts';
import type { SweepSighting } from '../../../model/units.ts';
import { actions } from '../../event/actions.ts';
import { logins } from '../../event/logins.ts';
import { processes } from '../../event/processes.ts';
import { placeIn, systemsOf } from '../windows/places.ts';
import { badRows, forRows, textIn, timeIn } from './rows.ts';
import { type Columns, isTable, tablesOf } from './tables.ts';

type Kind = 'process-start' | 'mining-config' | 'log-action' | 'login-event';

const eventTables: readonly Columns[] = [
  [['EventId'], ['TimeCreated'], ['Channel'], ['Payload']],
  [
    ['EventID', 'System'],
    ['EventData', 'UserData'],
  ],
];
const mostFields = 128;
const longestField = 32_768;
const longestExcerpt = 256;
/** Characters of commands that start a miner. */
const mostCommands = 256 * 1024;

export const collectedEvents: Probe<Kind> = defineProbe({
  id: 'collected-events',
  title: 'events of Windows in tables of other tools',
  emits: ['process-start', 'mining-config', 'log-action', 'login-event'],
  platform: 'windows',
  *probe(machine) {
    if (systemsOf(machine).some((system) => isLogged(machine, system))) return;
    for (const table of tablesOf(machine).all)
      if (eventTables.some((columns) => isTable(table, columns))) yield* eventsIn(machine, table.path);
  },
});

function isLogged(machine: Machine, system: string): boolean {
  const folder = placeIn(machine, system, 'Windows/System32/winevt/Logs');
  return folder !== undefined && machine.tree.list(folder).some(({ name }) => /\.evtx$/i.test(name));
}

/** What the events are told to come from. */
const format: LogFormat = {
  id: 'evtx',
  title: 'Events of Windows in tables',
  sources: [{ product: 'windows' }],
  accepts: () => false,
  open: () => ({ push: () => [], end: () => [] }),
};

function* eventsIn(machine: Machine, path: string): Iterable<Told<Kind>> {
  const { collected } = machine;
  if (collected === undefined) return;
  const beginning = { name: path, head: new Uint8Array(), limits: defaultLimits, latest: machine.now };
  const sweeps: readonly EventSweep<Kind>[] = [processes, actions, logins].map((unit) => unit.open(beginning, format));
  let count = 0;
  const { bad, cut } = forRows(collected, path, (row) => {
    const event = eventOf(row);
    if (event === undefined) return false;
    const placed = placedAt(event, count++);
    for (const sweep of sweeps) sweep.see(placed);
    return true;
  });
  yield* toldBy(sweeps, path);
  if (count > 0) yield { looked: { at: 'events in tables', count } };
  if (bad > 0) yield { gap: { code: 'malformed', what: badRows(bad, 'events'), path } };
  if (cut) yield { gap: { code: 'limit-count', what: 'more rows of events are not read', path } };
}

/** Commands that start a miner are examined besides: what they tell it stands in them. */
function* toldBy(sweeps: readonly EventSweep<Kind>[], path: string): Iterable<Told<Kind>> {
  const commands: string[] = [];
  for (const sweep of sweeps)
    for (const told of sweep.end()) {
      if ('gap' in told) yield { gap: { code: told.gap.code, what: told.gap.what, path } };
      else {
        yield placedIn(path, told);
        if (told.kind === 'process-start' && told.value.why.includes('mines')) commands.push(told.value.command ?? '');
      }
    }
  const text = commands.join('\n');
  if (text.trim() !== '')
    yield { examine: `commands in ${path.slice(1)}`, bytes: new TextEncoder().encode(text.slice(0, mostCommands)) };
  if (text.length > mostCommands)
    yield { gap: { code: 'limit-bytes', what: 'not all commands that start a miner are examined', path } };
}

/** Its offset is the number of its row, and is not told: a table of values has no lines of its own. */
function placedAt(event: LogEvent, row: number): PlacedEvent {
  const excerpt = (): Uint8Array =>
    new TextEncoder().encode(event.text.slice(0, longestExcerpt)).slice(0, longestExcerpt);
  return { event, offset: row, length: 1, excerpt };
}

function placedIn(
  path: string,
  { offset: _offset, length: _length, ...told }: SweepSighting<Kind>,
): MachineSighting<Kind> {
  // A sighting of a sweep without its place is one of a machine with the table's.
  return { ...told, path } as MachineSighting<Kind>;
}

function eventOf(row: JsonValue): LogEvent | undefined {
  const inner = objectAt(row, 'System');
  const id = textIn(row, 'EventId', 'EventID') ?? textAt(inner, 'EventID', 'Value') ?? textAt(inner, 'EventID');
  const channel = textIn(row, 'Channel') ?? textAt(inner, 'Channel');
  if (id === undefined || !/^\d{1,5}$/.test(id) || channel === undefined) return undefined;
  const machine = textIn(row, 'Computer') ?? textAt(inner, 'Computer');
  const ms =
    timeIn(row, 'TimeCreated', 'EventTime', '_EventTime', 'Timestamp') ??
    timeIn(objectAt(inner, 'TimeCreated'), 'SystemTime');
  const fields: Record<string, LogValue> = {};
  for (const [name, value] of dataOf(row)) fields[name] ??= value.slice(0, longestField);
  const own = { EventID: Number(id), Channel: channel, Provider_Name: textIn(row, 'Provider') ?? '' };
  return {
    source: sourceOf(channel),
    ...(ms === undefined ? {} : { time: { ms } }),
    ...(machine === undefined ? {} : { machine }),
    fields: { ...fields, ...own },
    text: Object.values(fields).join(' '),
  };
}

/** By their names: an object of them, or a list of `{"@Name": …, "#text": …}`. */
function* dataOf(row: JsonValue): Iterable<readonly [string, string]> {
  const payload = new TextEncoder().encode(textIn(row, 'Payload') ?? '');
  const from = payload.length > 0 ? (parseDocument(payload, 0, payload.length) ?? null) : row;
  for (const part of ['EventData', 'UserData']) {
    const data = objectAt(from, part);
    const list = data['Data'];
    if (Array.isArray(list))
      for (const item of list.slice(0, mostFields))
        yield [textAt(item, '@Name') ?? 'Data', textAt(item, '#text') ?? ''];
    else if (isObject(list)) yield [textAt(list, '@Name') ?? 'Data', textAt(list, '#text') ?? ''];
    for (const name of Object.keys(data).slice(0, mostFields)) {
      const text = textAt(data, name);
      if (text !== undefined) yield [name, text];
    }
  }
}
