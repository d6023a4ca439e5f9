/**
 * The packages of Debian, Ubuntu and their relatives: who brought which file, and what it should hold.
 * Source: dpkg(1); https://wiki.debian.org/UsrMerge. Images without dpkg (distroless) keep `status.d` in place of it.
 * Does not see: what a package's own scripts put down, which no list names.
 */
import { type Diversion, type DpkgPackage, digestIn, readDiversions, readStatus } from '../../../codec/dpkg/status.ts';
import type { MachineMiss, MachineTree } from '../../../model/machine-units.ts';
import type { ExpectedContent, InstalledPackage, PackageDatabase, ReadDatabase } from './package-database.ts';

const folder = '/var/lib/dpkg';
const infoFolder = `${folder}/info`;
const bareFolder = `${folder}/status.d`;
const mostBytes = 64 * 1024 * 1024;
const mostPackages = 20_000;
const mostPaths = 4_000_000;
const sumsKept = 64;

interface Listed extends InstalledPackage {
  /** Of its files in `info`: with its architecture where several may be installed. */
  readonly stem: string;
  readonly configurations: ReadonlyMap<string, string>;
}

export function readDpkg(tree: MachineTree): ReadDatabase {
  const bare = tree.list(bareFolder);
  if (bare.length > 0 && tree.stat(infoFolder) === undefined) return readBare(tree, bare.slice(0, mostPackages));
  const status = tree.text(`${folder}/status`, mostBytes);
  if (status === undefined) return { misses: [] };
  const packages = new Map(readStatus(status).map((one) => [one.name, one]));
  const database = new DpkgDatabase(tree, infoFolder, readDiversions(tree.text(`${folder}/diversions`) ?? ''));
  const lists = tree.list(infoFolder).filter(({ name }) => name.endsWith('.list'));
  for (const { name } of lists.slice(0, mostPackages)) {
    const stem = name.slice(0, -'.list'.length);
    const known = packages.get(stem) ?? packages.get(stem.split(':')[0] ?? '');
    const installed = tree.stat(`${infoFolder}/${name}`)?.modified;
    database.add(listed(stem, known, installed), tree.text(`${infoFolder}/${name}`, mostBytes) ?? '');
  }
  return { database, misses: database.isFull || lists.length > mostPackages ? [tooMany(infoFolder)] : [] };
}

function listed(stem: string, known: DpkgPackage | undefined, installed: number | undefined): Listed {
  const version = known?.version;
  return {
    manager: 'dpkg',
    package: stem.split(':')[0] ?? stem,
    stem,
    configurations: known?.configurations ?? new Map(),
    ...(version === undefined ? {} : { version }),
    ...(installed === undefined ? {} : { installed }),
  };
}

function readBare(tree: MachineTree, entries: readonly { readonly name: string }[]): ReadDatabase {
  const database = new DpkgDatabase(tree, bareFolder, []);
  for (const { name } of entries) {
    if (!name.endsWith('.md5sums')) continue;
    const stem = name.slice(0, -'.md5sums'.length);
    const [known] = readStatus(tree.text(`${bareFolder}/${stem}`) ?? '');
    const sums = tree.text(`${bareFolder}/${name}`, mostBytes) ?? '';
    database.add(listed(stem, known, undefined), sums.replace(/^[0-9a-f]{32} {2}/gm, '/'));
  }
  return { database, misses: [] };
}

function tooMany(path: string): MachineMiss {
  return { gap: { code: 'limit-count', what: 'more packages or files than are read', path } };
}

class DpkgDatabase implements PackageDatabase {
  readonly manager = 'dpkg';
  readonly algorithms = ['md5'] as const;
  readonly #tree: MachineTree;
  readonly #folder: string;
  readonly #diversions: ReadonlyMap<string, Diversion>;
  /** Where a diverted file stands → the path that its package lists. */
  readonly #listedAs = new Map<string, string>();
  readonly #packages: Listed[] = [];
  readonly #owners = new Map<string, number>();
  readonly #sums = new Map<string, string>();
  isFull = false;

  constructor(tree: MachineTree, folder: string, diversions: readonly Diversion[]) {
    this.#tree = tree;
    this.#folder = folder;
    this.#diversions = new Map(diversions.map((one) => [one.from, one]));
  }

  add(listed: Listed, list: string): void {
    const index = this.#packages.push(listed) - 1;
    for (const path of list.split('\n')) {
      if (this.#owners.size >= mostPaths) this.isFull = true;
      else if (path.length > 2) this.#owners.set(this.#placeOf(path, listed.package), index);
    }
  }

  #placeOf(path: string, of: string): string {
    const diversion = this.#diversions.get(path);
    if (!diversion || diversion.by === of) return path;
    this.#listedAs.set(diversion.to, path);
    return diversion.to;
  }

  get packages(): number {
    return this.#packages.length;
  }

  get paths(): number {
    return this.#owners.size;
  }

  #listedOf(path: string): Listed | undefined {
    const index = this.#owners.get(path);
    return index === undefined ? undefined : this.#packages[index];
  }

  ownerOf(path: string): InstalledPackage | undefined {
    return this.#listedOf(path);
  }

  expectedOf(path: string): ExpectedContent | undefined {
    const owner = this.#listedOf(path);
    if (!owner) return undefined;
    const listed = this.#listedAs.get(path) ?? path;
    const configuration = owner.configurations.get(listed);
    const digest = configuration ?? digestIn(this.#sumsOf(owner.stem), listed);
    if (digest === undefined) return undefined;
    return { algorithm: 'md5', digest, configuration: configuration !== undefined };
  }

  #sumsOf(stem: string): string {
    const known = this.#sums.get(stem);
    if (known !== undefined) return known;
    const [oldest] = this.#sums.keys();
    if (this.#sums.size >= sumsKept && oldest !== undefined) this.#sums.delete(oldest);
    const sums = this.#tree.text(`${this.#folder}/${stem}.md5sums`, mostBytes) ?? '';
    this.#sums.set(stem, sums);
    return sums;
  }
}
