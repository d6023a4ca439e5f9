/** Files, read without ever waiting on a pipe or a device. */
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { rawPath } from './path.ts';

const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Bytes of a file; 0 where it can't be asked. */
export function sizeOf(path: string): number {
  return statSync(rawPath(path), { throwIfNoEntry: false })?.size ?? 0;
}

/** When a file was changed last, in milliseconds since 1970; undefined where it can't be asked. */
export function modifiedOf(path: string): number | undefined {
  return statSync(rawPath(path), { throwIfNoEntry: false })?.mtimeMs;
}

/** An open file, read from the front. */
export interface OpenFile {
  /** Bytes, or undefined where it is no regular file (any more). */
  size(): number | undefined;
  read(target: Uint8Array): number;
  rewind(): void;
  /** For a thread that reads the same file. */
  readonly descriptor: number;
  /** Bytes that its hash is of: as long as it is now, or as far as it was read. */
  end(): number;
  /** Of the whole file as long as it is now, read or not; undefined where `stop` said so on the way. */
  sha256(stop?: () => boolean): string | undefined;
  close(): void;
}

/** Opens a file; throws Node's error where it can't. */
export function openFile(path: string): OpenFile {
  const descriptor = openSync(rawPath(path), openFlags);
  let position = 0;
  let furthest = 0;
  const size = (): number | undefined => {
    const stats = fstatSync(descriptor);
    return stats.isFile() ? stats.size : undefined;
  };
  // A file that grows as fast as it is read must not be read for ever; /proc says that all its files are empty.
  const end = (): number => Math.max(size() ?? 0, furthest);
  return {
    descriptor,
    size,
    end,
    read(target) {
      const count = readSync(descriptor, target, 0, target.length, position);
      position += count;
      furthest = Math.max(furthest, position);
      return count;
    },
    rewind() {
      position = 0;
    },
    sha256: (stop = () => false) => hashFile(descriptor, end(), stop),
    close() {
      closeSync(descriptor);
    },
  };
}

/** SHA-256 of a file's first `end` bytes, lower-case hex; undefined where `stop` said so on the way. */
export function hashFile(descriptor: number, end: number, stop: () => boolean): string | undefined {
  const hash = createHash('sha256');
  const buffer = new Uint8Array(1024 * 1024);
  for (let at = 0, count = 1; count > 0 && at < end; at += count) {
    count = readSync(descriptor, buffer, 0, Math.min(buffer.length, end - at), at);
    hash.update(buffer.subarray(0, count));
    if (stop()) return undefined;
  }
  return hash.digest('hex');
}

/** Fills the target from `at` on; returns the bytes read, fewer only at the file's end. */
export function readAt(descriptor: number, at: number, target: Uint8Array): number {
  let filled = 0;
  for (let count = 1; count > 0 && filled < target.length; filled += count)
    count = readSync(descriptor, target, filled, target.length - filled, at + filled);
  return filled;
}
