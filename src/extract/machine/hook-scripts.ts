/** Scripts that a system runs by itself because of the folder they stand in, each as an autostart. */
import type { Autostart } from '../../model/machine-payloads.ts';
import type { Machine, Told } from '../../model/machine-units.ts';
import { isAsBrought } from './knowledge/brought.ts';
import type { Autostarts, Entry } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { tellingLines } from './script-lines.ts';

export interface HookFolder {
  readonly path: string;
  readonly when: string;
}

/** A file as text; empty for a program. Undefined where there is no file that could be read. */
export function scriptText({ tree }: Machine, path: string): string | undefined {
  if (tree.follow(path)?.kind !== 'file') return undefined;
  const [first, second] = tree.read(path, 4)?.bytes ?? [];
  return first === 0x7f && second === 0x45 ? '' : tree.text(path);
}

/** A setting of a line, `Key = value`, and where it stands. */
export interface LineSetting {
  readonly value: string;
  /** The line. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

const longestLine = 8192;

/** Of two with one key the last counts. @param pattern its groups are the key and the value */
export function settingsIn(text: string, pattern: RegExp): ReadonlyMap<string, LineSetting> {
  const settings = new Map<string, LineSetting>();
  for (const [i, line] of text.split('\n').entries()) {
    const [, key, value = ''] = pattern.exec(line.slice(0, longestLine)) ?? [];
    if (key !== undefined) settings.set(key, { value: value.trim(), text: line, line: i + 1 });
  }
  return settings;
}

export function* toldFolders(
  machine: Machine,
  autostarts: Autostarts,
  mechanism: Autostart['mechanism'],
  folders: readonly HookFolder[],
): Iterable<Told<'autostart'>> {
  for (const { path, when } of folders)
    for (const file of autostarts.folders.of(path))
      yield* toldScript(machine, autostarts, { mechanism, place: file, when });
}

/** One script: what of it may say something is its command. */
export function* toldScript(machine: Machine, autostarts: Autostarts, entry: Entry): Iterable<Told<'autostart'>> {
  const text = scriptText(machine, entry.place);
  if (text === undefined) return;
  const { found, left } = tellingLines(text);
  yield* autostarts.tell({
    loads: [entry.place],
    ...(found && { line: found.line, entry: found.text, starts: found.text }),
    ...entry,
  });
  // What a package brought is as its makers mean it, however long.
  if (left > 0 && !isAsBrought(machine, entry.place)) yield* leftOut(left, 'lines are not looked at', entry.place);
}
