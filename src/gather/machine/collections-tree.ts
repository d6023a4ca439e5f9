/**
 * A machine as a collector left it: the files that it copied, and beside them what it wrote down of the running system
 * in texts, put where the machine had it.
 */
import type { FileState, MachineTree, TreeEntry } from '../../model/machine-units.ts';
import { WrittenTimes } from './collections-bodyfile.ts';
import { WrittenFiles } from './collections-files.ts';
import { WrittenProc } from './collections-proc.ts';
import type { TreeGaps } from './tree-gaps.ts';

const readBytes = 1024 * 1024;

export class CollectionTree implements MachineTree {
  readonly #copied: MachineTree;
  readonly #proc: WrittenProc;
  readonly #files: WrittenFiles;
  readonly #times: WrittenTimes;
  readonly #gaps: TreeGaps;

  /**
   * @param copied the machine's files
   * @param collected the whole collection
   */
  constructor(copied: MachineTree, collected: MachineTree, gaps: TreeGaps) {
    this.#copied = copied;
    this.#proc = new WrittenProc(collected, gaps);
    this.#files = new WrittenFiles(collected, gaps);
    this.#times = new WrittenTimes(collected, gaps);
    this.#gaps = gaps;
  }

  stat(path: string): FileState | undefined {
    return this.#timed(path, this.#copied.stat(path)) ?? this.#written(path);
  }

  follow(path: string): FileState | undefined {
    const real = this.#copied.real(path);
    return this.#timed(real ?? path, this.#copied.follow(path)) ?? this.#written(path);
  }

  list(path: string): readonly TreeEntry[] {
    const copied = this.#copied.list(path);
    if (copied.length > 0) return copied;
    return (isOfKernel(path) ? this.#proc.list(path) : this.#files.list(path)) ?? copied;
  }

  read(path: string, most: number = readBytes): { readonly bytes: Uint8Array; readonly whole: boolean } | undefined {
    const copied = this.#copied.read(path, most);
    const text = copied ? undefined : this.#text(path);
    if (text === undefined) return copied;
    const bytes = new TextEncoder().encode(text);
    return { bytes: bytes.subarray(0, most), whole: bytes.length <= most };
  }

  text(path: string, most: number = readBytes): string | undefined {
    if (this.#copied.follow(path)?.kind === 'file' || this.#text(path) === undefined)
      return this.#copied.text(path, most);
    const read = this.read(path, most);
    if (read === undefined) return undefined;
    if (!read.whole) this.#gaps.add(path, { gap: 'limit-bytes', what: 'only its beginning was read: it is too long' });
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes);
  }

  /** What was written down of the running system is short, and read whole. */
  fill(path: string, at: number, into: Uint8Array): number | undefined {
    return this.#copied.fill(path, at, into);
  }

  target(path: string): string | undefined {
    return this.#copied.target(path) ?? (isOfKernel(path) ? this.#proc.target(path) : undefined);
  }

  real(path: string): string | undefined {
    return this.#copied.real(path);
  }

  #timed(path: string, state: FileState | undefined): FileState | undefined {
    return state && { ...state, ...this.#times.of(path) };
  }

  #written(path: string): FileState | undefined {
    const text = this.#text(path);
    if (text === undefined) return undefined;
    const { modified = 0 } = this.#files.at(path) ?? {};
    const size = isOfKernel(path) ? 0 : new TextEncoder().encode(text).length;
    return { kind: 'file', size, mode: 0o444, uid: 0, gid: 0, modified };
  }

  /** As it was written down; of what the kernel shows, the copies of its texts come first. */
  #text(path: string): string | undefined {
    return (isOfKernel(path) ? this.#proc.text(path) : undefined) ?? this.#files.at(path)?.text;
  }
}

function isOfKernel(path: string): boolean {
  return path.startsWith('/proc');
}
