/**
 * How a probe declares itself: it looks at one side of a machine (its processes, its cron tables, …) and tells what
 * stands there. The machine is handed in: a running one, a mounted disk, a folder that a collector filled, or a tree that
 * a test made. Probes only read.
 */
import type { GapCode } from './gap.ts';
import type { MachineState } from './machine-payloads.ts';
import type { ObservationKind, Payload } from './observation.ts';

export interface FileState {
  readonly kind: 'file' | 'folder' | 'link' | 'special';
  readonly size: number;
  /** Permission bits, set-uid and set-gid among them. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Of the inode. Copies that a collector made have none of the machine's own. */
  readonly changed?: number;
  readonly born?: number;
}

export interface TreeEntry {
  readonly name: string;
  readonly kind: FileState['kind'];
}

/**
 * The machine's files, by their absolute paths there, with slashes: `/etc/passwd`. A path may go through symbolic links,
 * which are followed within the tree and never out of it. What is not there is undefined or empty; what is there and
 * cannot be read becomes a gap of the report by itself, once a path.
 */
export interface MachineTree {
  /** Of the path itself: a link is not followed. */
  stat(path: string): FileState | undefined;
  /** Of what the path leads to. */
  follow(path: string): FileState | undefined;
  /** What a folder holds, by name. */
  list(path: string): readonly TreeEntry[];
  /** At most `most` bytes (1 MiB if absent) from its beginning; `whole` is false where there were more. */
  read(path: string, most?: number): { readonly bytes: Uint8Array; readonly whole: boolean } | undefined;
  /** The same as text; bytes that are no UTF-8 become U+FFFD. More than `most` bytes are a gap. */
  text(path: string, most?: number): string | undefined;
  /** Fills `into` from offset `at` on, for files too large to be held: how many bytes were there, 0 at its end. */
  fill(path: string, at: number, into: Uint8Array): number | undefined;
  /** What a link says, as it is written there. */
  target(path: string): string | undefined;
  /** The path without links in it; undefined where it leads nowhere, or out of the tree. */
  real(path: string): string | undefined;
}

/** What only a machine that runs can be asked. */
export interface RunningMachine {
  readonly asRoot: boolean;
  /** Of whoever examines it, as it knows its own number. */
  readonly pid?: number;
  /**
   * True where signal 0 would reach such a process: it is there, whatever the list of processes says. Nothing is sent.
   */
  answers(pid: number): boolean;
  /** Ticks of processor time by process as they stood when the examination began, and when it began. */
  readonly before: { readonly ms: number; readonly ticks: ReadonlyMap<number, number> };
  /** Milliseconds since 1970, now: for what is measured against `before`. */
  now(): number;
  /** Ticks of processor time in a second. */
  readonly ticksPerSecond: number;
  /** Bytes of a process's memory, read only where the user asked for it; undefined where they cannot be had. */
  memory?(pid: number, from: number, length: number): Uint8Array | undefined;
}

/** What all probes may ask of the machine. */
export interface Machine {
  readonly tree: MachineTree;
  /** The whole folder that a collector filled: beside copies of files, what it wrote down of the running system. */
  readonly collected?: MachineTree;
  /** Absent for a disk or a collection. */
  readonly running?: RunningMachine;
  /** Milliseconds since 1970: when it was examined; of a disk, the latest time that its logs and files show. */
  readonly now: number;
  readonly state: Omit<MachineState, 'looked'>;
  /** `linux`, or `windows` where the material is of Windows; probes of the other system are not asked. */
  readonly platform: 'linux' | 'windows';
}

/**
 * Which files of the tree a probe wants to hear of: the tree is walked once for all probes, and what they wish costs
 * nothing by its number. All conditions that are given must hold.
 */
export interface FileWish {
  /** One of these is its name; lower case, and compared so. */
  readonly names?: readonly string[];
  /** One of these ends its name, the dot included; lower case. */
  readonly endings?: readonly string[];
  /** It stands somewhere below one of these folders: `/tmp`. */
  readonly below?: readonly string[];
  /** One of these is the name of a folder on its path: `node_modules`, `.git`. */
  readonly within?: readonly string[];
  /** Folders instead of files. */
  readonly folders?: true;
}

/** What a probe tells of; `path`: the file, folder or process folder (`/proc/7`) that it stands in. */
export type MachineSighting<K extends ObservationKind = ObservationKind> = {
  [P in K]: {
    readonly kind: P;
    readonly value: Payload<P>;
    readonly path: string;
    readonly offset?: number;
    readonly length?: number;
    /** Counted from 1. */
    readonly line?: number;
    /** Milliseconds since 1970. */
    readonly time?: number;
    /** Up to 256 bytes at `offset`. */
    readonly excerpt?: Uint8Array;
    /** Only context: told where a finding or an answer rests on it. */
    readonly aside?: true;
  };
}[K];

/** Something that could not be looked at. */
export interface MachineMiss {
  readonly gap: { readonly code: GapCode; readonly what: string; readonly path: string };
}

/** A file whose content is to be examined as every input is (signatures, wallets, configurations, scripts). */
export interface Examine {
  readonly examine: string;
  /** In place of the file's: a text made of what stands there (a command line), a piece of memory. */
  readonly bytes?: Uint8Array;
}

/** How much was looked at, for the report: `{ at: 'cron entries', count: 12 }`. */
interface Looked {
  readonly looked: { readonly at: string; readonly count: number };
}

export type Told<K extends ObservationKind = ObservationKind> = MachineSighting<K> | MachineMiss | Examine | Looked;

/** Files that were wished for, in the order of the walk; `left`: how many more there were. */
export interface Wished {
  readonly paths: readonly string[];
  readonly left: number;
}

export interface Probe<K extends ObservationKind = ObservationKind> {
  /** kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly emits: readonly K[];
  readonly platform: 'linux' | 'windows' | 'any';
  readonly wishes?: readonly FileWish[];
  /** Told in a fixed order. Never throws for what stands on the machine. */
  probe(machine: Machine, wished: Wished): Iterable<Told<K>>;
}

export function defineProbe<const K extends ObservationKind>(probe: Probe<K>): Probe<K> {
  return probe;
}
