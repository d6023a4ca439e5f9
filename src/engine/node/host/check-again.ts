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
  const sha256 = state.size > mostBytes ? undefined : sha256Of(tree, path);
  const text = lines.length > 0 ? tree.read(path, mostOfLines)?.bytes : undefined;
  if (sha256 === 'unreadable' || (lines.length > 0 && text === undefined)) return { state: 'unreadable', ...times };
  const there = new Set(text === undefined ? [] : new TextDecoder().decode(text).split('\n'));
  return {
    state: 'there',
    ...times,
    ...(sha256 !== undefined && { sha256 }),
    ...(lines.length > 0 && { lines: lines.filter((line) => there.has(line)) }),
  };
}

/** Piece by piece: a log that the miner wrote may be large. */
function sha256Of(tree: MachineTree, path: string): string {
  const hash = createHash('sha256');
  const piece = new Uint8Array(pieceBytes);
  for (let at = 0; at <= mostBytes; at += pieceBytes) {
    const filled = tree.fill(path, at, piece);
    if (filled === undefined) return 'unreadable';
    hash.update(piece.subarray(0, filled));
    if (filled < pieceBytes) return hash.digest('hex');
  }
  // It grew meanwhile, beyond what is hashed.
  return 'unreadable';
}
