/** Files and folders, without following symbolic links and without ever waiting on a pipe or a device. */
import { statfsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { GapCode } from '../model/gap.ts';
import { type Entry, entriesOf } from './entries.ts';
import { rawPath } from './path.ts';
import { reason } from './reason.ts';

/** A file to examine, or a path that could not be looked at. */
export type Gathered =
  | { readonly path: string; readonly size?: number }
  | { readonly path: string; readonly gap: GapCode; readonly what: string };

const special = { gap: 'special-file', what: 'not a regular file: skipped' } as const;

/**
 * Every regular file below the paths once, in a fixed order. Only the paths themselves may be symbolic links. A path
 * that lies below another is taken where it is named.
 */
export function* walk(paths: readonly string[]): Generator<Gathered> {
  const named = new Map(paths.map((path) => [resolve(path), path]));
  const isNamed = named.size > 1 ? (path: string) => named.has(resolve(path)) : () => false;
  for (const path of named.values()) {
    let stats: ReturnType<typeof statSync>;
    try {
      stats = statSync(rawPath(path));
    } catch (error) {
      yield { path, ...reason(error) };
      continue;
    }
    if (stats?.isDirectory()) yield* walkFolder(path, isNamed);
    else if (stats?.isFile()) yield { path, size: stats.size };
    else yield { path, ...special };
  }
}

function* walkFolder(top: string, isNamed: (path: string) => boolean): Generator<Gathered> {
  const open = [top];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (isKernelView(folder, folder === top)) {
      yield { path: folder, gap: 'not-supported', what: 'the kernel’s own view, no files: skipped' };
      continue;
    }
    let entries: Entry[];
    try {
      entries = entriesOf(folder);
    } catch (error) {
      yield { path: folder, ...reason(error) };
      continue;
    }
    const folders: string[] = [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (isNamed(path)) continue;
      if (entry.kind === 'file') yield { path };
      else if (entry.kind === 'folder') folders.push(path);
      else if (entry.kind === 'special' && !isDevices(folder)) yield { path, ...special };
    }
    for (let i = folders.length - 1; i >= 0; i--) open.push(folders[i] ?? '');
  }
}

/** Magic numbers of statfs(2): proc and sysfs. `davylamp host` is the way to look at them. */
const kernelViews = new Set([0x9fa0, 0x62656572]);

/** Asked of what the user named, and of folders that are called so, wherever they are mounted. */
export function isKernelView(folder: string, named: boolean): boolean {
  if (!named && !['proc', 'sys'].includes(basename(folder))) return false;
  try {
    return kernelViews.has(statfsSync(rawPath(folder)).type);
  } catch {
    return false;
  }
}

/** Devices are no gap where they belong; files among them, as in /dev/shm, are suspicious, if anything. */
function isDevices(folder: string): boolean {
  return resolve(folder) === '/dev' || resolve(folder).startsWith('/dev/');
}
