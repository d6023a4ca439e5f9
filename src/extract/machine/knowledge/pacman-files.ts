/**
 * The packages of Arch Linux, Manjaro and their relatives: who brought which file, and what it should hold.
 * Source: pacman(8), codec/pacman. What a package's files should hold is read when it is asked for: most is never.
 * Does not see: a database elsewhere than in /var/lib/pacman (`DBPath`). Where a package's list cannot be read, it is not
 * known what its files should hold.
 */
import { hexToBytes } from '@noble/hashes/utils.js';
import { readDescription, readFiles } from '../../../codec/pacman/description.ts';
import { readMtree, unpackMtree } from '../../../codec/pacman/mtree.ts';
import type { MachineMiss, MachineTree } from '../../../model/machine-units.ts';
import { CompactDatabase } from './compact-database.ts';
import { leftOut } from './folder-files.ts';
import type { ExpectedContent, InstalledPackage, PackageDatabase, ReadDatabase } from './package-database.ts';

const folder = '/var/lib/pacman/local';
const mostBytes = 64 * 1024 * 1024;
const mostPackages = 20_000;

export function readPacman(tree: MachineTree): ReadDatabase {
  const places = tree.list(folder).filter(({ kind }) => kind === 'folder');
  if (places.length === 0) return { misses: [] };
  const database = new PacmanDatabase(tree);
  for (const { name } of places.slice(0, mostPackages)) database.read(`${folder}/${name}`);
  return {
    database,
    misses: [...leftOut(places.length - mostPackages, 'packages are not read', folder), ...database.misses],
  };
}

class PacmanDatabase implements PackageDatabase {
  readonly manager = 'pacman';
  /** Both are in use: the list of a package says which. */
  readonly algorithms = ['sha256', 'md5'] as const;
  readonly #tree: MachineTree;
  readonly #files = new CompactDatabase('pacman');
  readonly #configurations = new Set<string>();
  /** Where the lists stand that were not read yet. */
  readonly #unread = new Map<InstalledPackage, string>();
  #damaged = 0;

  constructor(tree: MachineTree) {
    this.#tree = tree;
  }

  /** What pacman keeps of one package. */
  read(place: string): void {
    const known = readDescription(this.#tree.text(`${place}/desc`, mostBytes) ?? '');
    const files = known && this.#tree.text(`${place}/files`, mostBytes);
    if (files === undefined) this.#damaged++;
    if (!known || files === undefined) return;
    const { name, version, installed } = known;
    const added: InstalledPackage = {
      manager: 'pacman',
      package: name,
      version,
      ...(installed !== undefined && { installed: installed * 1000 }),
    };
    this.#files.addPackage(added);
    this.#unread.set(added, `${place}/mtree`);
    const { paths, configurations } = readFiles(files);
    for (const path of paths) this.#files.addFile(path);
    for (const path of configurations) this.#configurations.add(path);
  }

  get misses(): MachineMiss[] {
    const what = `of ${this.#damaged} packages it cannot be read what they brought`;
    const damaged: MachineMiss[] = this.#damaged > 0 ? [{ gap: { code: 'malformed', what, path: folder } }] : [];
    return [...damaged, ...this.#files.missesAt(folder)];
  }

  get packages(): number {
    return this.#files.packages;
  }

  get paths(): number {
    return this.#files.paths;
  }

  ownerOf(path: string): InstalledPackage | undefined {
    return this.#files.ownerOf(path);
  }

  expectedOf(path: string): ExpectedContent | undefined {
    const owner = this.#files.ownerOf(path);
    const list = owner && this.#unread.get(owner);
    if (owner && list !== undefined) {
      this.#unread.delete(owner);
      this.#readList(owner, list);
    }
    return this.#files.expectedOf(path);
  }

  #readList(owner: InstalledPackage, list: string): void {
    const packed = this.#tree.read(list, mostBytes);
    const unpacked = packed?.whole ? unpackMtree(packed.bytes, mostBytes) : undefined;
    if (unpacked?.status !== 'ok') return;
    for (const { path, algorithm, digest } of readMtree(new TextDecoder().decode(unpacked.value))) {
      const configuration = this.#configurations.has(path);
      // Another package may have brought the file since.
      if (this.#files.ownerOf(path) === owner)
        this.#files.keepDigest(path, { algorithm, bytes: hexToBytes(digest), configuration });
    }
  }
}
