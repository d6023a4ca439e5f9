/**
 * What came within minutes of the miner's own files. Times of files can be set; those of inodes take changing the clock.
 * Where a whole tree was copied or installed in those minutes, that something came with it says nothing.
 */
import type { Case } from '../../model/case.ts';
import { ofKind } from '../evidence.ts';
import { perCase } from '../per-case.ts';
import { machineIn, minerFiles, minersRunning } from './miner-ties.ts';

const minutes = 10 * 60_000;
/** An installation or a copy writes more files than this in ten minutes, and an intruder by hand fewer. */
const mostTogether = 40;

interface Beside {
  readonly path: string;
  readonly because: readonly string[];
}

interface Dated<T> {
  readonly time: number;
  readonly of: T;
}

/** When the miner's files and what starts them came, in order; without those that came with many others. */
const arrivals = perCase((evidence: Case): readonly Dated<Beside>[] => {
  const files = minerFiles(evidence);
  const isMiners = (path: string): boolean => files.get(path)?.proof === 'shown';
  const came = [
    ...ofKind(evidence, 'file-trace').flatMap(({ id, value }) =>
      isMiners(value.path) ? [{ id, path: value.path, times: timesIn(value) }] : [],
    ),
    ...ofKind(evidence, 'autostart').flatMap(({ id, value }) =>
      value.programs?.some(isMiners) === true ? [{ id, path: value.place, times: timesIn(value) }] : [],
    ),
    ...minersRunning(evidence).flatMap(({ id, value }) => {
      const time = firstStart(value.start, evidence);
      return time === undefined ? [] : [{ id, path: value.program ?? value.name, times: [time] }];
    }),
  ];
  const dated = came.flatMap(({ id, path, times }) => times.map((time) => ({ time, of: { path, because: [id] } })));
  // A file of a thousand lines came once.
  const once = new Map(dated.map((one) => [`${one.time} ${one.of.path}`, one]));
  return [...once.values()].filter(({ time }) => !isCrowded(time, evidence)).sort(byTime);
});

/** With the machine everything starts: that says nothing of when it came. */
function firstStart(start: string | undefined, evidence: Case): number | undefined {
  if (start === undefined) return undefined;
  const time = Date.parse(start);
  const booted = Date.parse(machineIn(evidence)?.value.booted ?? '');
  return time - booted <= minutes ? undefined : time;
}

/**
 * Something of the miner's that came within ten minutes of one of these times.
 *
 * @param own the place of the thing itself: a file is no witness for its own lines
 */
export function cameBeside(times: readonly (string | undefined)[], evidence: Case, own?: string): Beside | undefined {
  const list = arrivals(evidence);
  for (const iso of times) {
    if (iso === undefined) continue;
    const time = Date.parse(iso);
    for (let i = placeOf(time - minutes, list); i < list.length; i++) {
      const one = list[i];
      if (one === undefined || one.time > time + minutes) break;
      if (one.of.path !== own) return one.of;
    }
  }
  return undefined;
}

/** When every file came or changed that was seen, each file once in a minute. */
const allTimes = perCase((evidence: Case): readonly Dated<string>[] => {
  const dated = new Map<string, Dated<string>>();
  const add = (path: string, times: readonly number[]): void => {
    for (const time of times) dated.set(`${Math.floor(time / 60_000)} ${path}`, { time, of: path });
  };
  for (const { value } of ofKind(evidence, 'file-trace')) add(value.path, timesIn(value));
  for (const { value } of ofKind(evidence, 'autostart')) add(value.place, timesIn(value));
  return [...dated.values()].sort(byTime);
});

/** Looks no further than it has to: what is crowded shows after a few more than the most. */
function isCrowded(time: number, evidence: Case): boolean {
  const list = allTimes(evidence);
  const paths = new Set<string>();
  for (let i = placeOf(time - minutes, list); i < list.length && paths.size <= mostTogether; i++) {
    const one = list[i];
    if (one === undefined || one.time > time + minutes) break;
    paths.add(one.of);
  }
  return paths.size > mostTogether;
}

interface Dates {
  readonly modified?: string | undefined;
  readonly changed?: string | undefined;
  readonly born?: string | undefined;
}

function timesIn({ modified, changed, born }: Dates): number[] {
  return [...new Set([changed, born, modified])].flatMap((iso) => (iso === undefined ? [] : [Date.parse(iso)]));
}

/** The first that is not earlier. */
function placeOf(time: number, list: readonly Dated<unknown>[]): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byTime(a: Dated<unknown>, b: Dated<unknown>): number {
  return a.time - b.time;
}
