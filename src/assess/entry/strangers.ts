/**
 * Logins from where nobody came before that go with the miner: it is fetched from that very address, or it was started
 * within the hour as that very account.
 * Does not see: whether whoever has the key or the password gave it away.
 */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind } from '../evidence.ts';
import { perCase } from '../per-case.ts';
import { besideMiner } from '../reach/deeds.ts';
import { hostsIn, minersRunning } from '../reach/miner-ties.ts';

export interface StrangersLogin {
  readonly seen: Observation<'login-event'>;
  /** `the miner is fetched from there`. */
  readonly why: string;
  readonly because: readonly Observation[];
}

const hourMs = 3_600_000;

export const strangersLogins: (evidence: Case) => readonly StrangersLogin[] = perCase((evidence: Case) =>
  ofKind(evidence, 'login-event').flatMap((seen): StrangersLogin[] => {
    const { outcome, newHere, from } = seen.value;
    if (outcome !== 'worked' || newHere !== true || from === undefined) return [];
    const fetched = besideMiner(evidence, 'download').filter(({ value }) => hostsIn(value.url).includes(from));
    if (fetched.length > 0) return [{ seen, why: 'the miner is fetched from there', because: fetched }];
    const started = minersRunning(evidence).filter((miner) => followsLogin(miner, seen));
    return started.length > 0
      ? [{ seen, why: 'the miner was started as that account within the hour', because: started }]
      : [];
  }),
);

function followsLogin(
  { value: { start, user } }: Observation<'process'>,
  { value }: Observation<'login-event'>,
): boolean {
  if (start === undefined || value.start === undefined || user !== value.account || value.clock?.zone !== undefined)
    return false;
  const ms = Date.parse(start) - Date.parse(value.start);
  return ms >= 0 && ms <= hourMs;
}
