/**
 * Packages and their files as one table in little memory, for databases that must be read as a whole: a server has
 * 150,000 files, and a digest each.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import type { MachineMiss } from '../../../model/machine-units.ts';
import { ByteBlocks, NumberList } from './growing.ts';
import type { ExpectedContent, InstalledPackage, PackageDatabase, PackageManager } from './package-database.ts';
import { PathTable } from './path-table.ts';

const algorithms = ['md5', 'sha1', 'sha256'] as const;
const digestBytes: Readonly<Record<string, number>> = { md5: 16, sha1: 20, sha256: 32 };
const configurationBit = 8;
/** A file's package and the kind of its digest are kept in one number. */
const kinds = 16;

/** Longer ones (SHA-512) are left out. */
export interface Digest {
  readonly algorithm: (typeof algorithms)[number];
  readonly bytes: Uint8Array;
  readonly configuration?: boolean;
}

export class CompactDatabase implements PackageDatabase {
  readonly manager: PackageManager;
  readonly #packages: InstalledPackage[] = [];
  readonly #paths = new PathTable();
  /**
   * By the number of a path: the number of its package, and behind it one more than the algorithm's number and whether
   * the file is one of configuration; 0 without a digest.
   */
  readonly #owners = new NumberList();
  readonly #digestAt = new NumberList();
  readonly #digests = new ByteBlocks();
  readonly #used = new Set<Digest['algorithm']>();
  #isFull = false;

  constructor(manager: PackageManager) {
    this.manager = manager;
  }

  /** Files added after it are of that package. */
  addPackage(added: InstalledPackage): void {
    this.#packages.push(added);
  }

  /** Of a path that several packages bring, the last one's word counts. */
  addFile(path: string, digest?: Digest): void {
    this.addFileIn(...parted(path), digest);
  }

  /** The same, for databases that have many files of one folder: `/usr/bin/`, `ps`. */
  addFileIn(folder: string, name: string, digest?: Digest): void {
    const number = this.#paths.add(folder, name);
    if (number === undefined) {
      this.#isFull = true;
      return;
    }
    if (number === this.#owners.length) {
      this.#owners.push(0);
      this.#digestAt.push(0);
    }
    this.#owners.set(number, kinds * (this.#packages.length - 1) + (digest ? this.#keep(number, digest) : 0));
  }

  /** Of a file that was added before. */
  keepDigest(path: string, digest: Digest): void {
    const number = this.#paths.numberOf(...parted(path));
    if (number === undefined) return;
    const owner = this.#owners.at(number);
    this.#owners.set(number, owner - (owner % kinds) + this.#keep(number, digest));
  }

  #keep(number: number, { algorithm, bytes, configuration }: Digest): number {
    const kind = algorithms.indexOf(algorithm) + 1;
    if (kind === 0 || bytes.length !== digestBytes[algorithm]) return 0;
    this.#used.add(algorithm);
    this.#digestAt.set(number, this.#digests.push(bytes, bytes.length));
    return kind | (configuration ? configurationBit : 0);
  }

  missesAt(path: string): MachineMiss[] {
    return this.#isFull ? [{ gap: { code: 'limit-count', what: 'more files of packages than are kept', path } }] : [];
  }

  get algorithms(): readonly ExpectedContent['algorithm'][] {
    return [...this.#used];
  }

  get packages(): number {
    return this.#packages.length;
  }

  get paths(): number {
    return this.#paths.size;
  }

  ownerOf(path: string): InstalledPackage | undefined {
    const number = this.#paths.numberOf(...parted(path));
    return number === undefined ? undefined : this.#packages[Math.floor(this.#owners.at(number) / kinds)];
  }

  expectedOf(path: string): ExpectedContent | undefined {
    const number = this.#paths.numberOf(...parted(path));
    const kind = number === undefined ? 0 : this.#owners.at(number) % kinds;
    const algorithm = algorithms[(kind & ~configurationBit) - 1];
    if (number === undefined || algorithm === undefined) return undefined;
    const bytes = this.#digests.bytes(this.#digestAt.at(number), digestBytes[algorithm] ?? 0);
    return { algorithm, digest: bytesToHex(bytes), configuration: (kind & configurationBit) !== 0 };
  }
}

function parted(path: string): [folder: string, name: string] {
  const end = path.lastIndexOf('/') + 1;
  return [path.slice(0, end), path.slice(end)];
}
