/** A machine out of a list of files, for the tests of probes. The same list can be written to a disk (`plant`). */
import { chmodSync, lchownSync, lutimesSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MachineState } from '../src/model/machine-payloads.ts';
import type {
  FileState,
  FileWish,
  Machine,
  MachineMiss,
  MachineTree,
  Probe,
  RunningMachine,
  Told,
  TreeEntry,
  Wished,
} from '../src/model/machine-units.ts';

export interface Planted {
  readonly content?: string | Uint8Array;
  /** In place of content: a symbolic link. */
  readonly link?: string;
  readonly folder?: true;
  /** A device, a pipe. */
  readonly special?: true;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly modified?: number;
  readonly changed?: number;
  readonly born?: number;
  /** Cannot be read or listed. */
  readonly locked?: true;
}

/** By absolute path; a string is a file's content. Folders above are there by themselves. */
export type Files = Readonly<Record<string, string | Uint8Array | Planted>>;

/** 2026-11-01, 12:00 UTC: when everything was changed last that does not say otherwise. */
export const longAgo: number = Date.UTC(2026, 10, 1, 12);
/** 2026-11-23, 12:00 UTC. */
export const today: number = Date.UTC(2026, 10, 23, 12);

const mostLinks = 40;

class PlantedTree implements MachineTree {
  readonly #files = new Map<string, Planted>();
  readonly #folders = new Map<string, Set<string>>([['/', new Set()]]);
  readonly gaps: MachineMiss[] = [];

  constructor(files: Files) {
    for (const [path, file] of Object.entries(files)) {
      const planted: Planted = typeof file === 'string' || file instanceof Uint8Array ? { content: file } : file;
      this.#files.set(path, planted);
      if (planted.folder) this.#folders.set(path, this.#folders.get(path) ?? new Set());
      for (let at = path; at !== '/'; at = dirname(at)) {
        const above = this.#folders.get(dirname(at)) ?? new Set();
        this.#folders.set(dirname(at), above.add(at.slice(dirname(at) === '/' ? 1 : dirname(at).length + 1)));
      }
    }
  }

  /** Every path, folders as well, in order. */
  paths(): string[] {
    return [...new Set([...this.#files.keys(), ...this.#folders.keys()])].sort();
  }

  real(path: string): string | undefined {
    return this.#real(path, mostLinks);
  }

  #real(path: string, left: number): string | undefined {
    let at = '/';
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    for (const [i, part] of parts.entries()) {
      if (part === '..') {
        at = dirname(at);
        continue;
      }
      const next = at === '/' ? `/${part}` : `${at}/${part}`;
      const link = this.#files.get(next)?.link;
      if (link !== undefined) {
        if (left === 0) return undefined;
        const rest = parts.slice(i + 1).join('/');
        const base = link.startsWith('/') ? link : `${at}/${link}`;
        return this.#real(`${base}/${rest}`, left - 1);
      }
      if (!this.#files.has(next) && !this.#folders.has(next)) return undefined;
      at = next;
    }
    return at;
  }

  /** The path with links resolved in all but its last part. */
  #place(path: string): string | undefined {
    const above = this.real(dirname(path));
    if (above === undefined) return undefined;
    const name = path.split('/').filter(Boolean).at(-1);
    return name === undefined ? '/' : above === '/' ? `/${name}` : `${above}/${name}`;
  }

  stat(path: string): FileState | undefined {
    const place = this.#place(path);
    return place === undefined ? undefined : this.#state(place);
  }

  follow(path: string): FileState | undefined {
    const place = this.real(path);
    return place === undefined ? undefined : this.#state(place);
  }

  #state(place: string): FileState | undefined {
    const file = this.#files.get(place);
    const isFolder = this.#folders.has(place);
    if (!file && !isFolder) return undefined;
    const { content = '', link, special, mode, uid = 0, gid = 0, modified = longAgo, changed, born } = file ?? {};
    const kind = isFolder ? 'folder' : link !== undefined ? 'link' : special ? 'special' : 'file';
    const size = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
    return {
      kind,
      size,
      mode: mode ?? (isFolder ? 0o755 : 0o644),
      uid,
      gid,
      modified,
      changed: changed ?? modified,
      ...(born === undefined ? {} : { born }),
    };
  }

  list(path: string): readonly TreeEntry[] {
    const place = this.real(path);
    const names = place === undefined ? undefined : this.#folders.get(place);
    if (place === undefined || names === undefined) return [];
    if (this.#files.get(place)?.locked) return this.#locked(path, []);
    return [...names].sort().map((name) => {
      const kind = this.#state(place === '/' ? `/${name}` : `${place}/${name}`)?.kind ?? 'special';
      return { name, kind };
    });
  }

  read(path: string, most: number = 1024 * 1024): { bytes: Uint8Array; whole: boolean } | undefined {
    const place = this.real(path);
    const file = place === undefined ? undefined : this.#files.get(place);
    if (!file || this.#folders.has(place ?? '') || file.special) return undefined;
    if (file.locked) return this.#locked(path, undefined);
    const bytes = typeof file.content === 'string' ? Buffer.from(file.content) : (file.content ?? new Uint8Array());
    return { bytes: bytes.subarray(0, most), whole: bytes.length <= most };
  }

  text(path: string, most?: number): string | undefined {
    const read = this.read(path, most);
    if (read && !read.whole) this.gaps.push({ gap: { code: 'limit-bytes', what: 'more of it is not read', path } });
    return read && new TextDecoder().decode(read.bytes);
  }

  fill(path: string, at: number, into: Uint8Array): number | undefined {
    const bytes = this.read(path, at + into.length)?.bytes.subarray(at);
    if (bytes) into.set(bytes);
    return bytes?.length;
  }

  target(path: string): string | undefined {
    const place = this.#place(path);
    return place === undefined ? undefined : this.#files.get(place)?.link;
  }

  #locked<T>(path: string, otherwise: T): T {
    if (!this.gaps.some(({ gap }) => gap.path === path))
      this.gaps.push({ gap: { code: 'no-permission', what: 'permission denied', path } });
    return otherwise;
  }
}

export interface MachineOptions {
  readonly running?: Partial<RunningMachine>;
  readonly now?: number;
  readonly platform?: 'linux' | 'windows';
  readonly state?: Partial<Machine['state']>;
}

export interface TestMachine extends Machine {
  readonly tree: PlantedTree;
}

/** A machine with these files; one that runs where `running` is given. */
export function machineOf(files: Files, options: MachineOptions = {}): TestMachine {
  const { running, now = today, platform = 'linux', state = {} } = options;
  const form: MachineState['form'] = running ? 'running' : 'disk';
  return {
    tree: new PlantedTree(files),
    now,
    platform,
    state: { form, ...state },
    ...(running && {
      running: {
        asRoot: true,
        answers: () => false,
        before: { ms: now - 2000, ticks: new Map() },
        now: () => now,
        ticksPerSecond: 100,
        ...running,
      },
    }),
  };
}

/** All that a probe tells of a machine. */
export function runProbe(probe: Probe, machine: TestMachine): Told[] {
  const told = [...probe.probe(machine, wishedOf(probe.wishes ?? [], machine.tree))];
  return [...told, ...machine.tree.gaps];
}

/** What a probe is told of the tree. */
export function wishedOf(wishes: readonly FileWish[], tree: PlantedTree): Wished {
  const paths = tree.paths().filter((path) => wishes.some((wish) => isWished(wish, path, tree)));
  return { paths, left: 0 };
}

function isWished(wish: FileWish, path: string, tree: PlantedTree): boolean {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  if (tree.stat(path)?.kind !== (wish.folders ? 'folder' : 'file')) return false;
  if (wish.names && !wish.names.includes(name)) return false;
  if (wish.endings && !wish.endings.some((ending) => name.endsWith(ending))) return false;
  if (wish.below && !wish.below.some((folder) => path.startsWith(`${folder}/`))) return false;
  return wish.within === undefined || path.split('/').some((part) => wish.within?.includes(part));
}

/** Writes the files below a folder of this disk. Owners are set where root does it; devices are left out. */
export function plant(files: Files, root: string): void {
  const all = Object.entries(files);
  for (const [path, file] of all) {
    const planted: Planted = typeof file === 'string' || file instanceof Uint8Array ? { content: file } : file;
    const place = join(root, path);
    if (planted.special) continue;
    mkdirSync(planted.folder ? place : dirname(place), { recursive: true });
    if (planted.folder) continue;
    if (planted.link !== undefined) symlinkSync(planted.link, place);
    else writeFileSync(place, planted.content ?? '');
  }
  for (const [path, file] of all.reverse()) {
    const {
      mode,
      modified = longAgo,
      link,
      special,
      uid = 0,
      gid = uid,
    }: Planted = typeof file === 'string' || file instanceof Uint8Array ? {} : file;
    if (special) continue;
    const place = join(root, path);
    if (process.geteuid?.() === 0) lchownSync(place, uid, gid);
    if (link !== undefined) lutimesSync(place, modified / 1000, modified / 1000);
    else {
      if (mode !== undefined) chmodSync(place, mode);
      utimesSync(place, modified / 1000, modified / 1000);
    }
  }
}
