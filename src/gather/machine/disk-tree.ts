/**
 * A machine's files below a folder of this disk; `/` is the machine that runs. Symbolic links are followed as the
 * machine itself would follow them: from its own root, and never out of it. Nothing waits on a pipe or a device.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import type { FileState, MachineTree, TreeEntry } from '../../model/machine-units.ts';
import { entriesOf, kindOf } from '../entries.ts';
import { pathText, rawPath } from '../path.ts';
import type { TreeGaps } from './tree-gaps.ts';

const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
/** Links are followed here and nowhere else: what became one meanwhile is not opened. */
const stay = constants.O_NOFOLLOW ?? 0;
const readBytes = 1024 * 1024;
/** As the kernel has it. */
const mostLinks = 40;
/** Folders whose real place is remembered. */
const mostFolders = 200_000;
const permissionBits = 0o7777;

export class DiskTree implements MachineTree {
  /** Without a slash at its end: empty for the machine that runs. */
  readonly #root: string;
  readonly #gaps: TreeGaps;
  /** Real paths of folders within the tree, by the paths that were asked for. */
  readonly #folders = new Map<string, string | undefined>([['/', '/']]);

  readonly #copied: boolean;

  /**
   * @param root a folder of this disk
   * @param copied its files were copied there: when their inodes were changed or born says nothing of the machine
   */
  constructor(root: string, gaps: TreeGaps, copied: boolean = false) {
    this.#root = root.replace(/\/+$/, '');
    this.#gaps = gaps;
    this.#copied = copied;
  }

  /** Where on this disk a path without links stands. */
  onDisk(real: string): string {
    return this.#root + real;
  }

  stat(path: string): FileState | undefined {
    const place = this.#place(path);
    return place === undefined ? undefined : this.#state(place);
  }

  follow(path: string): FileState | undefined {
    const place = this.real(path);
    return place === undefined ? undefined : this.#state(place);
  }

  list(path: string): readonly TreeEntry[] {
    const place = this.real(path);
    if (place === undefined) return [];
    return this.#asked(path, () => entriesOf(this.onDisk(place))) ?? [];
  }

  read(path: string, most: number = readBytes): { readonly bytes: Uint8Array; readonly whole: boolean } | undefined {
    const place = this.real(path);
    return place === undefined ? undefined : this.#asked(path, () => this.#head(place, most));
  }

  text(path: string, most?: number): string | undefined {
    const read = this.read(path, most);
    if (read === undefined) return undefined;
    if (!read.whole) this.#gaps.add(path, { gap: 'limit-bytes', what: 'only its beginning was read: it is too long' });
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes);
  }

  target(path: string): string | undefined {
    const place = this.#place(path);
    const isLink = place !== undefined && this.#asked(path, () => isLinkAt(this.onDisk(place)));
    return isLink ? this.#asked(path, () => this.#link(place)) : undefined;
  }

  real(path: string): string | undefined {
    return this.#real(path, mostLinks);
  }

  #real(path: string, left: number): string | undefined {
    const { folder, name } = split(path);
    const above = this.#folder(folder, left);
    if (above === undefined || name === '') return above;
    return this.#step(above, name, left);
  }

  /** The path without links but for its last part. */
  #place(path: string): string | undefined {
    const { folder, name } = split(path);
    const above = this.#folder(folder, mostLinks);
    return above === undefined ? undefined : joined(above, name);
  }

  /** The real path of a folder. Many files stand in each, so that it is remembered. */
  #folder(path: string, left: number): string | undefined {
    if (this.#folders.has(path)) return this.#folders.get(path);
    const real = this.#real(path, left);
    // Where too many links were followed on the way here, another way may still lead to it.
    if (left === mostLinks && this.#folders.size < mostFolders) this.#folders.set(path, real);
    return real;
  }

  /** Where a name within a real folder leads. */
  #step(above: string, name: string, left: number): string | undefined {
    const place = joined(above, name);
    let state: FileState | undefined;
    try {
      state = stateOf(this.onDisk(place));
    } catch {
      // What cannot be asked is asked again by whoever wants its bytes, and becomes a gap there.
      return place;
    }
    if (state === undefined) return undefined;
    if (state.kind !== 'link' || isOfKernel(place, this.#root)) return place;
    if (left === 0) return undefined;
    const target = this.#link(place);
    return this.#real(target.startsWith('/') ? target : `${above}/${target}`, left - 1);
  }

  #head(place: string, most: number): { bytes: Uint8Array; whole: boolean } | undefined {
    return readHead(this.onDisk(place), isOfKernel(place, this.#root) ? openFlags : openFlags | stay, most);
  }

  #link(place: string): string {
    return pathText(readlinkSync(rawPath(this.onDisk(place)), { encoding: 'buffer' }));
  }

  #state(place: string): FileState | undefined {
    return this.#asked(place, () => stateOf(this.onDisk(place), this.#copied));
  }

  /** What is not there is nothing; what cannot be had is a gap. */
  #asked<T>(path: string, ask: () => T | undefined): T | undefined {
    try {
      return ask();
    } catch (error) {
      this.#gaps.failed(path, error);
      return undefined;
    }
  }
}

/** `/proc/7/exe` of a machine that runs leads to a file that may have no name any more: it is opened as it is. */
function isOfKernel(place: string, root: string): boolean {
  return root === '' && place.startsWith('/proc/');
}

function joined(folder: string, name: string): string {
  if (name === '') return folder;
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** The folder, and the last part that is neither empty nor a dot; `..` are taken away beforehand. */
function split(path: string): { folder: string; name: string } {
  const plain = path.endsWith('/') || path.includes('/.') || path.includes('//') ? normal(path) : path;
  const at = plain.lastIndexOf('/');
  return { folder: at <= 0 ? '/' : plain.slice(0, at), name: plain.slice(at + 1) };
}

/**
 * Without `.`, `..` and doubled slashes. The system takes `..` after it followed what is before it; here it is taken as
 * it is written, which stays within the tree in any case.
 */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return `/${parts.join('/')}`;
}

function isLinkAt(path: string): boolean {
  return lstatSync(rawPath(path), { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function stateOf(path: string, copied: boolean = false): FileState | undefined {
  const stats = lstatSync(rawPath(path), { throwIfNoEntry: false });
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

function readHead(path: string, flags: number, most: number): { bytes: Uint8Array; whole: boolean } | undefined {
  const descriptor = openSync(rawPath(path), flags);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return undefined;
    // The kernel's own files say that they are empty, and come in pieces of their liking.
    const sized = stats.size > 0;
    const target = new Uint8Array(sized ? Math.min(stats.size, most) + 1 : Math.min(most, 4096) + 1);
    return readOn(descriptor, target, most);
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
