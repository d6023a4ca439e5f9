/**
 * Lines of a tab-separated log of connections that are worth reading: by the server's port and by how long it went on,
 * the two columns that can be judged where they stand. Nearly no line is, so the others must cost next to nothing.
 */
import { longestLine } from '../../codec/log-lines/lines.ts';
import { poolPorts } from '../../intel/pool-ports.ts';
import { leastSeconds } from './zeek-long-connections.ts';

const lineFeed = 0x0a;
const hash = 0x23;

/** One for each port at which pools listen. */
const isPoolPort = new Uint8Array(65_536);
for (const port of poolPorts) isPoolPort[port] = 1;

/** How a log of connections is read where it stands. */
export interface ConnColumns {
  readonly separator: number;
  readonly port: number;
  /** Behind the port; below zero where it is not. */
  readonly duration: number;
}

/** True where a line `[start, end)` tells of a pool's port or of a connection that went on for long. */
export function isTelling(bytes: Uint8Array, start: number, end: number, columns: ConnColumns): boolean {
  const { separator, port, duration } = columns;
  const portAt = behindColumns(bytes, start, end, separator, port);
  if (isPoolPort[numberIn(bytes, portAt, end)] === 1) return true;
  if (duration < port) return false;
  const durationAt = behindColumns(bytes, portAt, end, separator, duration - port);
  return numberIn(bytes, durationAt, end) >= leastSeconds;
}

/** Where the column begins that stands so many behind the one at `start`; `end` where the line has fewer. */
function behindColumns(bytes: Uint8Array, start: number, end: number, separator: number, columns: number): number {
  let at = start;
  for (let passed = 0; passed < columns && at < end; at++) if (bytes[at] === separator) passed++;
  return at;
}

/**
 * Passes over lines that are not telling: gives where a line begins that has to be looked at, or the first one behind
 * `to`. A line without its end is left to the caller.
 */
export function passOver(bytes: Uint8Array, from: number, to: number, columns: ConnColumns): number {
  let start = from;
  while (start < to && bytes[start] !== hash) {
    const most = Math.min(bytes.length, start + longestLine);
    const end = bytes.indexOf(lineFeed, start);
    if (end < 0 || end > most || isTelling(bytes, start, end, columns)) break;
    start = end + 1;
  }
  return start;
}

/** The number that digits write at `start`, nine at most; zero where none stands there. */
function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end && at < start + 9; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  return number;
}
