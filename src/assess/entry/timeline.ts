/**
 * What happened when, out of all logs, captures and notes of a case, in one clock. Times whose log names no zone stand as
 * if they were UTC, and say so. Attempts are everyday: those that did not work are told together, a kind in one line, but
 * for what stands right beside the beginning or comes from the same address.
 */
import type { Moment, Timeline } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import { ofKind } from '../evidence.ts';
import { counted } from '../words.ts';
import { quietMs } from './coverage.ts';
import { compare, momentsIn, mostIds, type Told } from './moments.ts';

const mostMoments = 120;
/** Attempts, or kinds of them, that nothing shows to have worked. */
const mostAttempts = 12;
const mostCovered = 40;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** What was done longer before the miner than this, and by no known way in, need not have to do with it. */
const dayMs = 24 * hourMs;

export function timelineOf(evidence: Case): Timeline | undefined {
  const all = momentsIn(evidence);
  if (all.length === 0) return undefined;
  const beginning = beginningOf(all);
  const { kept, left } = keep(all, beginning);
  const first = beginning === undefined ? -1 : kept.indexOf(beginning);
  return {
    moments: kept.map(plain),
    ...(first < 0 ? {} : { first }),
    ...(left > 0 ? { left } : {}),
    covered: coveredBy(evidence),
  };
}

function plain({ tried, everyday, entered, placed, soft, ...moment }: Told): Moment {
  return moment;
}

/**
 * The earliest malicious moment: of an entry that worked, or, where none shows, what was done before the miner. A miner
 * that runs since the last restart came earlier: what was placed for it counts like its start. A file's date alone, which
 * anyone can set, counts only where it stands beside one of these.
 */
function beginningOf(all: readonly Told[]): Told | undefined {
  const mining = all.find(({ role }) => role === 'mining');
  const anchor = all.find(({ role, placed }) => role === 'mining' || placed);
  const until = anchor === undefined ? Number.POSITIVE_INFINITY : Date.parse(anchor.time);
  return (
    all.find(({ entered, role }) => entered && role !== 'mining') ??
    all.find(({ role, everyday, time }) => role === 'deed' && !everyday && Date.parse(time) >= until - dayMs) ??
    mining ??
    all.find(({ role, everyday, soft }) => role === 'deed' && !everyday && !soft)
  );
}

/** Everyday things only where they stand beside the beginning; attempts of a kind together, but for those beside it. */
function keep(all: readonly Told[], beginning: Told | undefined): { kept: Told[]; left: number } {
  const from = Date.parse(beginning?.time ?? all[0]?.time ?? '');
  const isWithin = ({ time }: Told, ms: number): boolean => Math.abs(Date.parse(time) - from) <= ms;
  const isBeside = (told: Told): boolean =>
    isWithin(told, 10 * minuteMs) || (told.tried?.from !== undefined && told.tried.from === beginning?.tried?.from);
  const attempts = all.filter(({ role }) => role === 'attempt');
  const told = [...attempts.filter(isBeside), ...joined(attempts.filter((attempt) => !isBeside(attempt)))];
  const rest = all.filter((one) => one.role !== 'attempt' && (!one.everyday || one.entered || isWithin(one, hourMs)));
  const kept = closest([...told.slice(0, mostAttempts), ...rest], mostMoments, from);
  return { kept: kept.sort((a, b) => compare(a.time, b.time)), left: told.length + rest.length - kept.length };
}

/** Years of ordinary deeds must push neither the way in nor the first sign of mining off the list. */
function closest(moments: readonly Told[], most: number, from: number): Told[] {
  const mining = moments.find(({ role }) => role === 'mining');
  const isKept = (moment: Told): boolean => moment.entered === true || moment === mining;
  return moments
    .map((moment) => ({ moment, away: isKept(moment) ? -1 : Math.abs(Date.parse(moment.time) - from) }))
    .sort((a, b) => a.away - b.away)
    .slice(0, most)
    .map(({ moment }) => moment);
}

/** One moment for all attempts of a kind, the most frequent first. */
function joined(attempts: readonly Told[]): Told[] {
  const kinds = new Map<string, Told[]>();
  for (const attempt of attempts) {
    const key = `${attempt.tried?.what} ${attempt.machine}`;
    const kind = kinds.get(key);
    if (kind) kind.push(attempt);
    else kinds.set(key, [attempt]);
  }
  return [...kinds.values()].map(together).sort((a, b) => (b.tried?.times ?? 0) - (a.tried?.times ?? 0));
}

function together(attempts: readonly Told[]): Told {
  const [first] = attempts;
  if (first === undefined) throw new Error('a kind has an attempt');
  if (attempts.length === 1 || first.tried === undefined) return first;
  const { what } = first.tried;
  const times = attempts.reduce((sum, { tried }) => sum + (tried?.times ?? 1), 0);
  const places = placesOf(attempts);
  const until =
    attempts
      .map((attempt) => attempt.until ?? attempt.time)
      .sort(compare)
      .at(-1) ?? first.time;
  return {
    ...first,
    until,
    says: what.endsWith(' login')
      ? `${counted(times, `failed ${what}`)} from ${places}`
      : `${places} tried ${what}, ${counted(times, 'time')} in all`,
    because: attempts.flatMap(({ because }) => because).slice(0, mostIds),
    tried: { what, times },
  };
}

/** Extractors join what comes from too many places: then nobody knows of how many. */
function placesOf(attempts: readonly Told[]): string {
  const places = new Set(attempts.map(({ tried }) => tried?.from));
  if (!places.has(undefined)) return counted(places.size, 'address', 'addresses');
  return places.size > 10 ? 'many addresses' : 'several addresses';
}

/** Logs of one folder that follow one another, as rotated ones do, are told together. */
function coveredBy(evidence: Case): Timeline['covered'] {
  const names = new Map(evidence.artifacts.map(({ id, name }) => [id, name]));
  const logs = ofKind(evidence, 'log-span').flatMap(({ value, at }): Covered[] => {
    const { start, end, tells } = value;
    if (start === undefined || end === undefined) return [];
    return [{ what: tells.join(', ').replaceAll('-', ' '), start, end, log: names.get(at.artifact) ?? value.log }];
  });
  const sorted = logs.sort((a, b) => compare(folderOf(a), folderOf(b)) || compare(a.start, b.start));
  const groups: Covered[][] = [];
  for (const log of sorted) {
    const group = groups.at(-1);
    if (group !== undefined && continues(group, log)) group.push(log);
    else groups.push([log]);
  }
  return groups.flatMap(asOne).slice(0, mostCovered);
}

type Covered = Timeline['covered'][number];

function folderOf({ log, what }: Covered): string {
  return `${log.replace(/[^/\\]*$/, '')} ${what}`;
}

function endOf(group: readonly Covered[]): string {
  return (
    group
      .map(({ end }) => end)
      .sort(compare)
      .at(-1) ?? ''
  );
}

function continues(group: readonly Covered[], log: Covered): boolean {
  const [first] = group;
  const isNext = Date.parse(log.start) <= Date.parse(endOf(group)) + quietMs;
  return isNext && first !== undefined && folderOf(first) === folderOf(log);
}

function asOne(group: readonly Covered[]): Covered[] {
  const [first, ...others] = group;
  if (first === undefined) return [];
  const last = others.at(-1)?.log.replace(/^.*[/\\]/, '');
  return [{ ...first, end: endOf(group), log: last === undefined ? first.log : `${first.log} to ${last}` }];
}
