/**
 * One file of this disk, its state and its bytes. Nothing waits on a pipe or a device; whether links are followed is for
 * the caller to say.
 */
import { closeSync, fstatSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import type { FileState } from '../../model/machine-units.ts';
import { kindOf } from '../entries.ts';
import { rawPath } from '../path.ts';

const permissionBits = 0o7777;

export function isLinkAt(path: string): boolean {
  return lstatSync(rawPath(path), { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

export function stateOf(
  path: string,
  copied: boolean = false,
  ask: typeof lstatSync = lstatSync,
): FileState | undefined {
  const stats = ask(rawPath(path), { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  return {
    kind: kindOf(stats),
    size: stats.size,
    mode: stats.mode & permissionBits,
    uid: stats.uid,
    gid: stats.gid,
    modified: stats.mtimeMs,
    ...(!copied && { changed: stats.ctimeMs }),
    // Zero where the file system does not keep it.
    ...(!copied && stats.birthtimeMs > 0 && { born: stats.birthtimeMs }),
  };
}

/** @param most bytes that are read */
export function readHead(path: string, flags: number, most: number): { bytes: Uint8Array; whole: boolean } | undefined {
  return ofFile(path, flags, (descriptor, size) => {
    // The kernel's own files say that they are empty, and come in pieces of their liking.
    const target = new Uint8Array(size > 0 ? Math.min(size, most) + 1 : Math.min(most, 4096) + 1);
    return readOn(descriptor, target, most);
  });
}

/** What is no plain file is undefined; others are open while they are used. */
export function ofFile<T>(path: string, flags: number, use: (descriptor: number, size: number) => T): T | undefined {
  // Before it is opened: opening a device may set something going.
  if (!statSync(rawPath(path)).isFile()) return undefined;
  const descriptor = openSync(rawPath(path), flags);
  try {
    const stats = fstatSync(descriptor);
    return stats.isFile() ? use(descriptor, stats.size) : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** Fills and grows the target until the file ends or one byte more than `most` is there. */
function readOn(descriptor: number, first: Uint8Array, most: number): { bytes: Uint8Array; whole: boolean } {
  let target = first;
  let filled = 0;
  for (;;) {
    if (filled === target.length) {
      if (filled > most) break;
      const larger = new Uint8Array(Math.min(most + 1, 4 * target.length));
      larger.set(target);
      target = larger;
    }
    const count = readSync(descriptor, target, filled, target.length - filled, filled);
    if (count === 0) break;
    filled += count;
  }
  return { bytes: target.subarray(0, Math.min(filled, most)), whole: filled <= most };
}

/** How many bytes there were. */
export function fillFrom(descriptor: number, at: number, into: Uint8Array): number {
  let filled = 0;
  while (filled < into.length) {
    const count = readSync(descriptor, into, filled, into.length - filled, at + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}
