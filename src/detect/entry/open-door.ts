/**
 * A service that does what it is asked was asked by somebody to fetch or to mine: Docker, Kubernetes, Redis, Jupyter,
 * PostgreSQL, Selenium, Ray, Jenkins. No hole is needed where the door has no lock. Logs tell of it, or what stands on the
 * machine.
 * Does not claim: that there was no lock at all; a stolen or a weak password opens it, too.
 */
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { type Deed, deedInWords, doors, fetches, isOfMining, isOfService } from './deeds.ts';
import { dockerDoor } from './docker-door.ts';
import { tellingAttempts, tellingDeeds } from './most-telling.ts';
import { following } from './when.ts';

type Attempt = Observation<'exploit-attempt'>;
type Action = Observation<'log-action'>;
type Needs =
  | 'exploit-attempt'
  | 'process-start'
  | 'log-action'
  | 'machine-setting'
  | 'container'
  | 'process'
  | 'autostart';

const soonMs = 10 * 60_000;
const hourMs = 3_600_000;
const mostClaims = 20;
const mostShown = 3;

const doneIsTold: ReadonlySet<string> = new Set(['docker', 'postgresql', 'kubernetes']);

interface Door {
  readonly service: string;
  readonly words: string;
  readonly techniques: readonly string[];
}

/** What a service's own log shows to have been done through it. */
const byAction: Readonly<Record<string, Door>> = {
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
  needs: ['exploit-attempt', 'process-start', 'log-action', 'machine-setting', 'container', 'process', 'autostart'],
  couldBe: [
    'an administrator, or a program of the owner, who uses the service for what it is there for',
    'a penetration test',
  ],
  *detect(seen) {
    const { 'exploit-attempt': attempts, 'process-start': starts, 'log-action': actions } = seen;
    const asked = tellingAttempts(
      attempts.filter(({ value }) => doors.has(value.service) && value.carries !== 'probe'),
    );
    const done = tellingDeeds(actions.filter(({ value }) => value.action in byAction));
    const ran = tellingDeeds(starts);
    const passages = [...passagesOf(done, asked, ran), ...unanswered(done, asked, ran)];
    for (const passage of passages.slice(0, mostClaims)) yield claimOf(passage);
    // Docker's own state on disk tells what its log would have.
    if (!passages.some(({ service }) => service === 'docker')) yield* dockerDoor(seen);
  },
});

/** One use of a door: what was asked, what the service did, and what ran then. */
interface Passage {
  readonly service: string;
  readonly words: string;
  readonly techniques: readonly string[];
  readonly attempts: readonly Attempt[];
  readonly actions: readonly Action[];
  readonly starts: readonly Observation<'process-start'>[];
  readonly perhaps?: string | undefined;
  readonly inUtc?: true | undefined;
}

/** The service's own log says that it did it. Two readers of one log tell the same twice. */
function* passagesOf(
  actions: readonly Action[],
  asked: readonly Attempt[],
  starts: readonly Observation<'process-start'>[],
): Generator<Passage> {
  const groups = new Map<string, [Action, ...Action[]]>();
  for (const action of actions) {
    if (!(action.value.action in byAction) || !fetches(action)) continue;
    const key = JSON.stringify([action.value.action, action.value.what, action.value.command, action.value.start]);
    const group = groups.get(key);
    if (group) group.push(action);
    else groups.set(key, [action]);
  }
  for (const group of groups.values()) {
    const [{ value }] = group;
    const door = byAction[value.action];
    if (door === undefined) continue;
    const attempts = asked.filter((one) => one.value.service === door.service && follows(one, group[0], soonMs));
    if (value.action === 'pod-made' && attempts.length === 0 && !isNobodys(group[0]) && !isOfMining(group[0])) continue;
    const ran = starts.filter((start) => isChild(start, door.service) && follows(group[0], start, soonMs));
    yield { ...door, attempts, actions: group, starts: withMiners(ran, starts) };
  }
}

/** Whoever may make pods makes them for everything; nobody's may fetch. */
function isNobodys({ value }: Action): boolean {
  return /^system:(?:anonymous|unauthenticated)$/.test(value.user ?? '');
}

/** Requests of which no log says what became of them, but for what the service started then. One for each client. */
function* unanswered(
  actions: readonly Action[],
  asked: readonly Attempt[],
  starts: readonly Observation<'process-start'>[],
): Generator<Passage> {
  const groups = new Map<string, [Attempt, ...Attempt[]]>();
  for (const attempt of asked) {
    const { service, client, machine } = attempt.value;
    const told = actions.some(
      (action) => byAction[action.value.action]?.service === service && follows(attempt, action, soonMs),
    );
    if (told) continue;
    const key = `${service} ${client} ${machine}`;
    const group = groups.get(key);
    if (group) group.push(attempt);
    else groups.set(key, [attempt]);
  }
  for (const attempts of groups.values()) {
    const [{ value }] = attempts;
    const ran = starts.filter(
      (start) => isChild(start, value.service) && attempts.some((one) => follows(one, start, soonMs)),
    );
    // In the service's own log the request is what was done; in that of a server before it, only what was asked. Docker's
    // and PostgreSQL's say besides whether it was done (above).
    const own =
      !doneIsTold.has(value.service) &&
      attempts.some(({ value: { method, carries = '' } }) => method === undefined && /miner|download/.test(carries));
    if (ran.length === 0 && !own) continue;
    const [followed] = ran.map((start) => following(value, start.value, soonMs));
    yield {
      service: value.service,
      words: value.title,
      techniques: [],
      attempts,
      actions: [],
      starts: withMiners(ran, starts),
      perhaps: followed?.perhaps,
      inUtc: followed?.inUtc,
    };
  }
}

function isChild({ value }: Observation<'process-start'>, service: string): boolean {
  return value.why.includes('child-of-service') && isOfService(service, value.service);
}

function follows(before: Attempt | Action, after: Deed, withinMs: number): boolean {
  return following(before.value, after.value, withinMs) !== undefined;
}

/** A miner within the hour after what was fetched. */
function withMiners(
  ran: readonly Observation<'process-start'>[],
  starts: readonly Observation<'process-start'>[],
): Observation<'process-start'>[] {
  const [first] = ran;
  if (first === undefined) return [];
  const later = starts.filter((start) => {
    const followed = isOfMining(start) ? following(first.value, start.value, hourMs) : undefined;
    return followed !== undefined && followed.perhaps === undefined && !ran.includes(start);
  });
  return [...ran, ...later];
}

function claimOf({ words, techniques, attempts, actions, starts, perhaps, inUtc }: Passage): Claim {
  const [action] = actions;
  const [attempt] = attempts;
  const [start] = starts;
  const told = action ?? start;
  const mines =
    [...actions, ...starts].some(isOfMining) || (action === undefined && attempt?.value.carries === 'miner');
  const from = action?.value.from ?? attempt?.value.client;
  const machine = action?.value.machine ?? start?.value.machine ?? attempt?.value.machine;
  const what = told === undefined ? (attempt?.value.command ?? '').slice(0, 100) : deedInWords(told);
  const does =
    action === undefined
      ? start === undefined
        ? 'was told'
        : 'and then it started'
      : `that ${mines ? 'mines or leads to a miner' : 'fetches something'}`;
  return {
    title: `${[words, from && `for ${from}`, does, machine && `on ${machine}`].filter(Boolean).join(' ')}: ${what}`,
    stage: mines ? 'capability' : 'mention',
    confidence: confidenceOf(action, attempt, start, inUtc ? undefined : perhaps),
    techniques: ['T1133', ...techniques, ...(mines ? ['T1496.001'] : [])],
    ...(perhaps === undefined
      ? {}
      : { couldBe: [`another cause: ${perhaps}`, 'somebody of the house, who works with the service'] }),
    because: all(
      ...attempts.slice(0, mostShown).map((one) => saw(one, 'the request')),
      ...actions.slice(0, 1).map((one) => saw(one, 'what the service did')),
      ...starts.slice(0, mostShown).map((one) => saw(one, perhaps ?? 'what ran then')),
    ),
  };
}

function confidenceOf(
  action: Action | undefined,
  attempt: Attempt | undefined,
  start: Deed | undefined,
  perhaps: string | undefined,
): Claim['confidence'] & string {
  if (perhaps !== undefined || (action === undefined && start === undefined)) return 'low';
  return action !== undefined && (attempt !== undefined || isNobodys(action) || start !== undefined)
    ? 'high'
    : 'moderate';
}
