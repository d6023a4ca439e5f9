/**
 * Which probe wants to hear of which file. Wishes are sorted by what they name, so that a file costs two look-ups,
 * however many wishes there are; where it may stand is settled once a folder.
 */
import type { FileWish } from '../../model/machine-units.ts';

/** A wish, by the number of who made it. */
interface Wanted {
  readonly wish: FileWish;
  readonly by: number;
}

/** What is wanted of the files of one folder. */
export interface FolderWishes {
  /** Whoever wants a file, or a folder, of this name. */
  of(name: string, isFolder: boolean): ReadonlySet<number>;
  /** The same for a folder within this one. */
  within(name: string, path: string): FolderWishes;
}

const nobody: ReadonlySet<number> = new Set();

/** @param wishes of each probe, by its number */
export function wishesOf(wishes: readonly (readonly FileWish[])[], at: string = '/'): FolderWishes {
  const all = wishes.flatMap((of, by) => of.map((wish): Wanted => ({ wish, by })));
  const named = new Map<string, Wanted[]>();
  const ending = new Map<string, Wanted[]>();
  const free: Wanted[] = [];
  for (const wanted of all) {
    const { names, endings } = wanted.wish;
    for (const name of names ?? []) enter(named, name, wanted);
    for (const end of names ? [] : (endings ?? [])) enter(ending, lastEnding(end), wanted);
    if (!names && !endings) free.push(wanted);
  }
  return new Here({ named, ending, free }, at === '/' ? '' : at, new Set());
}

interface Sorted {
  readonly named: ReadonlyMap<string, readonly Wanted[]>;
  readonly ending: ReadonlyMap<string, readonly Wanted[]>;
  readonly free: readonly Wanted[];
}

class Here implements FolderWishes {
  readonly #sorted: Sorted;
  /** Without a slash at its end. */
  readonly #path: string;
  /** Names of the folders on the way. */
  readonly #way: ReadonlySet<string>;
  readonly #free: readonly Wanted[];

  constructor(sorted: Sorted, path: string, way: ReadonlySet<string>) {
    this.#sorted = sorted;
    this.#path = path;
    this.#way = way;
    this.#free = sorted.free.filter(({ wish }) => this.#mayStandHere(wish));
  }

  within(name: string, path: string): FolderWishes {
    return new Here(this.#sorted, path, new Set(this.#way).add(name));
  }

  of(name: string, isFolder: boolean): ReadonlySet<number> {
    const lower = name.toLowerCase();
    const named = this.#sorted.named.get(lower);
    const ending = this.#sorted.ending.get(lastEnding(lower));
    if (!named && !ending && this.#free.length === 0) return nobody;
    const by = new Set<number>();
    for (const { wish, by: one } of this.#free) if (isOfKind(wish, isFolder)) by.add(one);
    for (const { wish, by: one } of named ?? [])
      if (isOfKind(wish, isFolder) && endsSo(wish, lower) && this.#mayStandHere(wish)) by.add(one);
    for (const { wish, by: one } of ending ?? [])
      if (isOfKind(wish, isFolder) && endsSo(wish, lower) && this.#mayStandHere(wish)) by.add(one);
    return by;
  }

  #mayStandHere({ below, within }: FileWish): boolean {
    if (below && !below.some((folder) => this.#path === folder || this.#path.startsWith(`${folder}/`))) return false;
    return within === undefined || within.some((name) => this.#way.has(name));
  }
}

function isOfKind({ folders }: FileWish, isFolder: boolean): boolean {
  return (folders === true) === isFolder;
}

function endsSo({ endings }: FileWish, lower: string): boolean {
  return endings === undefined || endings.some((ending) => lower.endsWith(ending));
}

/** `.gz` of `x.log.gz`; the whole name where it has no dot. */
function lastEnding(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? name : name.slice(dot);
}

function enter(map: Map<string, Wanted[]>, key: string, wanted: Wanted): void {
  const known = map.get(key);
  if (known) known.push(wanted);
  else map.set(key, [wanted]);
}
