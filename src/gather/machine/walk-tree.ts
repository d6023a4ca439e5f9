/**
 * Walks a machine's files once for all probes. Links are not followed, other file systems than the machine's left out.
 */
import { realpathSync } from 'node:fs';
import type { FileWish, MachineMiss, Wished } from '../../model/machine-units.ts';
import { entriesOf } from '../entries.ts';
import { rawPath } from '../path.ts';
import { isKernelView } from '../walk.ts';
import { DiskTree } from './disk-tree.ts';
import { type Unwalked, unwalkedMounts } from './mounts.ts';
import type { TreeGaps } from './tree-gaps.ts';
import { type FolderWishes, wishesOf } from './wishes.ts';

/** Paths that one probe is told of. */
const mostPaths = 100_000;

export interface Walked {
  /** By the number of the probe. */
  readonly wished: readonly Wished[];
  readonly files: number;
  readonly folders: number;
  readonly misses: readonly MachineMiss[];
}

export interface WalkOptions {
  /** Entries after which it ends. */
  readonly most: number;
  /**
   * Called after each folder, with the files met so far: whoever wants to rest, or to let others work, does so here.
   */
  readonly onFolder?: (files: number) => Promise<void> | undefined;
}

/**
 * A folder that is still to be walked. What is wanted there is settled when its turn comes: a folder may hold millions.
 */
interface Open {
  readonly path: string;
  readonly name: string;
  /** Of the folder above; absent at the top. */
  readonly above?: FolderWishes;
}

/** @param wishes of each probe, by its number */
export async function walkTree(
  tree: DiskTree,
  gaps: TreeGaps,
  wishes: readonly (readonly FileWish[])[],
  { most, onFolder = () => undefined }: WalkOptions,
): Promise<Walked> {
  const found = wishes.map(() => ({ paths: [] as string[], left: 0 }));
  const mounts = mountsOf(tree, gaps);
  const misses: MachineMiss[] = [];
  const top = wishesOf(wishes);
  const open: Open[] = [{ path: '/', name: '' }];
  let files = 0;
  let folders = 0;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (isLeftOut(folder.path, tree, mounts, misses)) continue;
    if (files + folders > most) {
      const what = `more than ${most.toLocaleString('en')} files and folders: the walk ended before this one`;
      misses.push({ gap: { code: 'limit-count', what, path: folder.path } });
      break;
    }
    folders++;
    const here = folder.above?.within(folder.name, folder.path) ?? top;
    const inner: Open[] = [];
    for (const { name, kind } of entries(folder.path, tree, gaps)) {
      const path = folder.path === '/' ? `/${name}` : `${folder.path}/${name}`;
      if (kind === 'file') files++;
      if (kind === 'folder') inner.push({ path, name, above: here });
      if (kind !== 'file' && kind !== 'folder') continue;
      for (const by of here.of(name, kind === 'folder')) keep(found[by], path);
    }
    for (const one of inner.reverse()) open.push(one);
    await onFolder(files);
  }
  return { wished: found, files, folders, misses };
}

function keep(found: { paths: string[]; left: number } | undefined, path: string): void {
  if (found === undefined) return;
  if (found.paths.length < mostPaths) found.paths.push(path);
  else found.left++;
}

/** The tree's own listing would go through every link on the way, which a walk has already not taken. */
function entries(path: string, tree: DiskTree, gaps: TreeGaps): ReturnType<typeof entriesOf> {
  try {
    return entriesOf(tree.onDisk(path));
  } catch (error) {
    gaps.failed(path, error);
    return [];
  }
}

/** Some machines have thousands of mounts. */
const mountInfoBytes = 16 * 1024 * 1024;

function mountsOf(tree: DiskTree, gaps: TreeGaps): ReadonlyMap<string, Unwalked> {
  const text = new DiskTree('/', gaps).text('/proc/self/mountinfo', mountInfoBytes) ?? '';
  const root = tree.onDisk('');
  return unwalkedMounts(text, root === '' ? '' : pathWithoutLinks(root));
}

function pathWithoutLinks(root: string): string {
  try {
    return realpathSync(rawPath(root), 'utf8');
  } catch {
    return root;
  }
}

function isLeftOut(
  path: string,
  tree: DiskTree,
  mounts: ReadonlyMap<string, Unwalked>,
  misses: MachineMiss[],
): boolean {
  if (tree.foreign.has(path.slice(1))) {
    const what = 'mounted here from the machine that examines the disk: not looked at';
    misses.push({ gap: { code: 'not-supported', what, path } });
    return true;
  }
  const why = mounts.get(path);
  if (why === undefined) return isKernelView(tree.onDisk(path), false);
  const what = 'a file system of another machine, or one that a program makes up: not walked';
  if (why === 'elsewhere') misses.push({ gap: { code: 'not-supported', what, path } });
  return true;
}
