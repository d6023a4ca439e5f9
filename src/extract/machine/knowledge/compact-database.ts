/**
 * Packages and their files as one table in little memory, for databases that must be read as a whole: a server has
 * 150,000 files, and a digest each.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import type { MachineMiss } from '../../../model/machine-units.ts';
import type { ExpectedContent, InstalledPackage, PackageDatabase, PackageManager } from './package-database.ts';

/** Bytes kept for a digest; longer ones are left out. */
const stride = 32;
const algorithms = ['md5', 'sha1', 'sha256'] as const;
const digestBytes: Readonly<Record<string, number>> = { md5: 16, sha1: 20, sha256: 32 };
const configurationBit = 8;
const mostPaths = 4_000_000;

export interface Digest {
  readonly algorithm: (typeof algorithms)[number];
  readonly bytes: Uint8Array;
  readonly configuration?: boolean;
}

export class CompactDatabase implements PackageDatabase {
  readonly manager: PackageManager;
  readonly #packages: InstalledPackage[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #owners: number[] = [];
  /** One more than the algorithm's number, and whether the file is one of configuration; 0 without a digest. */
  readonly #kinds: number[] = [];
  #digests = new Uint8Array(stride * 1024);
  #isFull = false;

  constructor(manager: PackageManager) {
    this.manager = manager;
  }

  /** Files added after it are of that package. */
  addPackage(added: InstalledPackage): void {
    this.#packages.push(added);
  }

  addFile(path: string, digest?: Digest): void {
    if (this.#owners.length >= mostPaths) {
      this.#isFull = true;
      return;
    }
    const number = this.#owners.push(this.#packages.length - 1) - 1;
    this.#numbers.set(path, number);
    this.#kinds.push(digest ? this.#keep(number, digest) : 0);
  }

  #keep(number: number, { algorithm, bytes, configuration }: Digest): number {
    const kind = algorithms.indexOf(algorithm) + 1;
    if (kind === 0 || bytes.length !== digestBytes[algorithm]) return 0;
    if ((number + 1) * stride > this.#digests.length) {
      const grown = new Uint8Array((number + 1) * stride * 2);
      grown.set(this.#digests);
      this.#digests = grown;
    }
    this.#digests.set(bytes, number * stride);
    return kind | (configuration ? configurationBit : 0);
  }

  missesAt(path: string): MachineMiss[] {
    return this.#isFull ? [{ gap: { code: 'limit-count', what: 'more files of packages than are kept', path } }] : [];
  }

  get algorithms(): readonly ExpectedContent['algorithm'][] {
    return algorithms.filter((_, at) => this.#kinds.some((kind) => (kind & ~configurationBit) === at + 1));
  }

  get packages(): number {
    return this.#packages.length;
  }

  get paths(): number {
    return this.#numbers.size;
  }

  ownerOf(path: string): InstalledPackage | undefined {
    const number = this.#numbers.get(path);
    return number === undefined ? undefined : this.#packages[this.#owners[number] ?? -1];
  }

  expectedOf(path: string): ExpectedContent | undefined {
    const number = this.#numbers.get(path);
    const kind = number === undefined ? 0 : (this.#kinds[number] ?? 0);
    const algorithm = algorithms[(kind & ~configurationBit) - 1];
    if (number === undefined || algorithm === undefined) return undefined;
    const start = number * stride;
    const bytes = this.#digests.subarray(start, start + (digestBytes[algorithm] ?? 0));
    return { algorithm, digest: bytesToHex(bytes), configuration: (kind & configurationBit) !== 0 };
  }
}
