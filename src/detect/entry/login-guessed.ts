/**
 * Somebody logged in with a password after many failures from the same place; or after a few failures or from a place
 * that nobody had come from, and then something was fetched and run, or a miner started: within the hour after failures,
 * within minutes and by that very account after a first login from somewhere, since staff travel.
 * Does not claim: who it was. An owner who forgot a password looks like a guesser until something is done.
 */
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { type Deed, deedInWords, fetches, isOfMining } from './deeds.ts';
import { tellingDeeds, tellingLogins } from './most-telling.ts';
import { type Following, following, lapse } from './when.ts';

type Login = Observation<'login-event'>;

const hourMs = 3_600_000;
const minutesMs = 10 * 60_000;
/** So many, or fewer with several names, are no slips of one who knows the password. */
const manyFailures = 20;
const someFailures = 10;
const severalAccounts = 3;
const firstPerson = 1000;
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
    // What a service or a package's script started came through the service or the package.
    const deeds: readonly Deed[] = tellingDeeds<Deed>(
      [
        ...starts.filter(({ value: { why } }) => !why.includes('child-of-service') && !why.includes('package-script')),
        ...actions.filter(({ value }) => value.action !== 'package-installed' && value.action !== 'job-step'),
      ].filter((deed) => isOfMining(deed) || fetches(deed)),
    );
    let count = 0;
    const worked = logins.filter(({ value }) => value.outcome === 'worked' && (value.after || value.newHere));
    for (const login of tellingLogins(worked)) {
      const claim = claimOf(login, deeds);
      if (claim && ++count <= mostClaims) yield claim;
    }
  },
});

function claimOf(login: Login, deeds: readonly Deed[]): Claim | undefined {
  const { after, newHere, account, from, service } = login.value;
  const guessed = after !== undefined && isGuessing(login.value, after);
  if (after === undefined && newHere !== true) return undefined;
  const done = deeds.flatMap((deed) => {
    const followed = after === undefined ? followingFirst(login, deed) : following(login.value, deed.value, hourMs);
    return followed !== undefined && (guessed || followed.perhaps === undefined) ? [{ deed, followed }] : [];
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

/** Passwords are guessed; a key that fits was there before, whoever failed beside it. */
function isGuessing(
  { method = '' }: Login['value'],
  { failures, accounts = 1 }: NonNullable<Login['value']['after']>,
): boolean {
  if (/^(?:publickey|gssapi|hostbased)/.test(method)) return false;
  return failures >= manyFailures || (failures >= someFailures && accounts >= severalAccounts);
}

/** Of logins that were joined, the first alone was the first from there. */
function followingFirst(login: Login, deed: Deed): Following | undefined {
  if (!mayBeBy(login.value.account, deed.value.user)) return undefined;
  const { end: _, ...first } = login.value;
  const followed = following(first, deed.value, minutesMs);
  return followed !== undefined && followed.ms >= 0 ? followed : undefined;
}

/** Audit logs that name no account give its number: 0 is root's, and people's begin at 1000 (login.defs, UID_MIN). */
function mayBeBy(account: string | undefined, user: string | undefined): boolean {
  if (account === undefined || user === undefined) return false;
  const name = user.replace(/^.*\\/, '').toLowerCase();
  if (!/^\d{1,10}$/.test(name)) return name === account.toLowerCase();
  return account === 'root' ? name === '0' : Number(name) >= firstPerson;
}
