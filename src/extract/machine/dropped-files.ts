/**
 * What intruders leave in folders that everybody may write to, and in folders that hide: programs and scripts in `/tmp`,
 * `/var/tmp`, `/dev/shm`, `/run` and in hidden folders of homes and of the system. What stands there is examined as any
 * input is, the runnable and the newest first; a trace is told openly only where the place and the name tell already.
 * Source: https://attack.mitre.org/techniques/T1564/001/, https://attack.mitre.org/techniques/T1036/005/.
 * Does not see: the immutable flag, which only a call of the running system tells (`lsattr`).
 */
import { isMadeByPrograms } from '../../intel/unix/hidden-names.ts';
import { temporaryFolders } from '../../intel/unix/temporary-folders.ts';
import type { FileTrace } from '../../model/machine-payloads.ts';
import {
  defineProbe,
  type FileState,
  type Machine,
  type Probe,
  type Told,
  type TreeEntry,
} from '../../model/machine-units.ts';
import { hiddenHomes, hiddenSystemFolders, isHiddenName, othersFolders, posesAsSystem } from './dropped-files-names.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { packagesOf } from './knowledge/packages.ts';
import { dayMs, formOfHead, isRecent, isRunnable, traceOf } from './knowledge/traced-file.ts';

/** Services keep their sockets in /run, and only they may write there. */
const openFolders = [...temporaryFolders, '/run', '/var/run'];
const mostEntries = 25_000;
const mostDepth = 8;
const mostExamined = 1000;
/** Larger ones would leave no room for the others. */
const mostFileBytes = 64 * 1024 * 1024;
const mostExaminedBytes = 192 * 1024 * 1024;
/** What is unpacked takes some times as long as its own bytes do. */
const archiveCost = 4;
const mostTold = 1000;
const headBytes = 512;

export const droppedFiles: Probe<'file-trace'> = defineProbe({
  id: 'dropped-files',
  title: 'Programs in temporary and hidden folders',
  emits: ['file-trace'],
  platform: 'linux',
  *probe(machine): Iterable<Told<'file-trace'>> {
    const walk = new Walk(machine);
    for (const folder of openFolders) walk.enter(folder, 'temporary-folder');
    const [ofSystem, ofHomes] = [hiddenSystemFolders(machine), hiddenHomes(machine)];
    for (const folder of ofSystem.folders) walk.enter(folder, 'hidden');
    for (const folder of ofHomes.folders) walk.enter(folder, 'home');
    const dropped = walk.found().sort(byTelling);
    yield { looked: { at: 'files in temporary and hidden folders', count: dropped.length } };
    yield* walk.misses();
    yield* leftOut(ofSystem.left, 'hidden folders of the system are not looked into', '/');
    yield* leftOut(ofHomes.left, 'hidden folders of homes are not looked into', '/home');
    yield* told(machine, dropped);
  },
});

type Place = 'temporary-folder' | 'hidden' | 'home';

interface Dropped {
  readonly path: string;
  readonly state: FileState;
  readonly form: FileTrace['form'];
  readonly why: FileTrace['why'];
  readonly runnable: boolean;
  readonly open: boolean;
}

interface Folder {
  readonly path: string;
  readonly place: Place;
  readonly depth: number;
  readonly hidden: boolean;
  /** Within a tree of its own: its names say little, and its files are many. */
  readonly project: boolean;
}

/** What stands below the folders: the shallow before the deep, trees of their own after all else. */
class Walk {
  readonly #machine: Machine;
  readonly #entered = new Set<string>();
  readonly #folders: Folder[] = [];
  readonly #projects: Folder[] = [];
  #left = mostEntries;
  #stoppedIn: string | undefined;
  readonly #tooDeep: string[] = [];

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  enter(folder: string, place: Place): void {
    const path = this.#machine.tree.real(folder);
    if (path === undefined || this.#entered.has(path)) return;
    this.#entered.add(path);
    this.#folders.push({ path, place, depth: 0, hidden: place !== 'temporary-folder', project: false });
  }

  found(): Dropped[] {
    const found: Dropped[] = [];
    for (const queue of [this.#folders, this.#projects])
      for (let at = 0; at < queue.length && this.#left > 0; at++) {
        const folder = queue[at];
        if (folder) this.#look(folder, found);
      }
    return found;
  }

  #look(folder: Folder, found: Dropped[]): void {
    const entries = this.#machine.tree.list(folder.path);
    const project = folder.project || (folder.depth > 0 && isTreeOfItsOwn(entries));
    if (project && !folder.project) {
      this.#projects.push({ ...folder, project });
      return;
    }
    for (const { name, kind } of entries) {
      if (this.#left-- <= 0) {
        this.#stoppedIn ??= folder.path;
        return;
      }
      const path = `${folder.path}/${name}`;
      if (kind === 'file') found.push(...droppedAt(this.#machine, path, folder));
      else if (kind === 'folder') this.#descend(folder, name, path);
    }
  }

  #descend(above: Folder, name: string, path: string): void {
    if (this.#entered.has(path) || isMadeByPrograms(name) || othersFolders.test(path)) return;
    if (above.depth >= mostDepth) {
      this.#tooDeep.push(path);
      return;
    }
    const hidden = above.hidden || (!above.project && isHiddenName(name));
    const below: Folder = { ...above, path, depth: above.depth + 1, hidden };
    (above.project ? this.#projects : this.#folders).push(below);
  }

  *misses(): Iterable<Told<'file-trace'>> {
    const [deep] = this.#tooDeep;
    const deeper = `${this.#tooDeep.length} folders so deep are not looked into`;
    if (deep !== undefined) yield { gap: { code: 'limit-depth', what: deeper, path: deep } };
    if (this.#stoppedIn === undefined) return;
    const what = `only the first ${mostEntries.toLocaleString('en')} files of temporary and hidden folders were looked at`;
    yield { gap: { code: 'limit-count', what, path: this.#stoppedIn } };
  }
}

/** A source tree, or the root of a whole system: hidden names, and the system's own, are usual in there. */
function isTreeOfItsOwn(entries: readonly TreeEntry[]): boolean {
  const names = new Set(entries.map(({ name }) => name));
  return (names.has('usr') && names.has('etc')) || [...names].some((name) => projectMarks.has(name));
}

/** Files and folders that stand at the top of a source tree. */
const projectMarks: ReadonlySet<string> = new Set(
  '.git package.json node_modules pyproject.toml setup.py Cargo.toml go.mod pom.xml build.gradle CMakeLists.txt'.split(
    ' ',
  ),
);
/** Without the bit that makes it a program, a file with such a name is not opened only to see what it is. */
const plainEndings =
  /\.(?:d\.ts|[cm]?[jt]sx?|json|md|map|txt|html?|css|scss|svg|png|jpe?g|gif|ico|woff2?|ttf|h|hpp|cc?|cpp|rs|go|java|class|pyc?|rb|lock|ya?ml|toml|xml|csv|log|test|snap|o|a|d|rlib|rmeta)$/i;

function droppedAt(machine: Machine, path: string, folder: Folder): Dropped[] {
  const state = machine.tree.stat(path);
  if (state?.kind !== 'file' || state.size === 0) return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
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

/** What tells by itself first, then what runs, then the newest. */
function byTelling(a: Dropped, b: Dropped): number {
  const rank = ({ open, runnable }: Dropped): number => (open ? 2 : 0) + (runnable ? 1 : 0);
  const changed = ({ state }: Dropped): number => state.changed ?? state.modified;
  return rank(b) - rank(a) || changed(b) - changed(a) || (a.path < b.path ? -1 : 1);
}

function* told(machine: Machine, dropped: readonly Dropped[]): Iterable<Told<'file-trace'>> {
  const packages = packagesOf(machine);
  let bytesLeft = mostExaminedBytes;
  let examined = 0;
  let left = 0;
  let untold = 0;
  for (const [at, { path, state, form, why, runnable, open }] of dropped.entries()) {
    const packaged = packages.databases.length === 0 ? 'unknown' : packages.ownedBy(path) ? 'yes' : 'no';
    if (packaged === 'yes') continue;
    if (runnable && at >= mostTold) untold++;
    else if (runnable) {
      const value = traceOf(machine, path, state, { form, why, packaged });
      yield { kind: 'file-trace', value, path, ...(open ? {} : { aside: true }) };
    }
    const cost = form === 'archive' ? archiveCost * state.size : state.size;
    if (examined >= mostExamined || state.size > mostFileBytes || cost > bytesLeft) {
      left++;
      continue;
    }
    bytesLeft -= cost;
    examined++;
    yield { examine: path };
  }
  yield* leftOut(untold, 'programs and scripts of temporary and hidden folders are not told', '/tmp');
  if (left === 0) return;
  const files = left === 1 ? '1 file' : `${left.toLocaleString('en')} files`;
  const what = `the content of ${files} of temporary and hidden folders was not examined`;
  yield { gap: { code: 'limit-count', what, path: '/tmp' } };
}
