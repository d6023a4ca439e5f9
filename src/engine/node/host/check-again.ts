/** What stands now where an earlier report's items stood: looked at whether a probe would look there or not. */
import { createHash } from 'node:crypto';
import type { ReachItem } from '../../../model/answer.ts';
import type { EarlierReport, PlaceNow } from '../../../model/case.ts';
import type { Machine, MachineTree } from '../../../model/machine-units.ts';
import type { Report } from '../../../model/report.ts';

export interface EarlierFile {
  /** As the user named it. */
  readonly name: string;
  readonly report: Report;
}

/** Files above it are not hashed again. */
const mostBytes = 256 * 1024 * 1024;
const mostPlaces = 10_000;

export function checkAgain({ name, report }: EarlierFile, { tree }: Machine): EarlierReport {
  const items = report.answers.find(({ question }) => question === 'reach')?.items ?? [];
  const places = new Map<string, PlaceNow>();
  for (const [path, lines] of pathsOf(items)) places.set(path, placeNow(tree, path, lines));
  return { name, report, places };
}

/** Paths that items stand at or are removed from, with the lines that are theirs. */
function pathsOf(items: readonly ReachItem[]): [string, string[]][] {
  const paths = new Map<string, string[]>();
  for (const { place, removal } of items) {
    if (place.startsWith('/')) paths.set(place, paths.get(place) ?? []);
    for (const step of removal) {
      if (!('path' in step)) continue;
      const lines = paths.get(step.path) ?? [];
      paths.set(step.path, step.do === 'delete-line' ? [...lines, step.line] : lines);
    }
  }
  return [...paths].slice(0, mostPlaces);
}

function placeNow(tree: MachineTree, path: string, lines: readonly string[]): PlaceNow {
  const state = tree.stat(path);
  if (state === undefined) return { state: 'absent' };
  const { kind, modified, changed, born } = state;
  const times = { modified, ...(changed !== undefined && { changed }), ...(born !== undefined && { born }) };
  if (kind !== 'file') return { state: 'there', ...times };
  const read = tree.read(path, mostBytes);
  if (read === undefined) return { state: 'unreadable', ...times };
  const text = lines.length > 0 ? new Set(new TextDecoder().decode(read.bytes).split('\n')) : new Set();
  const standing = lines.filter((line) => text.has(line));
  return {
    state: 'there',
    ...times,
    ...(read.whole && { sha256: createHash('sha256').update(read.bytes).digest('hex') }),
    ...(lines.length > 0 && { lines: standing }),
  };
}
