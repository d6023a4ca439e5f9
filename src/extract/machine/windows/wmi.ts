/**
 * Commands and scripts that wait for an event in the repository of WMI, by their texts alone: a consumer of a command line
 * or of a script, and what it would run.
 * Source: MITRE ATT&CK T1546.003; the form of OBJECTS.DATA as https://github.com/mandiant/flare-wmi tells it.
 * Does not see: which filter wakes it, and whether it was removed: the repository keeps pages that are free.
 */
import type { Autostart } from '../../../model/machine-payloads.ts';
import { defineProbe, type Machine, type Probe, type Told } from '../../../model/machine-units.ts';
import { weighedCommand } from './command-reasons.ts';
import { placeIn, systemsOf } from './places.ts';

const mostBytes = 256 * 1024 * 1024;
/** Bytes behind the name of a consumer's class in which its texts stand. */
const reach = 4096;
const mostConsumers = 2000;
const longest = 2048;
const classes = ['CommandLineEventConsumer', 'ActiveScriptEventConsumer'];

export const windowsWmi: Probe<'autostart'> = defineProbe({
  id: 'windows-wmi',
  title: 'event consumers of WMI',
  emits: ['autostart'],
  platform: 'windows',
  *probe(machine) {
    for (const system of systemsOf(machine)) {
      const place = placeIn(machine, system, 'Windows/System32/wbem/Repository/OBJECTS.DATA');
      const other = placeIn(machine, system, 'Windows/System32/wbem/Repository/FS/OBJECTS.DATA');
      for (const path of [place, other]) if (path !== undefined) yield* toldRepository(machine, path);
    }
  },
});

function* toldRepository(machine: Machine, path: string): Iterable<Told<'autostart'>> {
  const read = machine.tree.read(path, mostBytes);
  if (!read) return;
  if (!read.whole) yield { gap: { code: 'limit-bytes', what: 'more of the repository of WMI is not read', path } };
  const told = new Set<string>();
  let count = 0;
  for (const name of classes)
    for (const at of placesOf(read.bytes, name)) {
      if (++count > mostConsumers) {
        yield { gap: { code: 'limit-count', what: 'more consumers of WMI are not looked at', path } };
        return;
      }
      const command = commandBehind(read.bytes, at + name.length);
      if (command === undefined || told.has(command.text)) continue;
      told.add(command.text);
      const { carries, mines, why } = weighedCommand(command.text);
      const value: Autostart = {
        mechanism: 'wmi-subscription',
        place: path,
        name,
        entry: command.text,
        starts: command.text,
        when: 'at an event that WMI sees',
        ...(carries && { carries }),
        ...(mines && { mines }),
        why: [...why],
      };
      yield {
        kind: 'autostart',
        value,
        path,
        offset: command.offset,
        ...(why.length === 0 && { aside: true as const }),
      };
      if (why.length > 0) yield { examine: path, bytes: new TextEncoder().encode(command.text) };
    }
}

/** Where the name of a class stands as a text of an instance. */
function* placesOf(bytes: Uint8Array, name: string): Iterable<number> {
  const wanted = new TextEncoder().encode(name);
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, i) => bytes[at + i] === byte)) yield at;
}

/** The text behind it that is a command of Windows: it names a program, an interpreter or an object that runs one. */
function commandBehind(bytes: Uint8Array, from: number): { text: string; offset: number } | undefined {
  const end = Math.min(bytes.length, from + reach);
  for (let at = from; at < end; at++) {
    const start = at;
    while (at < end && isPlain(bytes[at] ?? 0)) at++;
    if (at - start < 8) continue;
    const text = String.fromCharCode(...bytes.subarray(start, Math.min(at, start + longest)));
    if (/\.(?:exe|bat|cmd|ps1|vbs|js)\b|powershell|wscript\.|createobject|cmd\s+\/c/i.test(text))
      return { text, offset: start };
  }
  return undefined;
}

function isPlain(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0d || byte === 0x0a;
}
