/** Scripts that a system runs by itself because of the folder they stand in, each as an autostart. */
import type { Autostart } from '../../model/machine-payloads.ts';
import type { Machine, Told } from '../../model/machine-units.ts';
import type { Autostarts, Entry } from './knowledge/entry.ts';
import { tellingLines } from './script-lines.ts';

export interface HookFolder {
  readonly path: string;
  readonly when: string;
}

const mostInFolder = 500;
const mostBytes = 64 * 1024;

/** The beginning of a file as text, where it is a file and no program; no gap where there is more of it. */
export function scriptText(machine: Machine, path: string): string | undefined {
  if (machine.tree.follow(path)?.kind !== 'file') return undefined;
  const bytes = machine.tree.read(path, mostBytes)?.bytes;
  if (bytes === undefined || (bytes[0] === 0x7f && bytes[1] === 0x45)) return '';
  return new TextDecoder().decode(bytes);
}

export function filesOf(machine: Machine, folder: string): string[] {
  const files = machine.tree.list(folder).filter(({ kind }) => kind === 'file' || kind === 'link');
  return files.slice(0, mostInFolder).map(({ name }) => `${folder}/${name}`);
}

export function* toldFolders(
  machine: Machine,
  autostarts: Autostarts,
  mechanism: Autostart['mechanism'],
  folders: readonly HookFolder[],
): Iterable<Told<'autostart'>> {
  for (const { path, when } of folders)
    for (const file of filesOf(machine, path)) yield* toldScript(machine, autostarts, { mechanism, place: file, when });
}

/** One script: what of it may say something is its command. */
export function* toldScript(machine: Machine, autostarts: Autostarts, entry: Entry): Iterable<Told<'autostart'>> {
  const text = scriptText(machine, entry.place);
  if (text === undefined) return;
  const lines = tellingLines(text);
  yield* autostarts.tell({
    loads: [entry.place],
    ...(lines && { line: lines.line, entry: lines.text, starts: lines.text }),
    ...entry,
  });
}
