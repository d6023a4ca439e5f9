/**
 * Lines of a log that is read from front to back, as places in the bytes that a sweep sees. A line ends before LF or
 * CR LF; the last one may lack its end.
 * A line is looked at whole or not at all: one that is longer than `longestLine` is told by its place, so that a file
 * without line ends costs no more than its bytes.
 */
import { limit, ok, type Result } from '../../model/result.ts';

/** Bytes. What a sweep sees holds at least so many on each side of what is due (model/units.ts). */
export const longestLine: number = 64 * 1024;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Offsets into the bytes: `[start, end)` is the text without its line end, `next` is where the next line begins. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** What these functions need to know of a sweep's view. */
interface Stretch {
  readonly bytes: Uint8Array;
  /** Offset in the artifact of bytes[0]. */
  readonly base: number;
  readonly from: number;
  readonly to: number;
  /** Nothing follows the bytes. */
  readonly last: boolean;
}

const tooLong = `a line of more than ${longestLine} bytes was passed over`;

/** The line in which the byte at `offset` stands; `limit` where it is too long. */
export function lineAround({ bytes, base, last }: Omit<Stretch, 'from' | 'to'>, offset: number): Result<Line> {
  const lowest = Math.max(0, offset - longestLine);
  const before = bytes.subarray(lowest, offset).lastIndexOf(lineFeed);
  if (before < 0 && base + lowest > 0) return limit(offset, tooLong);
  return lineFrom(bytes, lowest + before + 1, last);
}

/** The line that begins at `start`; `limit` where it is too long. `last`: nothing follows the bytes. */
export function lineFrom(bytes: Uint8Array, start: number, last: boolean): Result<Line> {
  const most = Math.min(bytes.length, start + longestLine + 1);
  const found = endOf(bytes, start, most);
  if (found < most) {
    const end = found > start && bytes[found - 1] === carriageReturn ? found - 1 : found;
    return ok({ start, end, next: found + 1 });
  }
  if (last && bytes.length - start <= longestLine) return ok({ start, end: most, next: most });
  return limit(start, tooLong);
}

/** Lines are a few hundred bytes: a plain loop is done before a built-in search has begun. */
function endOf(bytes: Uint8Array, start: number, end: number): number {
  const near = Math.min(end, start + 512);
  for (let at = start; at < near; at++) if (bytes[at] === lineFeed) return at;
  if (near === end) return end;
  const found = bytes.subarray(near, end).indexOf(lineFeed);
  return found < 0 ? end : near + found;
}

/**
 * Every line that begins in `bytes[from, to)`, ascending. One that is too long comes as `limit` with its offset in
 * `bytes`, once, and its rest is passed over.
 */
export function* eachLine(view: Stretch): Generator<Result<Line>> {
  const { bytes, to, last } = view;
  for (let start = firstStart(view); start < to; ) {
    const line = lineFrom(bytes, start, last);
    yield line;
    if (line.status === 'ok') start = line.value.next;
    else start = nextStart(bytes, start + longestLine, to);
  }
}

/** Where the first line begins that begins at `from` or later; `to` where none does. */
function firstStart({ bytes, base, from, to }: Stretch): number {
  if (from === 0 && base === 0) return 0;
  if (from > 0 && bytes[from - 1] === lineFeed) return from;
  return nextStart(bytes, from, to);
}

/** Where a line begins behind `at`; `to` where none does. */
function nextStart(bytes: Uint8Array, at: number, to: number): number {
  const found = bytes.subarray(at, to).indexOf(lineFeed);
  return found < 0 ? to : at + found + 1;
}
