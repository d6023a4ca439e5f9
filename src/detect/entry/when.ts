/**
 * Whether one thing followed another, by the clocks of two logs. A log that names no zone may be half a day off, and then
 * what follows is no more than possible. Of many events that were joined, only the first and the last time are known.
 */
import type { Clock } from '../../model/log-payloads.ts';

interface Timed {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly machine?: string | undefined;
  readonly clock?: Clock | undefined;
}

/** How far clocks of one network stand apart, and how late a log is written. */
const skewMs = 120_000;
/** Zones lie between 12 hours behind and 14 before UTC. */
const zoneMs = 14 * 3_600_000;

export interface Following {
  /** From the one to the other; below zero where the clocks disagree. */
  readonly ms: number;
  /** A zone is unknown, or what is between was joined: it fits, and that is all. */
  readonly perhaps?: string;
  /** It fits if the log without a zone is in UTC, as the logs of most servers and containers are. */
  readonly inUtc?: true;
}

/** How `after` followed `before`, if it did within so many milliseconds. */
export function following(before: Timed, after: Timed, withinMs: number): Following | undefined {
  const [from, to] = [timeOf(before.start), timeOf(after.start)];
  if (from === undefined || to === undefined || !onOneMachine(before, after)) return undefined;
  const until = timeOf(before.end) ?? from;
  const last = timeOf(after.end) ?? to;
  const near = nearest([to - from, to - until, last - until], withinMs);
  const zone = zoneDiffers(before, after);
  if (near !== undefined) return zone ? { ms: near, perhaps: zoneWords, inUtc: true } : { ms: near };
  if (to >= from - skewMs && to <= until + withinMs)
    return { ms: 0, perhaps: 'only the first and the last of these attempts have a time' };
  const apart = to - until;
  if (zone && apart >= -zoneMs - (until - from) && apart <= zoneMs + withinMs) return { ms: apart, perhaps: zoneWords };
  return undefined;
}

const zoneWords = 'one of the logs names no time zone, so that it may be up to 14 hours off';

function nearest(gaps: readonly number[], withinMs: number): number | undefined {
  return gaps.filter((gap) => gap >= -skewMs && gap <= withinMs).sort((a, b) => Math.abs(a) - Math.abs(b))[0];
}

/** Two logs without a zone on one machine share theirs, as do two with one. */
function zoneDiffers(a: Timed, b: Timed): boolean {
  return (a.clock?.zone === undefined) !== (b.clock?.zone === undefined);
}

function timeOf(text: string | undefined): number | undefined {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Where one of the logs does not say, they are taken for logs of one machine: they were handed in together. */
function onOneMachine(a: Timed, b: Timed): boolean {
  return a.machine === undefined || b.machine === undefined || hostName(a.machine) === hostName(b.machine);
}

function hostName(machine: string): string {
  return machine.toLowerCase().replace(/\..*$/, '');
}

/** `12 seconds after`, `right after`, for titles. Where the clocks disagree on what came first, so do the words. */
export function lapseAfter(ms: number): string {
  if (ms < 0) return `within ${lapse(skewMs)} of`;
  return ms < 1000 ? 'right after' : `${lapse(ms)} after`;
}

/** `12 seconds`, `7 minutes`. */
export function lapse(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
