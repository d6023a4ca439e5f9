/**
 * Failed logins that say something. Whatever faces the network is guessed at every day: only what came on the day before
 * the miner, and more of it than on other days, may have to do with how it came.
 */
import type { Case } from '../../model/case.ts';
import type { LoginEvent } from '../../model/log-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind } from '../evidence.ts';
import { perCase } from '../per-case.ts';
import { counted } from '../words.ts';
import { firstMining } from './coverage.ts';

const dayMs = 86_400_000;
/** Failed logins from which on somebody guesses: people mistype a few times. */
const guesses = 20;
/** So many times as on another day. */
const oftener = 2;

interface Guessing {
  readonly failures: readonly Observation<'login-event'>[];
  readonly says: string;
}

export const guessingBefore: (evidence: Case) => Guessing | undefined = perCase((evidence) => {
  const failures = ofKind(evidence, 'login-event').filter(({ value }) => value.outcome === 'failed');
  const all = sum(failures, ({ times = 1 }) => times);
  if (all < guesses) return undefined;
  const whole = { failures, says: `A log shows ${counted(all, 'failed login')}` };
  const [start, end] = spanOf(failures);
  const moment = firstMining(evidence);
  if (start === undefined || end === undefined) return whole;
  if (moment === undefined) return end - start <= 2 * dayMs ? whole : undefined;
  const isBefore = ({ value }: Observation<'login-event'>): boolean => within(value, moment - dayMs, moment) > 0;
  const onTheDay = Math.round(sum(failures, (value) => within(value, moment - dayMs, moment)));
  if (onTheDay < guesses) return undefined;
  const days = Math.max(end, moment) - Math.min(start, moment - dayMs);
  const onAnother = (all - onTheDay) / Math.max(1, days / dayMs - 1);
  if (onTheDay < oftener * onAnother) return undefined;
  const says = `A log shows ${counted(onTheDay, 'failed login')} on the day before it${onAnother < 1 ? '' : `, and ${Math.round(onAnother)} on a usual day`}`;
  return { failures: failures.filter(isBefore), says };
});

function sum(failures: readonly Observation<'login-event'>[], of: (value: LoginEvent) => number): number {
  return failures.reduce((total, { value }) => total + of(value), 0);
}

/** Many are told as one, from the first to the last: they are taken to be spread evenly. One without a time counts for no day. */
function within({ start, end = start, times = 1 }: LoginEvent, from: number, to: number): number {
  if (start === undefined || end === undefined) return 0;
  const [first, last] = [Date.parse(start), Date.parse(end)];
  if (last <= first) return first >= from && first <= to ? times : 0;
  return (times * Math.max(0, Math.min(last, to) - Math.max(first, from))) / (last - first);
}

/** Milliseconds since 1970; nothing where none has a time. */
function spanOf(failures: readonly Observation<'login-event'>[]): [number?, number?] {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { value } of failures) {
    if (value.start === undefined) continue;
    start = Math.min(start, Date.parse(value.start));
    end = Math.max(end, Date.parse(value.end ?? value.start));
  }
  return start > end ? [] : [start, end];
}
