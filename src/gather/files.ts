/** Files and folders: walks without following symbolic links, reads without ever waiting on a pipe or a device. */
import { createHash } from 'node:crypto';
import { closeSync, constants, type Dirent, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GapCode } from '../model/gap.ts';

/** A file to examine, or a path that could not be looked at. */
export type Gathered =
  | { readonly path: string; readonly size?: number }
  | { readonly path: string; readonly gap: GapCode; readonly what: string };

/** Kernel views that look like folders; `davylamp host` is the way to look at them. */
const pseudoFolders = new Set(['/proc', '/sys', '/dev']);

const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Every regular file below the paths, in a fixed order; paths given by the user may be symbolic links. */
export function* walk(paths: readonly string[]): Generator<Gathered> {
  for (const path of paths) {
    let stats: ReturnType<typeof statSync>;
    try {
      stats = statSync(path);
    } catch (error) {
      yield { path, ...reason(error) };
      continue;
    }
    if (stats?.isDirectory()) yield* walkFolder(path);
    else if (stats?.isFile()) yield { path, size: stats.size };
    else yield { path, gap: 'special-file', what: 'not a regular file: skipped' };
  }
}

function* walkFolder(top: string): Generator<Gathered> {
  const open = [top];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (pseudoFolders.has(folder)) {
      yield { path: folder, gap: 'not-supported', what: 'the kernel’s own view, no files: skipped' };
      continue;
    }
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      yield { path: folder, ...reason(error) };
      continue;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const folders: string[] = [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isFile()) yield { path };
      else if (entry.isDirectory()) folders.push(path);
      else if (!entry.isSymbolicLink()) yield { path, gap: 'special-file', what: 'not a regular file: skipped' };
    }
    for (let i = folders.length - 1; i >= 0; i--) open.push(folders[i] ?? '');
  }
}

/** Bytes of a file; 0 where it can't be asked. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** An open file, read from the front. */
export interface OpenFile {
  read(target: Uint8Array): number;
  rewind(): void;
  sha256(): string;
  close(): void;
}

/** Opens a regular file; throws Node's error otherwise. */
export function openFile(path: string): OpenFile {
  const descriptor = openSync(path, openFlags);
  let position = 0;
  return {
    read(target) {
      const count = readSync(descriptor, target, 0, target.length, position);
      position += count;
      return count;
    },
    rewind() {
      position = 0;
    },
    sha256() {
      const hash = createHash('sha256');
      const buffer = new Uint8Array(1024 * 1024);
      for (let at = 0, count = 1; count > 0; at += count) {
        count = readSync(descriptor, buffer, 0, buffer.length, at);
        hash.update(buffer.subarray(0, count));
      }
      return hash.digest('hex');
    },
    close() {
      closeSync(descriptor);
    },
  };
}

/** Why a path could not be opened, in the words of a gap. */
export function reason(error: unknown): { gap: GapCode; what: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return { gap: 'not-found', what: 'no such file or folder' };
  if (code === 'EACCES' || code === 'EPERM') return { gap: 'no-permission', what: 'no permission to read it' };
  if (code === 'ENOTDIR') return { gap: 'not-found', what: 'a part of the path is not a folder' };
  if (code === 'ELOOP') return { gap: 'not-found', what: 'symbolic links in a circle' };
  if (code === 'ENAMETOOLONG') return { gap: 'not-found', what: 'the name is too long' };
  return { gap: 'read-error', what: `could not be read (${code || 'unknown error'})` };
}
