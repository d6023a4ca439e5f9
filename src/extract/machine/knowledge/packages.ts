/**
 * Which package of the system brought a file, and whether it is still what the package brought. Read when it is asked for
 * first; contents are hashed only where somebody asks for the state, once a file.
 * What a package database says is only as good as the machine: whoever has root can change it as well.
 */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Machine, MachineMiss, MachineTree } from '../../../model/machine-units.ts';
import { readApk } from './apk-files.ts';
import { readDpkg } from './dpkg-files.ts';
import type { ExpectedContent, InstalledPackage, PackageDatabase } from './package-database.ts';
import { readPacman } from './pacman-files.ts';
import { isPrelinked } from './prelinked.ts';
import { readRpm } from './rpm-files.ts';

/** `unknown`: no database could be read, or it does not say what the file should hold. */
type PackagedState = 'yes' | 'changed' | 'no' | 'unknown';

export interface Packages {
  /** Databases that could be read; none where all is `unknown`. */
  readonly databases: readonly PackageDatabase[];
  /** What could not be read of them. Told by the probe `system-files`. */
  readonly misses: readonly MachineMiss[];
  /** Whose file it is, and in what state. Hashes the file. */
  owner(path: string): (InstalledPackage & { readonly state: Exclude<PackagedState, 'no'> }) | undefined;
  /** Whose file it is. Hashes nothing. */
  ownedBy(path: string): InstalledPackage | undefined;
  /** Hashes the file. */
  stateOf(path: string): PackagedState;
  /**
   * What the file should hold and holds; undefined where its package does not say, nothing stands there, or prelink
   * wrote.
   */
  compare(path: string): Comparison | undefined;
  /** What a file of that very path should hold, whether or not it stands there. Hashes nothing. */
  expected(path: string): ExpectedContent | undefined;
  /** The file's digests by every algorithm that a database uses, hexadecimal. Hashes the file. */
  digestsOf(path: string): readonly string[];
}

interface Comparison extends ExpectedContent {
  readonly found: string;
}

const known = new WeakMap<Machine, Packages>();

export function packagesOf(machine: Machine): Packages {
  const packages = known.get(machine) ?? new ReadPackages(machine.tree);
  known.set(machine, packages);
  return packages;
}

/** Larger files are not hashed. */
const mostBytes = 256 * 1024 * 1024;
const readers = [readDpkg, readApk, readRpm, readPacman];
const hashes: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = { md5, sha1, sha256, sha512 };
/** Folders that are links into /usr on merged systems, and of which packages name either form. */
const merged = /^(?:\/usr)?(\/(?:bin|sbin|lib|lib32|lib64|libx32)\/.*)$/s;
/** Where one is a link to the other as well (Arch Linux, Fedora since 42), packages name either. */
const programs = /^((?:\/usr)?\/)(s?)bin\//;

interface Found {
  readonly owner: InstalledPackage;
  readonly expected: () => ExpectedContent | undefined;
}

class ReadPackages implements Packages {
  readonly databases: readonly PackageDatabase[];
  readonly misses: readonly MachineMiss[];
  readonly #tree: MachineTree;
  readonly #mergedFolders = new Map<string, boolean>();
  readonly #compared = new Map<string, Comparison | undefined>();

  constructor(tree: MachineTree) {
    this.#tree = tree;
    const read = readers.map((reader) => reader(tree));
    this.databases = read.flatMap(({ database }) => (database && database.paths > 0 ? [database] : []));
    this.misses = read.flatMap(({ misses }) => misses);
  }

  ownedBy(path: string): InstalledPackage | undefined {
    return (this.#findAs(path) ?? this.#find(path))?.owner;
  }

  owner(path: string): ReturnType<Packages['owner']> {
    const owner = this.ownedBy(path);
    const state = owner && this.stateOf(path);
    return owner && state && state !== 'no' ? { ...owner, state } : undefined;
  }

  stateOf(path: string): PackagedState {
    if (this.databases.length === 0) return 'unknown';
    if (!this.#find(path)) return 'no';
    const compared = this.compare(path);
    if (!compared) return 'unknown';
    return compared.found === compared.digest ? 'yes' : 'changed';
  }

  compare(path: string): Comparison | undefined {
    const place = this.#tree.real(path) ?? path;
    if (!this.#compared.has(place)) this.#compared.set(place, this.#compare(path, place));
    return this.#compared.get(place);
  }

  #compare(path: string, place: string): Comparison | undefined {
    const expected = this.#find(path)?.expected();
    const hash = expected && hashes[expected.algorithm];
    const state = hash && this.#tree.stat(place);
    if (!hash || state?.kind !== 'file' || state.size > mostBytes) return undefined;
    const read = this.#tree.read(place, mostBytes);
    if (!read?.whole) return undefined;
    const found = bytesToHex(hash(read.bytes));
    return found !== expected.digest && isPrelinked(this.#tree, read.bytes) ? undefined : { ...expected, found };
  }

  expected(path: string): ExpectedContent | undefined {
    return this.#findAs(path)?.expected();
  }

  digestsOf(path: string): readonly string[] {
    const read = this.#tree.read(path, mostBytes);
    if (!read?.whole) return [];
    const algorithms = new Set(this.databases.flatMap((database) => database.algorithms));
    return [...algorithms].flatMap((algorithm) => {
      const hash = hashes[algorithm];
      return hash ? [bytesToHex(hash(read.bytes))] : [];
    });
  }

  /** By the file that the path leads to; by the path itself where that one is nobody's. */
  #find(path: string): Found | undefined {
    const place = this.#tree.real(path);
    return (place === undefined ? undefined : this.#findAs(place)) ?? (place === path ? undefined : this.#findAs(path));
  }

  #findAs(path: string): Found | undefined {
    for (const form of this.#formsOf(path)) {
      for (const database of this.databases) {
        const owner = database.ownerOf(form);
        if (owner) return { owner, expected: () => database.expectedOf(form) };
      }
    }
    return undefined;
  }

  #formsOf(path: string): readonly string[] {
    const forms = this.#mergedFormsOf(path);
    if (!programs.test(path) || !this.#isMerged('/usr/sbin')) return forms;
    return [
      ...forms,
      ...forms.map((form) => form.replace(programs, (_, top, s) => `${top}${s === 's' ? '' : 's'}bin/`)),
    ];
  }

  #mergedFormsOf(path: string): readonly string[] {
    const [, below] = merged.exec(path) ?? [];
    if (below === undefined) return [path];
    const folder = below.slice(0, below.indexOf('/', 1));
    if (!this.#isMerged(folder)) return [path];
    return [path, below === path ? `/usr${below}` : below];
  }

  #isMerged(folder: string): boolean {
    const known = this.#mergedFolders.get(folder);
    if (known !== undefined) return known;
    const isLink = this.#tree.stat(folder)?.kind === 'link';
    this.#mergedFolders.set(folder, isLink);
    return isLink;
  }
}
