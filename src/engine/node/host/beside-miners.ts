/**
 * What lies beside a miner that was found: its settings, its log, the script that starts it, the library that hides it.
 * No entry need name them. Folders that many programs share are left to the probes.
 * Does not see: files of more than 16 MiB (what a miner computes with), folders within folders within a miner's own, a
 * folder with more than 512 entries.
 */

import type { TreeEntry } from '../../../model/machine-units.ts';
import { isSharedFolder } from '../../../model/shared-folders.ts';
import type { PathGap } from '../../conclude.ts';
import type { Examined } from '../../ledger.ts';

/** The machine's files, as far as they are asked for here. */
interface Tree {
  list(path: string): readonly TreeEntry[];
  stat(path: string): { readonly size: number } | undefined;
}

interface Beside {
  /** Paths on the machine. */
  readonly paths: readonly string[];
  readonly gaps: readonly PathGap[];
}

/** A folder of a miner's own holds few files. */
const mostInFolder = 64;
const mostFolders = 64;
const mostBytes = 16 * 1024 * 1024;
/** From so many on, it is no miner's own folder. */
const crowded = 512;

/** @param examined under the names that files have on the machine; `known`: paths that were examined already */
export function besideMiners(tree: Tree, examined: readonly Examined[], known: ReadonlySet<string>): Beside {
  const folders = [...new Set(examined.filter(holdsMiner).map(folderOf))].filter((folder) => !isSharedFolder(folder));
  const gaps: PathGap[] = [];
  const paths = new Set<string>();
  for (const folder of folders.slice(0, mostFolders)) {
    const files = [...filesIn(tree, folder)].filter((path) => !known.has(path));
    for (const path of files.slice(0, mostInFolder)) paths.add(path);
    if (files.length > mostInFolder)
      gaps.push(left(folder, `${files.length - mostInFolder} files beside a miner are not examined`));
  }
  if (folders.length > mostFolders)
    gaps.push(left('/', `what lies beside miners in ${folders.length - mostFolders} more folders is not examined`));
  return { paths: [...paths], gaps };
}

function left(path: string, what: string): PathGap {
  return { path, code: 'limit-count', what };
}

function holdsMiner({ seen }: Examined): boolean {
  return seen.some(({ sighting: { kind, value } }) =>
    kind === 'miner-code' ? 'purpose' in value && value.purpose === 'miner' : kind === 'mining-config',
  );
}

function folderOf({ artifacts }: Examined): string {
  const name = artifacts[0]?.name ?? '/';
  return name.slice(0, Math.max(1, name.lastIndexOf('/')));
}

/** Those of the folder, and of the folders in it. */
function* filesIn(tree: Tree, folder: string, depth = 1): Generator<string> {
  const entries = tree.list(folder);
  if (entries.length > crowded) return;
  for (const { name, kind } of entries) {
    const path = `${folder}/${name}`;
    if (kind === 'file' && (tree.stat(path)?.size ?? Number.POSITIVE_INFINITY) <= mostBytes) yield path;
    else if (kind === 'folder' && depth > 0) yield* filesIn(tree, path, depth - 1);
  }
}
