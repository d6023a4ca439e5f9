/**
 * One path that is written to, under whatever names its files get when they are rotated: renamed and made anew, copied
 * and cut, compressed. What was left of an old file is read where it went.
 */
import { isCapture } from '../../codec/network/capture.ts';
import type { Mark } from '../../model/watch-state.ts';
import { reason } from '../reason.ts';
import { FileTape } from './file-tape.ts';
import { fits } from './fingerprint.ts';
import type { Followed, Follower, FollowOptions } from './follower.ts';
import { openPacked } from './packed-tape.ts';
import { isPackedOtherwise, type Rotated, rotatedAfter, whereabouts } from './rotation.ts';
import { statusOf } from './status.ts';

/** A renamed file may be written to until its writer is told: so long nothing must come to it. */
const lingerMs = 10_000;
const newline = 0x0a;

export class PathFollower implements Follower {
  readonly path: string;
  readonly #options: FollowOptions;
  #current: FileTape | undefined;
  /** Renamed, and perhaps still written to. */
  #old: { readonly tape: FileTape; size: number; since: number }[] = [];
  #ready: Followed[] = [];
  #begun = false;
  #told: string | undefined;
  #over = false;
  /** When its size changed last. */
  #grew = 0;
  #size = -1;

  constructor(path: string, options: FollowOptions) {
    this.path = path;
    this.#options = options;
  }

  get over(): boolean {
    return this.#over || (this.#options.once && this.#begun && this.#current === undefined && this.#old.length === 0);
  }

  /** The file that stands at the path. */
  get current(): FileTape | undefined {
    return this.#current;
  }

  /** Milliseconds for which nothing came. */
  idle(now: number): number {
    return now - this.#grew;
  }

  take(): Followed[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  async look(now: number): Promise<void> {
    if (!this.#begun) {
      this.#begun = true;
      this.#grew = now;
      await this.#resume();
    }
    if (this.#current?.cut) await this.#afterCut(this.#current);
    else this.#compare(now);
    this.#open();
    this.#retire(now);
    const size = this.#current ? this.#current.offset + this.#current.lag() : -1;
    if (size !== this.#size) this.#grew = now;
    this.#size = size;
  }

  /** No more is to be expected: its end is the end. */
  finish(): void {
    this.#over = true;
    if (this.#current) this.#current.retired = true;
    for (const { tape } of this.#old) tape.retired = true;
  }

  close(): void {
    this.#current?.close();
    for (const { tape } of this.#old) tape.close();
  }

  // --- after a restart ------------------------------------------------------------------------------------------

  async #resume(): Promise<void> {
    for (const mark of this.#options.marks) {
      const here = this.#tryOpen(this.path, 0);
      const isHere =
        here !== undefined && here.inode === mark.inode && here.device === mark.device && isSame(here, mark);
      here?.close();
      if (isHere) this.#begin(this.#tryOpen(this.path, this.#startOf(this.path, mark)), mark.offset);
      else await this.#rest(mark, true);
    }
  }

  /** What followed a mark in a file that is elsewhere by now, and the files that came after it. */
  async #rest(mark: Mark, withLater: boolean): Promise<void> {
    const { itself, later } = await whereabouts(mark);
    if (itself === undefined) {
      const what = `${mark.path} was rotated away or cut: what may have followed byte ${mark.offset} is nowhere to be found`;
      if (mark.fingerprint.bytes > 0) this.#options.tell(what);
      return;
    }
    this.#openRotated(itself, mark.offset, mark);
    if (!withLater) return;
    const others = new Set(this.#options.marks.filter((other) => other !== mark).map(({ inode }) => inode));
    for (const rotated of later) if (!others.has(inodeOf(rotated.path))) this.#openRotated(rotated, 0);
  }

  #openRotated(rotated: Rotated, known: number, mark?: Mark): void {
    if (isPackedOtherwise(rotated.path)) {
      this.#options.tell(`${rotated.path} is not read: of compressed files only gzip's are`);
      return;
    }
    if (rotated.packed) {
      this.#ready.push({ tape: openPacked(rotated.path, this.path), known });
      return;
    }
    const tape = this.#tryOpen(rotated.path, mark ? this.#startOf(rotated.path, mark) : 0);
    if (tape === undefined) return;
    tape.retired = true;
    this.#ready.push({ tape, known });
  }

  /** A capture is read from its beginning, lines from a little before; and from where one begins. */
  #startOf(path: string, { offset }: Mark): number {
    const probe = this.#tryOpen(path, 0);
    if (probe === undefined) return offset;
    try {
      if (isCapture(probe.peek(0, 64))) return 0;
      const from = Math.max(0, offset - this.#options.rewindBytes);
      if (from === 0) return 0;
      const bytes = probe.peek(from - 1, offset - from + 1);
      const end = bytes.indexOf(newline);
      return end < 0 ? offset : from + end;
    } finally {
      probe.close();
    }
  }

  // --- rotation -------------------------------------------------------------------------------------------------

  /** It was cut: the rest of what it was stands in a copy. */
  async #afterCut(tape: FileTape): Promise<void> {
    this.#current = undefined;
    await this.#rest(tape.mark(), false);
  }

  /** Another file may stand at the path by now. */
  #compare(now: number): void {
    const current = this.#current;
    if (current === undefined) return;
    const stats = statusOf(this.path);
    if (stats === undefined) return; // renamed, and the new one is not there yet
    if (String(stats.ino) === current.inode && String(stats.dev) === current.device) return;
    const known = new Set(
      [current, ...this.#old.map(({ tape }) => tape)].map(({ device, inode }) => `${device} ${inode}`),
    );
    for (const rotated of rotatedAfter(this.path, current.modified(), known)) this.#openRotated(rotated, 0);
    this.#old.push({ tape: current, size: -1, since: now });
    this.#current = undefined;
  }

  #retire(now: number): void {
    for (const old of this.#old) {
      const size = old.tape.offset + old.tape.lag();
      if (size !== old.size) old.since = now;
      old.size = size;
      if (this.#options.once || now - old.since > lingerMs) old.tape.retired = true;
    }
    this.#old = this.#old.filter(({ tape }) => !tape.over);
    if (this.#options.once && this.#current) this.#current.retired = true;
    if (this.#current?.over && !this.#current.cut) this.#current = undefined;
  }

  #open(): void {
    if (this.#current !== undefined || this.#over) return;
    const tape = this.#tryOpen(this.path, 0);
    if (tape === undefined) return;
    if (this.#options.once) this.#over = true;
    const fromEnd = this.#options.fromEnd && this.#options.marks.length === 0 && this.#told === undefined;
    const end = tape.lag();
    if (fromEnd) tape.close();
    this.#begin(fromEnd ? this.#tryOpen(this.path, end) : tape, 0);
  }

  #begin(tape: FileTape | undefined, known: number): void {
    if (tape === undefined) return;
    this.#current = tape;
    this.#ready.push({ tape, known });
  }

  /** Why it can't be opened is told once, until that changes. */
  #tryOpen(path: string, offset: number): FileTape | undefined {
    try {
      const tape = new FileTape(path, offset, this.path);
      if (path === this.path) this.#told = undefined;
      return tape;
    } catch (error) {
      const isNone = error instanceof Error && 'code' in error && error.code === 'ENOTFILE';
      const { what } = isNone ? { what: 'not a regular file' } : reason(error);
      if (path === this.path && what !== this.#told) this.#options.tell(`${path}: ${what}`);
      this.#told = what;
      return undefined;
    }
  }
}

function isSame(tape: FileTape, { offset, fingerprint }: Mark): boolean {
  if (tape.lag() < offset) return false;
  return fingerprint.bytes === 0 || fits(tape.peek(0, fingerprint.bytes), fingerprint);
}

function inodeOf(path: string): string {
  return String(statusOf(path)?.ino ?? '');
}
