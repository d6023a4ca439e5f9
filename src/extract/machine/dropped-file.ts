/** One file of a folder in which intruders leave theirs: what it is, and what its place, name and times say. */

import type { FileTrace } from '../../model/machine-payloads.ts';
import type { FileState, Machine } from '../../model/machine-units.ts';
import { isHiddenName, posesAsSystem } from './dropped-files-names.ts';
import { nameOf } from './knowledge/path-names.ts';
import { dayMs, formOfHead, isRecent, isRunnable } from './knowledge/traced-file.ts';

const headBytes = 512;

export type Place = 'temporary-folder' | 'hidden' | 'home';

/** A file that may have been left there, and what of it tells. */
export interface Dropped {
  readonly path: string;
  readonly state: FileState;
  readonly form: FileTrace['form'];
  readonly why: FileTrace['why'];
  readonly runnable: boolean;
  readonly open: boolean;
}

/** A folder that is walked. */
export interface Folder {
  readonly path: string;
  /** What the walk began in. */
  readonly place: Place;
  readonly depth: number;
  readonly hidden: boolean;
  /** Within a tree of its own: its names say little, and its files are many. */
  readonly project: boolean;
}

/** Without the bit that makes it a program, a file with such a name is not opened only to see what it is. */
const plainEndings =
  /\.(?:d\.ts|[cm]?[jt]sx?|json|md|map|txt|html?|css|scss|svg|png|jpe?g|gif|ico|woff2?|ttf|h|hpp|cc?|cpp|rs|go|java|class|pyc?|rb|lock|ya?ml|toml|xml|csv|log|test|snap|o|a|d|rlib|rmeta)$/i;

/** Nothing for what is empty, and for what can't run where only that counts. */
export function droppedAt(machine: Machine, path: string, folder: Folder): Dropped[] {
  const state = machine.tree.stat(path);
  if (state?.kind !== 'file' || state.size === 0) return [];
  const name = nameOf(path);
  const form = formOfHead(headOf(machine, path, state, folder), path);
  const runnable =
    isRunnable(form, state.mode) || (form === 'script' && /\.(?:sh|py|pl)$/.test(name) && !folder.project);
  if ((folder.place !== 'temporary-folder' || folder.project) && !runnable) return [];
  const hidden = folder.hidden || (!folder.project && isHiddenName(name));
  const why = reasons(machine, state, { name, place: folder.place, runnable, hidden });
  const open = !folder.project && isTelling(path, state, form, why, folder.place);
  return [{ path, state, form, why, runnable, open }];
}

function headOf(machine: Machine, path: string, state: FileState, { depth }: Folder): Uint8Array {
  const isPlain = depth > 1 && (state.mode & 0o111) === 0 && plainEndings.test(path);
  return (isPlain ? undefined : machine.tree.read(path, headBytes)?.bytes) ?? new Uint8Array();
}

/** A program under the system's name, in memory that is shared, set-uid, or hidden where nobody hides programs. */
function isTelling(
  path: string,
  state: FileState,
  form: FileTrace['form'],
  why: FileTrace['why'],
  place: Place,
): boolean {
  if (!isRunnable(form, state.mode)) return false;
  if (why.includes('set-uid')) return true;
  if (form === 'program' && (why.includes('named-as-system') || path.startsWith('/dev/shm/'))) return true;
  // Tools that people install keep their programs in hidden folders of homes.
  return why.includes('hidden') && (place === 'temporary-folder' || (place === 'hidden' && form === 'program'));
}

function reasons(
  machine: Machine,
  state: FileState,
  at: { readonly name: string; readonly place: Place; readonly runnable: boolean; readonly hidden: boolean },
): FileTrace['why'] {
  const { name, place, runnable, hidden } = at;
  const changed = state.changed ?? state.modified;
  return [
    ...(place === 'temporary-folder' ? (['temporary-folder'] as const) : []),
    ...(hidden ? (['hidden'] as const) : []),
    ...(runnable ? (['runnable'] as const) : []),
    ...(isRecent(machine, state) ? (['recent'] as const) : []),
    ...((state.mode & 0o6000) !== 0 && runnable ? (['set-uid'] as const) : []),
    ...(state.modified < changed - 365 * dayMs ? (['times-disagree'] as const) : []),
    ...(posesAsSystem(name) ? (['named-as-system'] as const) : []),
  ];
}
