/**
 * Tasks that Windows' scheduler starts: a file of XML each, below System32\Tasks.
 * Source: MS-TSCH, section 2.5 (task definition).
 * Does not see: tasks that stand in the registry alone (their file was removed to hide them), handlers that are COM objects.
 */
import type { Autostart } from '../../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { present } from '../../../model/present.ts';
import { leftOut } from '../knowledge/folder-files.ts';
import { isoTime } from '../knowledge/iso-time.ts';
import { weighedCommand } from './command-reasons.ts';
import { placeIn, programPlace, systemsOf } from './places.ts';

/** A fresh Windows has some 200. */
const mostTasks = 5000;
const mostBytes = 256 * 1024;
const mostActions = 32;
const longest = 2048;

export const windowsTasks: Probe<'autostart'> = defineProbe({
  id: 'windows-tasks',
  title: 'scheduled tasks of Windows',
  emits: ['autostart'],
  platform: 'windows',
  *probe(machine) {
    let count = 0;
    for (const system of systemsOf(machine))
      for (const folder of ['Windows/System32/Tasks', 'Windows/SysWOW64/Tasks'])
        for (const path of filesBelow(machine, placeIn(machine, system, folder))) {
          count++;
          yield* toldTask(machine, system, path);
        }
    if (count > 0) yield { looked: { at: 'scheduled tasks', count } };
    if (count >= mostTasks)
      yield { gap: { code: 'limit-count', what: 'more tasks are not read', path: '/Windows/System32/Tasks' } };
  },
});

function* filesBelow({ tree }: Machine, top: string | undefined): Iterable<string> {
  const open = top === undefined ? [] : [top];
  let left = mostTasks;
  for (let folder = open.shift(); folder !== undefined; folder = open.shift())
    for (const { name, kind } of tree.list(folder)) {
      if (left-- <= 0) return;
      if (kind === 'folder') open.push(`${folder}/${name}`);
      else if (kind === 'file') yield `${folder}/${name}`;
    }
}

function* toldTask(machine: Machine, system: string, path: string): Iterable<Told<'autostart'>> {
  const read = machine.tree.read(path, mostBytes);
  const text = read ? decoded(read.bytes) : '';
  if (!/<Task[\s>]/.test(text)) {
    if (read && read.bytes.length > 0) yield { gap: { code: 'malformed', what: 'a task that is no XML', path } };
    return;
  }
  const actions = elements(text, 'Exec');
  yield* leftOut(actions.length - mostActions, 'actions of the task are not read', path);
  for (const action of actions.slice(0, mostActions)) {
    const command = [element(action, 'Command') ?? '', element(action, 'Arguments') ?? ''].join(' ').trim();
    if (command !== '') yield* toldAction(machine, system, path, text, command);
  }
}

function* toldAction(
  machine: Machine,
  system: string,
  path: string,
  text: string,
  command: string,
): Iterable<Told<'autostart'>> {
  const { carries, mines, why } = weighedCommand(command);
  const program = programPlace(machine, system, command);
  const user = element(text, 'UserId') ?? element(text, 'GroupId');
  const registered = Date.parse(element(text, 'Date') ?? '');
  const value: Autostart = {
    mechanism: 'scheduled-task',
    place: path,
    name: element(text, 'URI') ?? path.slice(path.lastIndexOf('/') + 1),
    entry: command.slice(0, longest),
    starts: command.slice(0, longest),
    when: whenOf(text),
    // A trigger may be switched off, too: the task's own switch stands in its settings.
    enabled: element(element(text, 'Settings') ?? '', 'Enabled') !== 'false',
    ...(program !== undefined && { programs: [program] }),
    ...(user !== undefined && { user }),
    ...present({ modified: registered > 0 ? isoTime(registered) : undefined }),
    ...(carries && { carries }),
    ...(mines && { mines }),
    why: [...why],
  };
  if (why.length === 0) yield { kind: 'autostart', value, path, aside: true };
  else {
    yield { kind: 'autostart', value, path };
    yield { examine: path };
    if (program !== undefined) yield { examine: program };
  }
}

const triggers: Readonly<Record<string, string>> = {
  BootTrigger: 'at start',
  LogonTrigger: 'at login',
  RegistrationTrigger: 'when it was made',
  IdleTrigger: 'when nobody works',
  TimeTrigger: 'at a time',
  CalendarTrigger: 'by the calendar',
  EventTrigger: 'at an event',
  SessionStateChangeTrigger: 'when a session changes',
};

function whenOf(text: string): string {
  const when = Object.entries(triggers).flatMap(([tag, words]) => (text.includes(`<${tag}`) ? [words] : []));
  const every = element(text, 'Interval');
  return [...when, ...(every === undefined ? [] : [`every ${every}`])].join(', ') || 'when it is asked for';
}

/** Tasks are UTF-16 with a mark; other programs write UTF-8. */
function decoded(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide || bytes[1] === 0 ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** What stands in each element of this name; none of those asked for holds one of its own name. */
function elements(text: string, name: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(`<${name}`); at >= 0; at = text.indexOf(`<${name}`, at + 1)) {
    const next = text[at + name.length + 1];
    if (next !== '>' && next !== ' ') continue;
    const from = text.indexOf('>', at) + 1;
    const end = text.indexOf(`</${name}>`, from);
    if (from === 0 || end < 0) break;
    found.push(text.slice(from, end));
    at = end;
  }
  return found;
}

function element(text: string, name: string): string | undefined {
  const [first] = elements(text, name);
  const plain = first?.trim().replace(/&(lt|gt|amp|quot|apos);/g, (_, entity: string) => entities[entity] ?? '');
  return plain === '' ? undefined : plain;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
