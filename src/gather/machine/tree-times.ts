/** What the times of a tree's files say of it as a whole: when its machine wrote last, and whether it is a copy. */
import type { FileState, MachineTree } from '../../model/machine-units.ts';

/** Folders that a machine writes to as long as it runs. */
const written = ['/var/log', '/var/log/journal', '/var/lib/dpkg', '/var/tmp', '/tmp', '/run', '/etc', '/root'];
/** Files looked at in each. */
const mostFiles = 500;
/** Fewer say nothing. */
const leastFiles = 5;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export interface TreeTimes {
  /** Milliseconds since 1970, never later than `now`: what is recent is recent as seen from then. */
  readonly latest: number;
  /** Its inodes were changed when it was copied, and say nothing of the machine. */
  readonly copied: boolean;
}

/** Folders are left out: whoever copies them seldom keeps their times. */
export function timesOf(tree: MachineTree, now: number): TreeTimes {
  const files = written.flatMap((folder) =>
    tree
      .list(folder)
      .slice(0, mostFiles)
      .flatMap(({ name, kind }) => (kind === 'file' ? (tree.stat(`${folder}/${name}`) ?? []) : [])),
  );
  const latest = Math.max(0, ...files.map(({ modified }) => modified).filter((time) => time <= now));
  return { latest: latest > 0 ? latest : now, copied: isCopied(files) };
}

/** On a machine's own disk inodes change as long as it runs; in a copy all of them did within the hour that it took. */
function isCopied(files: readonly FileState[]): boolean {
  if (files.length < leastFiles) return false;
  const changed = files.map((file) => file.changed ?? file.modified);
  const modified = files.map((file) => file.modified);
  return spread(changed) < hourMs && spread(modified) > dayMs;
}

function spread(times: readonly number[]): number {
  return Math.max(...times) - Math.min(...times);
}
