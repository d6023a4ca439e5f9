/**
 * Folders of this very machine that are mounted within a disk that is examined, as whoever repairs one from a rescue
 * system does (`mount --bind /proc /mnt/proc`). What runs here must not be told as the disk's.
 * A pod that has its node's root mounted sees the node's own `/proc` there: its first process has that very root.
 */
import { lstatSync, statSync } from 'node:fs';
import { rawPath } from '../path.ts';
import { isKernelView } from '../walk.ts';

const names = ['proc', 'sys', 'dev', 'run', 'tmp'];
const none: ReadonlySet<string> = new Set();

/** What is asked of this disk; tests have their own. */
export interface Mounts {
  /** Both paths are one folder. */
  readonly isSame: (one: string, other: string) => boolean;
  readonly isKernelView: (folder: string) => boolean;
}

/** @param root without a slash at its end; empty for this machine itself */
export function foreignFolders(root: string, { isSame, isKernelView }: Mounts = ofThisDisk): ReadonlySet<string> {
  if (root === '' || isSame(root, '/') || isSame(`${root}/proc/1/root/`, root)) return none;
  return new Set(names.filter((name) => isSame(`${root}/${name}`, `/${name}`) || isKernelView(`${root}/${name}`)));
}

const ofThisDisk: Mounts = {
  /** A link that leads to this machine's folder is not that folder: within the tree it leads elsewhere. */
  isSame(one, other) {
    try {
      const ask = one.endsWith('/') ? statSync : lstatSync;
      const [a, b] = [ask(rawPath(one), { bigint: true }), statSync(rawPath(other), { bigint: true })];
      return a.dev === b.dev && a.ino === b.ino;
    } catch {
      return false;
    }
  },
  isKernelView: (folder) => isKernelView(folder, false),
};
