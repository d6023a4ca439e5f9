/**
 * A file that grows, read as it does. Each look reads a few bytes before its place once more: where they are not what
 * they were, the file was cut and written anew (logrotate's copytruncate), and nothing of that look counts.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { Mark } from '../../model/watch-state.ts';
import { rawPath } from '../path.ts';
import { fingerprintOf } from './fingerprint.ts';
import { headLength, type Tape } from './tape.ts';

/** Bytes read once more. */
const overlapBytes = 64;
/** Bytes of its beginning that are looked at once more. */
const probeBytes = 1_024;
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
const none = new Uint8Array(0);

export class FileTape implements Tape {
  readonly name: string;
  readonly #descriptor: number;
  readonly device: string;
  readonly inode: string;
  #offset: number;
  #behind: Uint8Array = none;
  #head: Uint8Array = none;
  #closed = false;
  #modified = 0;
  /** It was cut: what followed the offset is to be found elsewhere. */
  cut = false;
  /** Nothing is written to it any more: its end is the end. */
  retired = false;
  /** Its end was met at the last look. */
  atEnd = false;

  /**
   * Opens a file; throws Node's error where it can't, and where it is no regular file.
   *
   * @param path where it is now
   * @param name what it was called when it was followed first
   */
  constructor(path: string, offset = 0, name: string = path) {
    this.name = name;
    this.#descriptor = openSync(rawPath(path), readOnly);
    const stats = fstatSync(this.#descriptor, { bigint: true });
    if (!stats.isFile()) {
      this.close();
      throw Object.assign(new Error('no regular file'), { code: 'ENOTFILE' });
    }
    this.device = String(stats.dev);
    this.inode = String(stats.ino);
    this.#offset = offset;
    if (offset > 0) {
      this.#behind = this.#read(Math.max(0, offset - overlapBytes), Math.min(offset, overlapBytes));
      this.#head = this.#read(0, Math.min(offset, headLength));
    }
  }

  get offset(): number {
    return this.#offset;
  }

  get over(): boolean {
    return this.cut || (this.retired && this.atEnd);
  }

  /** Of what was read: what follows may be another file's by now. */
  head(): Uint8Array {
    return this.#head;
  }

  next(room: Uint8Array, most: number = room.length): Uint8Array {
    if (this.over) return none;
    const lead = this.#behind.length;
    const count = readSync(this.#descriptor, room, 0, Math.min(room.length, most + lead), this.#offset - lead);
    if (count < lead || !equal(room.subarray(0, lead), this.#behind) || this.#headChanged()) {
      this.cut = true;
      return none;
    }
    this.atEnd = count === lead;
    if (this.atEnd) return none;
    if (this.#head.length === this.#offset && this.#offset < headLength)
      this.#head = joined(this.#head, room.subarray(lead, Math.min(count, lead + headLength - this.#offset)));
    this.#offset += count - lead;
    this.#behind = room.slice(Math.max(0, count - overlapBytes), count);
    return room.subarray(lead, count);
  }

  /** A file of which little was read may have been replaced by one that begins alike: its own beginning tells. */
  #headChanged(): boolean {
    const known = this.#head.subarray(0, probeBytes);
    return known.length > 0 && !equal(this.#read(0, known.length), known);
  }

  lag(): number {
    return this.#closed ? 0 : Math.max(0, Number(fstatSync(this.#descriptor).size) - this.#offset);
  }

  /** Milliseconds since 1970. */
  modified(): number {
    if (!this.#closed) this.#modified = fstatSync(this.#descriptor).mtimeMs;
    return this.#modified;
  }

  mark(): Mark {
    const fingerprint = fingerprintOf(this.#head);
    return { path: this.name, device: this.device, inode: this.inode, offset: this.#offset, fingerprint };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#descriptor);
  }

  /** Bytes anywhere in it, fewer where it ends. */
  peek(at: number, length: number): Uint8Array {
    return this.#read(at, length);
  }

  #read(at: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(this.#descriptor, bytes, 0, length, at));
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
