/**
 * What one call of 7-Zip unpacks, held in portions: sizes that an archive lists may lie, so bytes are counted as they
 * come. A call that has taken its portion is ended, and the next one passes over what was taken before.
 */
import type { GapCode } from '../../model/gap.ts';
import type { Limits } from '../../model/limits.ts';
import type { Intake } from './seven-zip-module.ts';

/** Unpacking to less than this is no bomb, whatever the ratio: a page of zeros packs well. */
const harmlessBytes = 1024 * 1024;

/** Files are held up to this many bytes together before they are handed on; a larger one is held alone. */
const portionBytes = 64 * 1024 * 1024;

/** What an archive may still unpack to. Lives as long as the archive is worked on. */
export class Budget {
  readonly #limits: Limits;
  readonly #mostBytes: number;
  readonly #code: GapCode;
  #bytes = 0;
  #files = 0;
  /** The limit that was reached. */
  reached: { readonly code: GapCode; readonly what: string } | undefined;

  constructor(packedBytes: number, limits: Limits) {
    this.#limits = limits;
    const byRatio = Math.max(harmlessBytes, limits.ratio * packedBytes);
    this.#mostBytes = Math.min(byRatio, limits.unpackedBytes);
    this.#code = byRatio < limits.unpackedBytes ? 'limit-ratio' : 'limit-bytes';
  }

  takeFile(): boolean {
    if (this.#files >= this.#limits.children)
      this.reached ??= { code: 'limit-count', what: `more than ${this.#limits.children} files` };
    else this.#files++;
    return this.reached === undefined;
  }

  /** How many of so many bytes may be taken. */
  takeBytes(wanted: number): number {
    const given = Math.min(wanted, this.#mostBytes - this.#bytes);
    this.#bytes += given;
    if (given < wanted) this.reached ??= { code: this.#code, what: `unpacking stopped after ${this.#mostBytes} bytes` };
    return given;
  }
}

/** A file as it was unpacked. */
export interface Unpacked {
  readonly path: string;
  /** Its place among all files of the archive, from 0 on. */
  readonly index: number;
  readonly chunks: Uint8Array[];
  bytes: number;
}

/** Takes the files from number `from` on, as many as fit into a portion. */
export class Portion implements Intake {
  readonly files: Unpacked[] = [];
  readonly #from: number;
  readonly #budget: Budget;
  /** Files that were begun, also those that are not taken here. */
  opened = 0;
  #held = 0;
  #current: Unpacked | undefined;

  constructor(from: number, budget: Budget) {
    this.#from = from;
    this.#budget = budget;
  }

  /** Number of the first file that is left for the next portion; undefined where there is none. */
  get next(): number | undefined {
    const taken = this.#from + this.files.length;
    return this.#budget.reached === undefined && taken < this.opened ? taken : undefined;
  }

  open(path: string): void {
    const index = this.opened++;
    this.#current = undefined;
    if (index < this.#from || this.#isFull || !this.#budget.takeFile()) return;
    this.#current = { path, index, chunks: [], bytes: 0 };
    this.files.push(this.#current);
  }

  write(bytes: Uint8Array): boolean {
    const current = this.#current;
    // Either it was taken before, or there is no room for it any more.
    if (!current) return this.opened <= this.#from;
    const given = this.#budget.takeBytes(bytes.length);
    // A copy: these are the bytes of 7-Zip's memory.
    if (given > 0) current.chunks.push(bytes.slice(0, given));
    current.bytes += given;
    this.#held += given;
    return given === bytes.length;
  }

  get #isFull(): boolean {
    return this.#held >= portionBytes;
  }
}
