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
/** Of a file whose lines are looked for: tables and scripts. */
const mostOfLines = 16 * 1024 * 1024;
const pieceBytes = 1024 * 1024;
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
  const hash = state.size > mostBytes ? {} : hashOf(tree, path);
  const standing = standingIn(tree, path, lines);
  if (hash === undefined || standing === undefined) return { state: 'unreadable', ...times };
  return { state: 'there', ...times, ...hash, ...(lines.length > 0 && { lines: standing }) };
}

/** Undefined where the file can't be read, or is longer than is read: what was not found may stand behind. */
function standingIn(tree: MachineTree, path: string, lines: readonly string[]): readonly string[] | undefined {
  if (lines.length === 0) return [];
  const read = tree.read(path, mostOfLines);
  if (read === undefined) return undefined;
  const there = new Set(new TextDecoder().decode(read.bytes).split('\n'));
  const standing = lines.filter((line) => there.has(line));
  return read.whole || standing.length === lines.length ? standing : undefined;
}

/** Piece by piece: a log that the miner wrote may be large. Undefined where it can't be read. */
function hashOf(tree: MachineTree, path: string): Pick<PlaceNow, 'sha256'> | undefined {
  const hash = createHash('sha256');
  const piece = new Uint8Array(pieceBytes);
  for (let at = 0; at <= mostBytes; at += pieceBytes) {
    const filled = tree.fill(path, at, piece);
    if (filled === undefined) return undefined;
    hash.update(piece.subarray(0, filled));
    if (filled < pieceBytes) return { sha256: hash.digest('hex') };
  }
  // It grew meanwhile, beyond what is hashed.
  return undefined;
}
