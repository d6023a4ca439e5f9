/**
 * Where a file went that was rotated: under which name its rest stands by now, and which files came after it.
 * Names that are known: `x.1`, `x.2.gz`, `x-20261123`, `x.2026-11-23.gz` beside it (logrotate, newsyslog), and Zeek's
 * archive, `../2026-11-23/conn.10:00:00-11:00:00.log.gz`. Only gzip is opened.
 */
import { readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Mark } from '../../model/watch-state.ts';
import { fits, headOf, isGzip, unpackedHeadOf } from './fingerprint.ts';
import { statusOf } from './status.ts';

/** Names looked at. */
const mostCandidates = 512;
/** Of those, looked into. */
const mostOpened = 128;

/** Compressed in a way that is not opened here. */
const otherPacking = /\.(?:xz|zst|bz2|lz4|zip|7z)$/;

export function isPackedOtherwise(path: string): boolean {
  return otherPacking.test(path);
}

export interface Rotated {
  readonly path: string;
  readonly packed: boolean;
  /** Milliseconds since 1970; a file keeps it when it is renamed or compressed. */
  readonly modified: number;
}

export interface Whereabouts {
  /** The file itself, under the name that it has by now. */
  readonly itself?: Rotated;
  /** What was rotated after it, oldest first. */
  readonly later: readonly Rotated[];
}

/** Looks for the file of a mark that is no longer what stands at its path. */
export async function whereabouts(mark: Mark): Promise<Whereabouts> {
  const candidates = candidatesOf(mark.path);
  let itself: Rotated | undefined;
  for (const { device, inode, ...candidate } of candidates.slice(0, mostOpened)) {
    const same = device === mark.device && inode === mark.inode;
    const plain = headOf(candidate.path);
    const packed = isGzip(plain);
    const isIt = fits(packed ? await unpackedHeadOf(candidate.path) : plain, mark.fingerprint);
    // Of a file that was empty there is no fingerprint: then its inode must do.
    if (!isIt && !(same && mark.fingerprint.bytes === 0)) continue;
    itself = { ...candidate, packed };
    if (same) break; // a copy may begin alike
  }
  return itself ? { itself, later: after(candidates, itself.modified, itself.path) } : { later: [] };
}

/** What was rotated after a time: files that came and went while nobody looked. */
export function rotatedAfter(path: string, modified: number, except: ReadonlySet<string>): Rotated[] {
  return candidatesOf(path)
    .filter((candidate) => candidate.modified > modified && !except.has(`${candidate.device} ${candidate.inode}`))
    .sort((a, b) => a.modified - b.modified)
    .map((candidate) => ({
      path: candidate.path,
      modified: candidate.modified,
      packed: isGzip(headOf(candidate.path)),
    }));
}

interface Candidate extends Omit<Rotated, 'packed'> {
  readonly device: string;
  readonly inode: string;
}

function after(candidates: readonly Candidate[], modified: number, except: string): Rotated[] {
  return candidates
    .filter((candidate) => candidate.modified > modified && candidate.path !== except)
    .sort((a, b) => a.modified - b.modified)
    .map(({ path, modified: time }) => ({ path, modified: time, packed: isGzip(headOf(path)) }));
}

/** Newest first. */
function candidatesOf(path: string): Candidate[] {
  const folder = dirname(path);
  const base = basename(path);
  const stem = basename(path, extname(path));
  const found = namesIn(folder)
    .filter((name) => name !== base && (isRotated(name, base) || isRotated(name, stem)))
    .map((name) => join(folder, name));
  for (const day of namesIn(dirname(folder))
    .filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name))
    .sort()
    .slice(-2)) {
    const archive = join(dirname(folder), day);
    for (const name of namesIn(archive)) if (isRotated(name, stem)) found.push(join(archive, name));
  }
  return found
    .slice(0, mostCandidates)
    .flatMap((candidate) => statOf(candidate))
    .sort((a, b) => b.modified - a.modified);
}

/** A number or a date follows the name. */
export function isRotated(name: string, base: string): boolean {
  return name.startsWith(base) && /^[._-]\d/.test(name.slice(base.length));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not there, or not ours to see: then nothing of it is known
  }
}

function statOf(path: string): Candidate[] {
  const stats = statusOf(path);
  if (!stats?.isFile()) return [];
  return [
    { path, device: String(stats.dev), inode: String(stats.ino), modified: Number(stats.mtimeNs / 1_000n) / 1_000 },
  ];
}
