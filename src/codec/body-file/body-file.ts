/**
 * The body file of The Sleuth Kit's mactime, version 3: a line a file, with its times. Collectors write one of the whole
 * machine (UAC: bodyfile/bodyfile.txt); copies that they make keep no times of inodes.
 * Source: https://wiki.sleuthkit.org/index.php?title=Body_file
 *
 *     0|/etc/cron.d/x|1311|-rw-r--r--|0|0|57|1763800000|1763800000|1763800100|1763799000
 *     0|/etc/mtab -> ../proc/self/mounts|…
 *
 * A name may hold `|`: fields are counted from the end. The first line of a path counts.
 * Does not see: names that `stat` wrote in quotes, with a newline or an apostrophe in them.
 */
export interface FileTimes {
  /** Milliseconds since 1970; absent where the line has none. */
  readonly changed?: number;
  readonly born?: number;
}

const mostLines = 1 << 20;
/** `0|/|1|-|0|0|0|0|0|0|0` and its end. */
const shortestLine = 20;
/** Who makes names fall into one slot gets only so many of them found. */
const mostProbes = 64;
const newline = 0x0a;
const bar = 0x7c;
/** Behind the name: inode, mode, uid, gid, size and four times. */
const fieldsBehind = 9;
/** Linux has no longer paths than 4,096 bytes, and as much for the target of a link. */
const longestLine = 16_384;
/** The year 9999. */
const latestSeconds = 253_402_300_799;

/** Keeps the bytes, and a number a line beside them: half a million lines are no burden. */
export class BodyFile {
  readonly #bytes: Uint8Array;
  /** Offset of a line and one; 0 is free. A power of two, of which half is used at most. */
  readonly #index: Uint32Array;
  #lines = 0;
  #left = 0;
  #bad = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const most = Math.max(1, Math.min(mostLines, bytes.length / shortestLine));
    this.#index = new Uint32Array(2 ** Math.ceil(Math.log2(2 * most)));
    for (let from = 0; from < bytes.length; ) {
      const found = bytes.indexOf(newline, from);
      const to = found < 0 ? bytes.length : found;
      if (to > from) this.#take(from, to);
      from = to + 1;
    }
  }

  /** Lines that are in the index; that are beyond its bounds; that are none of this format. */
  get counts(): { readonly lines: number; readonly left: number; readonly bad: number } {
    return { lines: this.#lines, left: this.#left, bad: this.#bad };
  }

  /** @param path its bytes, as the machine has it */
  find(path: Uint8Array): FileTimes | undefined {
    const first = hashOf(path);
    for (let probe = 0; probe < mostProbes; probe++) {
      const from = this.#index[this.#slot(first + probe)] ?? 0;
      if (from === 0) return undefined;
      const line = this.#lineAt(from - 1);
      const parts = partsOf(line);
      if (parts && isSame(parts.name, path)) return timesIn(line.subarray(parts.behind));
    }
    return undefined;
  }

  #take(from: number, to: number): void {
    const name = to - from > longestLine ? undefined : partsOf(this.#bytes.subarray(from, to))?.name;
    if (name === undefined) this.#bad++;
    else if (this.#lines < mostLines && this.#place(hashOf(name), from + 1)) this.#lines++;
    else this.#left++;
  }

  #place(first: number, value: number): boolean {
    for (let probe = 0; probe < mostProbes; probe++) {
      const slot = this.#slot(first + probe);
      if (this.#index[slot] !== 0) continue;
      this.#index[slot] = value;
      return true;
    }
    return false;
  }

  #slot(hash: number): number {
    return hash & (this.#index.length - 1);
  }

  #lineAt(from: number): Uint8Array {
    const line = this.#bytes.subarray(from, from + longestLine + 1);
    const end = line.indexOf(newline);
    return end < 0 ? line : line.subarray(0, end);
  }
}

/** The name of a line without the target of a link, and where the fields behind it begin. */
function partsOf(line: Uint8Array): { readonly name: Uint8Array; readonly behind: number } | undefined {
  const begin = line.indexOf(bar) + 1;
  let end = line.length;
  for (let fields = 0; fields < fieldsBehind; fields++) {
    // A negative place would count from the end.
    end = end <= begin ? -1 : line.lastIndexOf(bar, end - 1);
    if (end < begin) return undefined;
  }
  if (begin === 0 || end === begin) return undefined;
  const name = line.subarray(begin, end);
  // The mode is the second field behind the name; that of a link begins with `l`.
  const mode = line.indexOf(bar, end + 1) + 1;
  const arrow = line[mode] === 0x6c ? arrowIn(name) : -1;
  return { name: arrow < 0 ? name : name.subarray(0, arrow), behind: end + 1 };
}

/** Where ` -> ` begins. */
function arrowIn(name: Uint8Array): number {
  for (let at = name.indexOf(0x3e); at >= 0; at = name.indexOf(0x3e, at + 1))
    if (name[at - 1] === 0x2d && name[at - 2] === 0x20 && name[at + 1] === 0x20) return at - 2;
  return -1;
}

function timesIn(tail: Uint8Array): FileTimes {
  const fields = new TextDecoder('latin1').decode(tail).split('|');
  const changed = timeOf(fields[7]);
  const born = timeOf(fields[8]);
  return { ...(changed === undefined ? {} : { changed }), ...(born === undefined ? {} : { born }) };
}

/** Seconds, perhaps with a fraction; 0 stands for none. */
function timeOf(field: string | undefined): number | undefined {
  if (field === undefined || !/^\d{1,12}(?:\.\d{1,12})?\r?$/.test(field)) return undefined;
  const seconds = Number(field);
  return seconds > 0 && seconds <= latestSeconds ? Math.round(seconds * 1000) : undefined;
}

/** FNV-1a of 32 bits. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c_9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x0100_0193);
  return hash >>> 0;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
