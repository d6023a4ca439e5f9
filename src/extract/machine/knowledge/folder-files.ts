/** Folders whose files a probe reads one by one, and what the bounds of a probe leave out. */
import type { MachineMiss, MachineTree } from '../../../model/machine-units.ts';

const mostInFolder = 5000;

/** What a bound left out, as a gap. @param what with its verb: `crontabs are not read` */
export function* leftOut(count: number, what: string, path: string): Iterable<MachineMiss> {
  if (count > 0) yield { gap: { code: 'limit-count', what: `${count.toLocaleString('en')} more ${what}`, path } };
}

export class FolderFiles {
  readonly #tree: MachineTree;
  /** Folder -> files of it that were left out. */
  readonly #left = new Map<string, number>();

  constructor(tree: MachineTree) {
    this.#tree = tree;
  }

  /** Paths of its files and links, by name. */
  of(folder: string): string[] {
    const files = this.#tree.list(folder).filter(({ kind }) => kind === 'file' || kind === 'link');
    if (files.length > mostInFolder) this.#left.set(folder, files.length - mostInFolder);
    return files.slice(0, mostInFolder).map(({ name }) => `${folder}/${name}`);
  }

  *misses(): Iterable<MachineMiss> {
    for (const [folder, count] of this.#left) yield* leftOut(count, 'files of the folder are not read', folder);
  }
}
