/**
 * What happened when, out of all logs, captures and notes of a case, in one clock. Times whose log names no zone stand as
 * if they were UTC, and say so. Attempts are everyday: those alone are told that worked, or that stand closest to what
 * followed.
 */
import type { Moment, Timeline } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import { ofKind } from '../evidence.ts';
import { momentsIn } from './moments.ts';

const mostMoments = 120;
/** Attempts that nothing shows to have worked. */
const mostAttempts = 12;
const mostCovered = 40;

export function timelineOf(evidence: Case): Timeline | undefined {
  const all = momentsIn(evidence);
  if (all.length === 0) return undefined;
  const kept = keep(all);
  const first = kept.findIndex(isBeginning);
  const left = all.length - kept.length;
  return {
    moments: kept,
    ...(first < 0 ? {} : { first }),
    ...(left > 0 ? { left } : {}),
    covered: coveredBy(evidence),
  };
}

/** The earliest malicious moment: an entry that worked, or, where none shows, the first thing that was done. */
function isBeginning({ role }: Moment, _at: number, all: readonly Moment[]): boolean {
  const sought = all.some((moment) => moment.role === 'way-in') ? ['way-in'] : ['deed', 'mining'];
  return sought.includes(role);
}

/** All but the attempts, and of those the ones closest to the beginning. */
function keep(all: readonly Moment[]): Moment[] {
  const beginning = all.find((moment, i) => isBeginning(moment, i, all));
  const from = Date.parse(beginning?.time ?? all[0]?.time ?? '');
  const distance = (moment: Moment): number => Math.abs(Date.parse(moment.until ?? moment.time) - from);
  const attempts = all.filter(({ role }) => role === 'attempt').sort((a, b) => distance(a) - distance(b));
  const near = new Set(attempts.slice(0, mostAttempts));
  return all.filter((moment) => moment.role !== 'attempt' || near.has(moment)).slice(0, mostMoments);
}

function coveredBy(evidence: Case): Timeline['covered'] {
  const names = new Map(evidence.artifacts.map(({ id, name }) => [id, name]));
  return ofKind(evidence, 'log-span')
    .flatMap(({ value, at }) => {
      const { start, end, tells } = value;
      if (start === undefined || end === undefined) return [];
      return { what: tells.join(', ').replaceAll('-', ' '), start, end, log: names.get(at.artifact) ?? value.log };
    })
    .slice(0, mostCovered);
}
