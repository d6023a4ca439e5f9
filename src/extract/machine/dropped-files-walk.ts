/** The walk through temporary and hidden folders. Links are not followed, and each folder is entered once. */
import { isMadeByPrograms } from '../../intel/unix/hidden-names.ts';
import type { Machine, MachineMiss, TreeEntry } from '../../model/machine-units.ts';
import { type Dropped, droppedAt, type Folder, type Place } from './dropped-file.ts';
import { isHiddenName, othersFolders } from './dropped-files-names.ts';

const mostEntries = 25_000;
const mostDepth = 8;

/** What stands below the folders: the shallow before the deep, trees of their own after all else. */
export class Walk {
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
      for (let at = 0; at < queue.length; at++) {
        const folder = queue[at];
        if (folder === undefined) break;
        if (this.#left > 0) this.#look(folder, found);
        else this.#stoppedIn ??= folder.path;
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

  *misses(): Iterable<MachineMiss> {
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
