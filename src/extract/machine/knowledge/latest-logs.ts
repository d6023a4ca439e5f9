/** Of a machine's logs, which are read: the latest ones, as many as fit. */
import type { MachineTree, Told } from '../../../model/machine-units.ts';
import { leftOut } from './folder-files.ts';

export interface LogBounds {
  readonly files: number;
  readonly bytes: number;
  /** What is counted, for the report: `logs`. */
  readonly of: string;
  /** Where a gap is told. */
  readonly at: string;
}

interface LogFile {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

/** Has the latest of them examined; empty ones tell nothing. @param left more that the walk did not name */
export function* examineLatest(
  tree: MachineTree,
  paths: readonly string[],
  left: number,
  bounds: LogBounds,
): Iterable<Told<never>> {
  const all = byTime(tree, paths);
  const read = within(all, bounds);
  for (const { path } of read) yield { examine: path };
  yield { looked: { at: bounds.of, count: read.length } };
  if (read.length < all.length) yield oldOnes(all.length - read.length, bounds);
  yield* leftOut(left, `${bounds.of} are not looked at`, bounds.at);
}

function within(files: readonly LogFile[], bounds: LogBounds): readonly LogFile[] {
  let bytes = 0;
  const last = files.findIndex(({ size }, i) => {
    bytes += size;
    return i >= bounds.files || bytes > bounds.bytes;
  });
  return last < 0 ? files : files.slice(0, last);
}

function byTime(tree: MachineTree, paths: readonly string[]): LogFile[] {
  const files = paths.flatMap((path): LogFile[] => {
    const state = tree.stat(path);
    return state?.kind === 'file' && state.size > 0 ? [{ path, size: state.size, modified: state.modified }] : [];
  });
  return files.sort((a, b) => b.modified - a.modified || (a.path < b.path ? -1 : 1));
}

function oldOnes(count: number, { files, bytes, of, at }: LogBounds): Told<never> {
  const what = `${count} ${of}, the oldest ones, are left out: more than ${files} files or ${bytes / 1024 ** 3} GiB`;
  return { gap: { code: 'limit-count', what, path: at } };
}
