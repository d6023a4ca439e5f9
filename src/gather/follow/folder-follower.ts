/**
 * A folder that files come to: rotated captures (tcpdump -G, -C), a sensor's logs (Zeek's current/). Each file is
 * followed; rotated names of a file that is followed are that file's own affair, and compressed files are left alone.
 */
import { type Dirent, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isCapture } from '../../codec/network/capture.ts';
import type { Mark } from '../../model/watch-state.ts';
import { rawPath } from '../path.ts';
import { reason } from '../reason.ts';
import type { Followed, Follower, FollowOptions } from './follower.ts';
import { PathFollower } from './path-follower.ts';
import { isPackedOtherwise, isRotated } from './rotation.ts';
import { statusOf } from './status.ts';

/** Between two looks at the folder itself. */
const listMs = 1_000;
/** Files followed at once. */
const mostFiles = 512;
/** Files remembered that nothing comes to any more. */
const mostAsleep = 16_384;
/** A capture is done where another one was begun since, and nothing came for so long; a log after longer. */
const captureIdleMs = 10_000;
const logIdleMs = 600_000;

interface Asleep {
  readonly mark: Mark;
  readonly size: number;
}

export class FolderFollower implements Follower {
  readonly #folder: string;
  readonly #options: FollowOptions;
  readonly #awake = new Map<string, PathFollower>();
  readonly #asleep = new Map<string, Asleep>();
  #listed = Number.NEGATIVE_INFINITY;
  #first = true;
  #isCrowded = false;

  constructor(folder: string, options: FollowOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  get over(): boolean {
    return this.#options.once && !this.#first && [...this.#awake.values()].every(({ over }) => over);
  }

  async look(now: number): Promise<void> {
    if (now - this.#listed >= listMs && !(this.#options.once && !this.#first)) {
      this.#listed = now;
      this.#list();
      this.#first = false;
    }
    for (const follower of this.#awake.values()) await follower.look(now);
    this.#rest(now);
  }

  take(): Followed[] {
    return [...this.#awake.values()].flatMap((follower) => follower.take());
  }

  close(): void {
    for (const follower of this.#awake.values()) follower.close();
  }

  /** Marks of files that are done, so that they are not read again. */
  marks(): Mark[] {
    return [...this.#asleep.values()].map(({ mark }) => mark);
  }

  #list(): void {
    const names = this.#names();
    const all = new Set(names);
    for (const path of this.#asleep.keys()) if (!all.has(basename(path))) this.#asleep.delete(path);
    for (const name of names) {
      const path = join(this.#folder, name);
      if (this.#awake.has(path) || name.endsWith('.gz') || isPackedOtherwise(name) || isRotatedOf(name, all)) continue;
      const asleep = this.#asleep.get(path);
      if (asleep && isUnchanged(path, asleep)) continue;
      if (this.#awake.size >= mostFiles) {
        if (!this.#isCrowded)
          this.#options.tell(`${this.#folder}: more than ${mostFiles} files are written to: the others wait`);
        this.#isCrowded = true;
        return;
      }
      this.#follow(path, asleep);
    }
    this.#isCrowded = false;
  }

  #follow(path: string, asleep: Asleep | undefined): void {
    this.#asleep.delete(path);
    const before = this.#options.marks.filter((mark) => mark.path === path);
    const marks = asleep ? [asleep.mark] : this.#first ? before : [];
    const follower = new PathFollower(path, { ...this.#options, marks, fromEnd: this.#options.fromEnd && this.#first });
    this.#awake.set(path, follower);
  }

  #names(): string[] {
    try {
      return readdirSync(rawPath(this.#folder), { withFileTypes: true })
        .filter((entry: Dirent) => entry.isFile())
        .map(({ name }) => name)
        .sort();
    } catch (error) {
      this.#options.tell(`${this.#folder}: ${reason(error).what}`);
      return [];
    }
  }

  /** Files that nothing comes to are closed and only their size is looked at. */
  #rest(now: number): void {
    const captures = [...this.#awake.values()].filter(({ current }) => current && isCapture(current.head()));
    const newest = Math.max(...captures.map(({ current }) => current?.modified() ?? 0));
    for (const [path, follower] of this.#awake) {
      const { current } = follower;
      if (follower.over && current === undefined) this.#awake.delete(path);
      if (current === undefined || this.#options.once) continue;
      const isDone =
        captures.includes(follower) && current.modified() < newest
          ? follower.idle(now) > captureIdleMs
          : follower.idle(now) > logIdleMs && !captures.includes(follower);
      if (!isDone || !current.atEnd) continue;
      this.#asleep.set(path, { mark: current.mark(), size: current.offset });
      follower.finish();
      this.#awake.delete(path);
      const [oldest] = this.#asleep.keys();
      if (this.#asleep.size > mostAsleep && oldest !== undefined) this.#asleep.delete(oldest);
    }
  }
}

/** `eve.json.1` beside `eve.json`. */
function isRotatedOf(name: string, names: ReadonlySet<string>): boolean {
  for (let at = name.length - 1; at > 0; at--)
    if (names.has(name.slice(0, at)) && isRotated(name, name.slice(0, at))) return true;
  return false;
}

function isUnchanged(path: string, { mark, size }: Asleep): boolean {
  const stats = statusOf(path);
  return stats !== undefined && String(stats.ino) === mark.inode && Number(stats.size) === size;
}
