/**
 * Numbers for paths, in little memory: some 40 bytes for each of the hundred thousands that packages bring, where a map of
 * texts takes some 200. Folders are kept as texts, as many files stand in each; names as bytes, one after the other.
 */
import { ByteBlocks, NumberList } from './growing.ts';

const firstPlaces = 8192;
/** Names that somebody made so that all fall onto one place would take forever to tell apart. */
const mostSteps = 1000;
const mostFolderLetters = 64 * 1024 * 1024;
const mostNameBytes = 256 * 1024 * 1024;
const mostPaths = 4_000_000;
/** NAME_MAX of Linux. */
const longestName = 255;
const utf8 = new TextEncoder();

export class PathTable {
  readonly #folders = new Map<string, number>();
  #folderLetters = 0;
  /** By the number of a path: its folder, its hash, and where its name stands with its length before it. */
  readonly #folderOf = new NumberList();
  readonly #hashOf = new NumberList();
  readonly #nameAt = new NumberList();
  readonly #names = new ByteBlocks();
  /**
   * One more than a path's number, at the place that its hash says or at the next free one behind; 0 where it is free.
   */
  #places = new Uint32Array(firstPlaces);
  /**
   * The name that is looked for: its length in the first byte, then its bytes. Nothing is made anew for each of them.
   */
  readonly #name = new Uint8Array(1 + longestName);
  readonly #letters = this.#name.subarray(1);

  get size(): number {
    return this.#folderOf.length;
  }

  /**
   * The number of a path; they are numbered from 0 as they come. Undefined where it cannot be kept.
   * @param folder with the slash at its end
   */
  add(folder: string, name: string): number | undefined {
    const inFolder = this.#numberOfFolder(folder);
    if (inFolder === undefined || !this.#take(name)) return undefined;
    if (this.size >= mostPaths || this.#names.length > mostNameBytes) return undefined;
    const hash = hashOf(inFolder, this.#name);
    const place = this.#find(inFolder, hash);
    if (place === undefined) return undefined;
    const known = this.#places[place] ?? 0;
    if (known > 0) return known - 1;
    this.#places[place] = this.#folderOf.push(inFolder);
    this.#hashOf.push(hash);
    this.#nameAt.push(this.#names.push(this.#name, lengthOf(this.#name)));
    if (2 * this.size > this.#places.length) this.#grow();
    return this.size - 1;
  }

  numberOf(folder: string, name: string): number | undefined {
    const inFolder = this.#folders.get(folder);
    if (inFolder === undefined || !this.#take(name)) return undefined;
    const place = this.#find(inFolder, hashOf(inFolder, this.#name));
    const known = place === undefined ? 0 : (this.#places[place] ?? 0);
    return known > 0 ? known - 1 : undefined;
  }

  #numberOfFolder(folder: string): number | undefined {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    this.#folderLetters += folder.length;
    if (this.#folderLetters > mostFolderLetters) return undefined;
    this.#folders.set(folder, this.#folders.size);
    return this.#folders.size - 1;
  }

  /** False where it cannot be kept, or is no text: bytes that are none would all look the same. */
  #take(name: string): boolean {
    const { read, written } = utf8.encodeInto(name, this.#letters);
    this.#name[0] = written;
    return read === name.length && !/\p{Surrogate}/u.test(name);
  }

  /** Where the name that was taken stands, or would. */
  #find(folder: number, hash: number): number | undefined {
    const mask = this.#places.length - 1;
    for (let step = 0; step < mostSteps; step++) {
      const place = (hash + step) & mask;
      const known = (this.#places[place] ?? 0) - 1;
      if (known < 0 || this.#is(known, folder, hash)) return place;
    }
    return undefined;
  }

  #is(known: number, folder: number, hash: number): boolean {
    if (this.#hashOf.at(known) !== hash || this.#folderOf.at(known) !== folder) return false;
    return this.#names.holds(this.#nameAt.at(known), this.#name, lengthOf(this.#name));
  }

  #grow(): void {
    const places = new Uint32Array(2 * this.#places.length);
    const mask = places.length - 1;
    for (let number = 0; number < this.size; number++) {
      let place = this.#hashOf.at(number) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = number + 1;
    }
    this.#places = places;
  }
}

/** With the byte that tells it. */
function lengthOf(name: Uint8Array): number {
  return 1 + (name[0] ?? 0);
}

/** FNV-1a, and a last stir (of MurmurHash3): the lower bits decide. */
function hashOf(folder: number, name: Uint8Array): number {
  let hash = 0x811c9dc5 ^ Math.imul(folder, 0x9e3779b1);
  for (let i = 0; i < lengthOf(name); i++) hash = Math.imul(hash ^ (name[i] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
