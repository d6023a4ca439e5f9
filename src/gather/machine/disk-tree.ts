/**
 * A machine's files below a folder of this disk; `/` is the machine that runs. Symbolic links are followed as the
 * machine itself would follow them: from its own root, and never out of it. Nothing waits on a pipe or a device.
 */
import { constants, lstatSync, readlinkSync, statSync } from 'node:fs';
import type { FileState, MachineTree, TreeEntry } from '../../model/machine-units.ts';
import { entriesOf } from '../entries.ts';
import { pathText, rawPath } from '../path.ts';
import { fillFrom, isLinkAt, ofFile, readHead, stateOf } from './disk-file.ts';
import { foreignFolders } from './foreign-folders.ts';
import { aboveOf, isMagicLink, topOf } from './proc-links.ts';
import type { TreeGaps } from './tree-gaps.ts';

const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
/** Links are followed here and nowhere else: what became one meanwhile is not opened. */
const stay = constants.O_NOFOLLOW ?? 0;
const readBytes = 1024 * 1024;
/** On the way to one file, as the kernel has it: links within links would be followed without end. */
const mostLinks = 40;
/** PATH_MAX: the system takes no longer one. */
const longestPath = 4096;
/** Folders whose real place is remembered. */
const mostFolders = 200_000;

export class DiskTree implements MachineTree {
  /** Without a slash at its end: empty for the machine that runs. */
  readonly #root: string;
  readonly #gaps: TreeGaps;
  /** Real paths of folders within the tree, by the paths that were asked for. */
  readonly #folders = new Map<string, string | undefined>([['/', '/']]);
  /** Real paths that are folders and no links. */
  readonly #plain = new Set<string>();
  readonly #copied: boolean;
  /** Names of folders at its top that are none of its own. */
  readonly foreign: ReadonlySet<string>;

  /**
   * @param root a folder of this disk
   * @param copied its files were copied there: when their inodes were changed or born says nothing of the machine
   */
  constructor(root: string, gaps: TreeGaps, copied: boolean = false) {
    this.#root = root.replace(/\/+$/, '');
    this.#gaps = gaps;
    this.#copied = copied;
    this.foreign = foreignFolders(this.#root);
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
    return place === undefined ? undefined : this.#state(place, this.#isMagic(place) ? statSync : lstatSync);
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

  fill(path: string, at: number, into: Uint8Array): number | undefined {
    const place = this.real(path);
    const read = (descriptor: number): number => fillFrom(descriptor, at, into);
    return place === undefined
      ? undefined
      : this.#asked(path, () => ofFile(this.onDisk(place), openFlags | stay, read));
  }

  target(path: string): string | undefined {
    const place = this.#place(path);
    const isLink = place !== undefined && this.#asked(path, () => isLinkAt(this.onDisk(place)));
    return isLink ? this.#asked(path, () => this.#link(place)) : undefined;
  }

  real(path: string): string | undefined {
    const { folder, name } = split(path);
    const above = this.#folder(folder);
    return above === undefined || name === '' ? above : this.#go(above, [name]);
  }

  /** Where on this disk a file stands that may be opened: a pipe or a device must not be. */
  fileOnDisk(path: string): string | undefined {
    const place = this.real(path);
    if (place === undefined) return undefined;
    const isFile = this.#asked(path, () => statSync(rawPath(this.onDisk(place))).isFile());
    return isFile ? this.onDisk(place) : undefined;
  }

  /** The path without links but for its last part. */
  #place(path: string): string | undefined {
    const { folder, name } = split(path);
    const above = this.#folder(folder);
    if (above === undefined || name === '') return above;
    return name === '..' ? aboveOf(above) : joined(above, name);
  }

  /** The real path of a folder. Many files stand in each, so that it is remembered. */
  #folder(path: string): string | undefined {
    if (this.#folders.has(path)) return this.#folders.get(path);
    const real = path.length > longestPath ? undefined : this.#go('/', partsOf(path));
    if (this.#folders.size < mostFolders) this.#folders.set(path, real);
    return real;
  }

  /** From a real folder on, part by part as the system goes: `..` is taken after the links before it were followed. */
  #go(from: string, parts: readonly string[]): string | undefined {
    const rest = [...parts].reverse();
    let at: string | undefined = from;
    let links = mostLinks;
    for (let part = rest.pop(); part !== undefined && at !== undefined; part = rest.pop()) {
      if (part === '..') {
        at = aboveOf(at);
        continue;
      }
      if (at === '/' && this.foreign.has(part)) return undefined;
      const place: string = joined(at, part);
      const target = this.#plain.has(place) ? '' : this.#leadsTo(place);
      if (target === undefined) return undefined;
      if (target === '') {
        at = place;
        continue;
      }
      if (links-- === 0) return undefined;
      if (target.startsWith('/')) at = topOf(place);
      rest.push(...partsOf(target).reverse());
    }
    return at;
  }

  /** What a link says; empty where it is none, undefined where nothing is there. */
  #leadsTo(place: string): string | undefined {
    let state: FileState | undefined;
    try {
      state = stateOf(this.onDisk(place));
      if (state?.kind === 'link' && !this.#isMagic(place)) return this.#link(place);
    } catch {
      // What cannot be asked is asked again by whoever wants its bytes, and becomes a gap there.
      return '';
    }
    if (state?.kind === 'folder' && this.#plain.size < mostFolders) this.#plain.add(place);
    return state === undefined ? undefined : '';
  }

  /** `/proc/7/exe` of a machine that runs leads to a file that may have no name any more: it is opened as it is. */
  #isMagic(place: string): boolean {
    return this.#root === '' && isMagicLink(place);
  }

  #head(place: string, most: number): { bytes: Uint8Array; whole: boolean } | undefined {
    return readHead(this.onDisk(place), this.#isMagic(place) ? openFlags : openFlags | stay, most);
  }

  #link(place: string): string {
    return pathText(readlinkSync(rawPath(this.onDisk(place)), { encoding: 'buffer' }));
  }

  #state(place: string, ask: typeof lstatSync = lstatSync): FileState | undefined {
    return this.#asked(place, () => stateOf(this.onDisk(place), this.#copied, ask));
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

function joined(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** The folder, and the last part that is neither empty nor a dot. */
function split(path: string): { folder: string; name: string } {
  const isPlain = path.startsWith('/') && !path.endsWith('/') && !path.includes('/.') && !path.includes('//');
  const plain = isPlain ? path : `/${partsOf(path).join('/')}`;
  const at = plain.lastIndexOf('/');
  return { folder: at <= 0 ? '/' : plain.slice(0, at), name: plain.slice(at + 1) };
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
