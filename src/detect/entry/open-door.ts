/**
 * A service that does what it is asked was asked by somebody from outside to fetch or to mine: Docker, Kubernetes, Redis,
 * Jupyter, PostgreSQL, Selenium, Ray, Jenkins. No hole is needed where the door has no lock.
 * Does not claim: that there was no lock at all; a stolen or a weak password opens it, too.
 */
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { type Deed, deedInWords, doors, fetches, isOfMining, isOfService } from './deeds.ts';
import { following } from './when.ts';

type Attempt = Observation<'exploit-attempt'>;
type Needs = 'exploit-attempt' | 'process-start' | 'log-action';

const soonMs = 10 * 60_000;
const mostClaims = 20;

/** What a service's own log shows to have been done through it. */
const byAction: Readonly<Record<string, { service: string; words: string; techniques: readonly string[] }>> = {
  'container-made': { service: 'docker', words: 'Docker made a container', techniques: ['T1610'] },
  'pod-made': { service: 'kubernetes', words: 'Kubernetes made a pod', techniques: ['T1610', 'T1609'] },
  'database-program': { service: 'postgresql', words: 'A database ran a program', techniques: ['T1059'] },
};

export const openDoor: Detector<Needs> = defineDetector({
  id: 'open-door',
  title: 'A service without a lock was told to fetch or to mine',
  stage: 'mention',
  techniques: ['T1133'],
  confidence: 'moderate',
  needs: ['exploit-attempt', 'process-start', 'log-action'],
  couldBe: [
    'an administrator, or a program of the owner, who uses the service for what it is there for',
    'a penetration test',
  ],
  *detect({ 'exploit-attempt': attempts, 'process-start': starts, 'log-action': actions }) {
    const asked = attempts.filter(({ value }) => doors.has(value.service) && value.carries !== 'probe');
    const claimed = new Set<string>();
    let count = 0;
    for (const action of actions) {
      const claim = claimOfAction(action, asked);
      if (claim === undefined || ++count > mostClaims) continue;
      yield claim.claim;
      if (claim.attempt) claimed.add(claim.attempt.id);
    }
    for (const attempt of asked) {
      const claim = claimed.has(attempt.id) ? undefined : claimOfAttempt(attempt, starts);
      if (claim && ++count <= mostClaims) yield claim;
    }
  },
});

/** The service's own log says that it did it. */
function claimOfAction(
  action: Observation<'log-action'>,
  asked: readonly Attempt[],
): { claim: Claim; attempt: Attempt | undefined } | undefined {
  const door = byAction[action.value.action];
  if (door === undefined || !fetches(action)) return undefined;
  const attempt = asked.find(
    ({ value }) => value.service === door.service && following(value, action.value, soonMs) !== undefined,
  );
  // Whoever may make pods makes them for everything; nobody's may fetch.
  const nobody = /^system:(?:anonymous|unauthenticated)$/.test(action.value.user ?? '');
  if (action.value.action === 'pod-made' && !nobody && attempt === undefined && !isOfMining(action)) return undefined;
  const { from } = action.value;
  const where = action.value.machine === undefined ? '' : ` on ${action.value.machine}`;
  const title = `${door.words} that ${isOfMining(action) ? 'mines or fetches a miner' : 'fetches something'}${where}: ${deedInWords(action, 90)}`;
  const claim: Claim = {
    title: from === undefined ? title : `${title}, for ${from}`,
    stage: isOfMining(action) ? 'capability' : 'mention',
    confidence: nobody || attempt !== undefined ? 'high' : 'moderate',
    techniques: ['T1133', ...door.techniques, ...(isOfMining(action) ? ['T1496.001'] : [])],
    because: all(...(attempt ? [saw(attempt, 'the request')] : []), saw(action, 'what the service did')),
  };
  return { claim, attempt };
}

/** The request, and what the service started then. */
function claimOfAttempt(attempt: Attempt, starts: readonly Observation<'process-start'>[]): Claim | undefined {
  const { value } = attempt;
  const done: readonly Deed[] = starts.filter(
    (start) =>
      start.value.why.includes('child-of-service') &&
      isOfService(value.service, start.value.service) &&
      following(value, start.value, soonMs) !== undefined,
  );
  // In the service's own log the request is what was done; in that of a server before it, only what was asked.
  const own = value.method === undefined && (value.carries === 'miner' || value.carries === 'download');
  const [first] = done;
  if (first === undefined && !own) return undefined;
  const mines = value.carries === 'miner' || done.some(isOfMining);
  const where = first?.value.machine ?? value.machine;
  return {
    title: `${value.title}: ${first === undefined ? (value.command ?? '').slice(0, 100) : `then it started ${deedInWords(first, 90)}`}${where === undefined ? '' : ` on ${where}`}`,
    stage: mines ? 'capability' : 'mention',
    confidence: first === undefined ? 'low' : 'moderate',
    techniques: ['T1133', ...(mines ? ['T1496.001'] : [])],
    because: all(
      saw(attempt, 'the request'),
      ...done.slice(0, 4).map((deed) => saw(deed, 'what the service started then')),
    ),
  };
}
