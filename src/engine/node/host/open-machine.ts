/** The machine that is examined: this one, or what stands below a folder. */
import { statSync } from 'node:fs';
import { linuxState } from '../../../extract/machine/state.ts';
import { type Collection, collectionAt } from '../../../gather/machine/collections.ts';
import { CollectionTree } from '../../../gather/machine/collections-tree.ts';
import { DiskTree } from '../../../gather/machine/disk-tree.ts';
import { runningMachine } from '../../../gather/machine/running.ts';
import { TreeGaps } from '../../../gather/machine/tree-gaps.ts';
import { timesOf } from '../../../gather/machine/tree-times.ts';
import { rawPath } from '../../../gather/path.ts';
import type { Machine } from '../../../model/machine-units.ts';
import { present } from '../../../model/present.ts';

export interface OpenedMachine {
  readonly machine: Machine;
  readonly tree: DiskTree;
  readonly gaps: TreeGaps;
}

export interface MachineWish {
  /** A mounted disk or a folder that a collector filled; this machine if absent. */
  readonly root?: string | undefined;
  /** Whether the memory of suspicious processes may be read. */
  readonly memory?: boolean | undefined;
}

/** Nothing can be examined there: what, where and what to do, in one line. */
export class MachineTrouble extends Error {}

/** @param now milliseconds since 1970 */
export function openMachine({ root, memory = false }: MachineWish, now: number): OpenedMachine {
  const gaps = new TreeGaps();
  if (root === undefined) {
    if (process.platform !== 'linux')
      throw new MachineTrouble('host examines a machine with Linux; elsewhere name a mounted disk with --root DIR');
    const tree = new DiskTree('/', gaps);
    const running = runningMachine(tree, { memory });
    const state = { form: 'running' as const, asRoot: running.asRoot, ...linuxState(tree) };
    return { machine: { tree, running, now, platform: 'linux', state }, tree, gaps };
  }
  const folder = checkedFolder(root);
  const collection = collectionAt(new DiskTree(folder, gaps));
  if (collection) return openCollection(folder + (collection.base ?? ''), collection, gaps, now);
  const first = new DiskTree(folder, gaps);
  const { latest, copied } = timesOf(first, now);
  const tree = copied ? new DiskTree(folder, gaps, true) : first;
  return { machine: { tree, now: latest, ...platformOf(tree) }, tree, gaps };
}

/** All that stands there was copied, whatever its times say. */
function openCollection(folder: string, collection: Collection, gaps: TreeGaps, now: number): OpenedMachine {
  const { collector, top, platform } = collection;
  const tree = new DiskTree(folder + top, gaps, true);
  const collected = new DiskTree(folder, gaps, true);
  const told = new CollectionTree(tree, collected, gaps);
  const own = platform === 'windows' ? { system: 'Windows' } : present(linuxState(told));
  const state = { form: 'collection' as const, collector, ...own };
  return { machine: { tree: told, collected, now: timesOf(tree, now).latest, platform, state }, tree, gaps };
}

function checkedFolder(root: string): string {
  const stats = statSync(rawPath(root), { throwIfNoEntry: false });
  if (stats?.isDirectory()) return root;
  if (stats?.isFile() && /\.(?:zip|7z|tar|tgz|tar\.(?:gz|zst|xz|bz2))$/i.test(root))
    throw new MachineTrouble(`--root ${root}: it is an archive; unpack it, and name the folder that comes out of it`);
  const what = stats === undefined ? 'there is no such folder' : 'it is no folder';
  throw new MachineTrouble(`--root ${root}: ${what}; name a mounted disk or the folder that a collector filled`);
}

function platformOf(tree: DiskTree): Pick<Machine, 'platform' | 'state'> {
  const isWindows = tree.list('/').some(({ name }) => /^windows$/i.test(name));
  if (isWindows) return { platform: 'windows', state: { form: 'disk', system: 'Windows' } };
  return { platform: 'linux', state: { form: 'disk', ...present(linuxState(tree)) } };
}
