/** Which stretches of time the logs cover that were read, by what they would show. */
import type { Moment } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { LogSpan } from '../../model/log-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind } from '../evidence.ts';
import { momentsIn } from './moments.ts';

export type Tells = LogSpan['tells'][number];

const dayMs = 86_400_000;
/** Between the last line of a log and the first of the next, where a quiet night may lie. */
export const quietMs: number = 6 * 3_600_000;

/** When the miner first showed: milliseconds since 1970; nothing where nothing has a time for it. */
export function firstMining(evidence: Case): number | undefined {
  const first = firstMoment(evidence);
  return first === undefined ? undefined : Date.parse(first.time);
}

function firstMoment(evidence: Case): Moment | undefined {
  const moments = momentsIn(evidence);
  return (
    moments.find(({ role, placed }) => role === 'mining' || placed) ??
    moments.find(({ role, soft }) => role === 'deed' && !soft)
  );
}

/**
 * Logs that would show such things and that, one after another, cover the day before the miner first showed, until then.
 * Nothing where they leave a gap.
 */
export function logsBefore(evidence: Case, tells: Tells): Observation<'log-span'>[] {
  const moment = firstMining(evidence);
  if (moment === undefined) return [];
  const machine = firstMoment(evidence)?.machine;
  const logs = ofKind(evidence, 'log-span')
    .filter(({ value }) => value.tells.includes(tells) && isOfOneMachine(value.machine, machine))
    .filter(({ value }) => startOf(value) <= moment && endOf(value) >= moment - dayMs)
    .sort((a, b) => startOf(a.value) - startOf(b.value));
  let covered = moment - dayMs;
  for (const [i, { value }] of logs.entries())
    if (startOf(value) <= covered + (i === 0 ? 0 : quietMs)) covered = Math.max(covered, endOf(value));
  return covered >= moment ? logs : [];
}

/** Another machine's silence says nothing; a log that names none was handed in with the others. */
function isOfOneMachine(a: string | undefined, b: string | undefined): boolean {
  const name = (machine: string): string => machine.toLowerCase().replace(/\..*$/, '');
  return a === undefined || b === undefined || name(a) === name(b);
}

function startOf({ start }: LogSpan): number {
  return Date.parse(start ?? '');
}

function endOf({ end }: LogSpan): number {
  return Date.parse(end ?? '');
}

/** What would settle it and is not there: kinds of logs that do not cover the day before the miner. */
export function missingLogs(evidence: Case): Tells[] {
  if (firstMining(evidence) === undefined) return [];
  return telling.filter((tells) => logsBefore(evidence, tells).length === 0);
}

/** What shows a way in, most telling first. */
const telling: readonly Tells[] = ['processes', 'web-requests', 'logins'];
