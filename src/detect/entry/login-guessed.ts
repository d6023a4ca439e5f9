/**
 * Somebody logged in after many failures from the same place; or from a place that nobody had come from, and within the
 * hour something was fetched and run, or a miner started.
 * Does not claim: who it was. An owner who forgot a password looks like a guesser until something is done.
 */
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { type Deed, deedInWords, fetches, isOfMining } from './deeds.ts';
import { following, lapse } from './when.ts';

type Login = Observation<'login-event'>;

const hourMs = 3_600_000;
/** So many, or fewer with several names, are no slips of one who knows the password. */
const manyFailures = 20;
const someFailures = 10;
const severalAccounts = 3;
const mostClaims = 20;
const mostDeeds = 4;

export const loginGuessed: Detector<'login-event' | 'process-start' | 'log-action'> = defineDetector({
  id: 'login-guessed',
  title: 'A login that was guessed or stolen',
  stage: 'mention',
  techniques: ['T1110.001', 'T1078'],
  confidence: 'moderate',
  needs: ['login-event', 'process-start', 'log-action'],
  couldBe: [
    'the owner, who forgot a password or travels',
    'a program of the owner with an old password, put right later',
    'a penetration test',
  ],
  *detect({ 'login-event': logins, 'process-start': starts, 'log-action': actions }) {
    // What a service started came through the service.
    const deeds: readonly Deed[] = [
      ...starts.filter(({ value }) => !value.why.includes('child-of-service')),
      ...actions.filter(({ value }) => value.action !== 'package-installed' && value.action !== 'job-step'),
    ].filter((deed) => isOfMining(deed) || fetches(deed));
    let count = 0;
    for (const login of logins) {
      const claim = login.value.outcome === 'worked' ? claimOf(login, deeds) : undefined;
      if (claim && ++count <= mostClaims) yield claim;
    }
  },
});

function claimOf(login: Login, deeds: readonly Deed[]): Claim | undefined {
  const { after, newHere, account, from, service } = login.value;
  const guessed = after !== undefined && isGuessing(after);
  if (!guessed && after === undefined && newHere !== true) return undefined;
  const done = deeds.flatMap((deed) => {
    const followed = following(login.value, deed.value, hourMs);
    // That somebody came from a new place is everyday: what may have followed it, by half a day, says nothing.
    const counts = followed !== undefined && (guessed || followed.perhaps === undefined);
    return counts ? [{ deed, followed }] : [];
  });
  const [first] = done;
  if (first === undefined && !guessed) return undefined;
  const mines = done.some(({ deed }) => isOfMining(deed));
  const perhaps = done.length > 0 && done.every(({ followed }) => followed.perhaps !== undefined);
  const who = `${account ?? 'Somebody'} logged in by ${service}${from === undefined ? '' : ` from ${from}`}`;
  const why =
    after === undefined ? 'for the first time from there' : `after ${after.failures} failed logins from there`;
  const then =
    first === undefined
      ? ''
      : `; ${perhaps ? 'perhaps then' : `${lapse(first.followed.ms)} later`}: ${deedInWords(first.deed, 80)}`;
  return {
    title: `${who} ${why}${then}`,
    stage: mines && (guessed || newHere === true) ? 'capability' : 'mention',
    confidence: guessed && first !== undefined && !perhaps ? 'high' : guessed ? 'moderate' : 'low',
    techniques: [...(after === undefined ? [] : ['T1110.001']), 'T1078', ...(mines ? ['T1496.001'] : [])],
    because: all(
      saw(login, after === undefined ? 'the login from a new place' : 'the login after failures'),
      ...done
        .slice(0, mostDeeds)
        .map(({ deed, followed }) => saw(deed, followed.perhaps ?? 'within the hour after it')),
    ),
  };
}

function isGuessing({ failures, accounts = 1 }: NonNullable<Login['value']['after']>): boolean {
  return failures >= manyFailures || (failures >= someFailures && accounts >= severalAccounts);
}
