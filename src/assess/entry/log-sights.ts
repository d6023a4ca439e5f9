/**
 * Where logs show how it got in. An attempt is no success: what worked is for the detectors of entries to say, which look
 * for what followed it.
 */
import type { Case } from '../../model/case.ts';
import type { Finding } from '../../model/finding.ts';
import type { ExploitAttempt, LoginEvent } from '../../model/log-payloads.ts';
import type { Observation } from '../../model/observation.ts';
import type { Sight } from '../../model/question-table.ts';
import { ofKind, supporting } from '../evidence.ts';
import { cut, listedNames } from '../long-names.ts';
import { minersRunning } from '../reach/miner-ties.ts';
import { capitalized } from '../words.ts';
import { firstMining, logsBefore } from './coverage.ts';
import { guessingBefore } from './guessing.ts';
import { loginInWords } from './moment-words.ts';
import { redisWrote } from './redis-wrote.ts';
import { strangersLogins } from './strangers.ts';
import { entriesIn, isSure, seenIn, waysInSeen } from './ways-in.ts';

const dayMs = 86_400_000;
const soonMs = 10 * 60_000;

/** What only asks is sent to every machine every day, and counts where the miner came within minutes of it. */
export function* exploitAttempted(evidence: Case): Generator<Sight> {
  const moment = firstMining(evidence);
  const isRightBefore = ({ start }: ExploitAttempt): boolean =>
    moment !== undefined && start !== undefined && isWithin(moment - Date.parse(start), soonMs);
  const attempts = ofKind(evidence, 'exploit-attempt').filter(
    ({ value }) => value.carries !== 'probe' || isRightBefore(value),
  );
  // The most telling first.
  const near = attempts.filter(({ value }) => isRightBefore(value));
  const [first, ...others] = [...near, ...attempts.filter(({ value }) => !isRightBefore(value))];
  if (first === undefined) return;
  const told = near.length > 0 ? near : attempts;
  const names = listedNames([...new Set(told.map(({ value }) => value.cve?.[0] ?? value.title))], 3);
  const when = near.length > 0 ? ', within minutes before it' : '';
  yield { observation: first, with: others, says: `A log shows requests that try known holes: ${names}${when}` };
}

function isWithin(time: number, most: number): boolean {
  return time >= 0 && time <= most;
}

export function* exploitWorked(evidence: Case): Generator<Sight> {
  yield* found(evidence, 'exploit-worked', 'open-door');
  yield* redisWrote(evidence);
}

/** A door without a lock, by the machine's own settings. Whether it could be reached, and was used, they do not say. */
export function* openDoors(evidence: Case): Generator<Sight> {
  const doors = ofKind(evidence, 'machine-setting').filter(({ value }) => value.why.includes('open-door'));
  const [first, ...others] = doors;
  if (first === undefined) return;
  const names = listedNames(
    doors.map(({ value }) => `${value.setting}: ${value.value}`),
    3,
  );
  const says = `The machine's settings leave a door without a lock (${names}); whether anybody used it they do not say`;
  yield { observation: first, with: others, says, credibility: possibly };
}

export function* loginAfterFailures(evidence: Case): Generator<Sight> {
  yield* found(evidence, 'login-guessed');
  const told = waysInSeen(evidence);
  for (const { seen, why, because } of strangersLogins(evidence))
    if (!told.has(seen.id))
      yield {
        observation: seen,
        with: because,
        says: `${capitalized(loginInWords(seen.value))}, where nobody came from before; ${why}`,
      };
}

export function* packageBroughtIt(evidence: Case): Generator<Sight> {
  yield* found(evidence, 'package-brought-it');
  yield* badReleases(evidence);
}

/** A release that is known to have brought a miner when it was installed; possible where no other trace of a miner is here. */
function* badReleases(evidence: Case): Generator<Sight> {
  const releases = ofKind(evidence, 'bad-release').filter(
    ({ value }) => value.installed === true && value.mines === true,
  );
  const [first, ...others] = releases;
  if (first === undefined) return;
  const isAlone = supporting(evidence, 'capability').every(({ kind }) => kind === 'bad-release');
  const { name, version, ecosystem, says } = first.value;
  yield {
    observation: first,
    with: others,
    says: `A release that is known for it is installed: ${cut(name)} ${cut(version)} (${ecosystem}) ${says}`,
    ...(isAlone ? { credibility: possibly } : {}),
  };
}

/** The install script of a package started what fetches or mines. */
export function* packageScriptStartedIt(evidence: Case): Generator<Sight> {
  const [first, ...others] = ofKind(evidence, 'process-start').filter(({ value }) =>
    value.why.includes('package-script'),
  );
  if (first === undefined) return;
  const { command, program } = first.value;
  yield {
    observation: first,
    with: others,
    says: `A package's install script started ${cut(command ?? program ?? 'it', 100)}`,
  };
}

/** A service that faces the network started what fetches or mines. */
export function* serviceStartedIt(evidence: Case): Generator<Sight> {
  yield* minersUnderService(evidence);
  const [first, ...others] = ofKind(evidence, 'process-start').filter(
    ({ value: { why } }) =>
      why.includes('child-of-service') &&
      !why.includes('package-script') &&
      (why.includes('mines') || why.includes('fetches')),
  );
  if (first === undefined) return;
  const { service, parent, command, program } = first.value;
  const by = service ?? parent?.program ?? 'a service';
  yield { observation: first, with: others, says: `${by} started ${cut(command ?? program ?? 'it', 100)}` };
}

/** A process that mines, among whose parents a service is that faces the network. */
function* minersUnderService(evidence: Case): Generator<Sight> {
  const running = minersRunning(evidence).filter(({ value }) => value.why.includes('child-of-service'));
  const [first, ...others] = running;
  if (first === undefined) return;
  const { pid, parents = [] } = first.value;
  const by = parents.map(({ name }) => name).slice(0, 3);
  const under = by.length === 0 ? 'a service' : cut(by.join(', '), 80);
  yield { observation: first, with: others, says: `The miner (process ${pid}) runs under ${under}` };
}

export function* loginsGuessed(evidence: Case): Generator<Sight> {
  const { failures: [first, ...others] = [], says } = guessingBefore(evidence) ?? {};
  if (first !== undefined && says !== undefined) yield { observation: first, with: others, says };
}

/** Silence speaks only where a log covers the time, and holds not one attempt. */
export function* noAttemptInLog(evidence: Case): Generator<Sight> {
  const moment = firstMining(evidence);
  const [log, ...others] = logsBefore(evidence, 'web-requests');
  if (moment === undefined || log === undefined) return;
  // Requests to a web shell look like any others.
  if (ofKind(evidence, 'file-trace').some(({ value }) => value.why.includes('runs-requests'))) return;
  if (!ofKind(evidence, 'exploit-attempt').some(({ value }) => isBefore(value.start, moment)))
    yield { observation: log, with: others };
}

export function* noStrangeLogin(evidence: Case): Generator<Sight> {
  const moment = firstMining(evidence);
  const [log, ...others] = logsBefore(evidence, 'logins');
  if (moment === undefined || log === undefined) return;
  if (strangeLogins(evidence).length === 0) yield { observation: log, with: others };
}

/** Logins that worked before the miner first showed, and that may be somebody else's than whose account it is. */
export function strangeLogins(evidence: Case): Observation<'login-event'>[] {
  const moment = firstMining(evidence);
  if (moment === undefined) return [];
  return ofKind(evidence, 'login-event').filter(
    ({ value }) => value.outcome === 'worked' && isBefore(value.start, moment) && mayBeStrange(value, moment),
  );
}

/** In a young log nobody knows who is strange: then whoever came for the first time on the last day may be. */
function mayBeStrange({ after, newHere, from, start }: LoginEvent, moment: number): boolean {
  if (after !== undefined || newHere === true) return true;
  return newHere === undefined && from !== undefined && !isBefore(start, moment - dayMs);
}

export function* keyAdded(evidence: Case): Generator<Sight> {
  const moment = firstMining(evidence);
  const kinds: readonly string[] = ['key-added', 'account-made', 'account-raised'];
  const [first, ...others] = ofKind(evidence, 'log-action').filter(
    ({ value }) =>
      kinds.includes(value.action) && moment !== undefined && Math.abs(Date.parse(value.start ?? '') - moment) <= dayMs,
  );
  if (first)
    yield { observation: first, with: others, says: `A key or an account was added: ${cut(first.value.what)}` };
}

export function* jobStartedIt(evidence: Case): Generator<Sight> {
  const [first, ...others] = ofKind(evidence, 'log-action').filter(
    ({ value }) => value.action === 'job-step' && (value.carries === 'miner' || value.carries === 'download'),
  );
  if (first) yield { observation: first, with: others, says: `A build job ran it: ${cut(first.value.what)}` };
}

/** A page that a web server can run, written by that server's own process. */
export function* webShell(evidence: Case): Generator<Sight> {
  for (const observation of ofKind(evidence, 'log-action')) {
    const { action, what, program } = observation.value;
    if (action === 'file-written' && program !== undefined && /\.(?:aspx?|ashx|jspx?|php\d?|cfm)$/i.test(what))
      yield { observation, says: `${cut(program)} wrote a page that takes orders, or may: ${cut(what)}` };
  }
  for (const observation of ofKind(evidence, 'file-trace'))
    if (observation.value.why.includes('runs-requests'))
      yield {
        observation,
        says: `A script in a web folder runs what a request tells it: ${cut(observation.value.path)}`,
      };
}

// --- findings -------------------------------------------------------------------------------------------------

/** Admiralty's “possibly true”: two clocks that may fit, or a request that only asked. */
const possibly = 3;

function* found(evidence: Case, ...detectors: readonly string[]): Generator<Sight> {
  for (const finding of entriesIn(evidence)) {
    if (!detectors.includes(finding.detector)) continue;
    const [first, ...others] = proofFirst(seenIn(finding, evidence));
    if (first) yield { observation: first, with: others, says: finding.title, ...doubt(finding) };
  }
}

function doubt(finding: Finding): Pick<Sight, 'credibility'> {
  return isSure(finding) ? {} : { credibility: possibly };
}

/**
 * What shows most that it worked, and so of which origin it counts: the record of a login, or what followed an attempt in
 * a log of its own.
 */
function proofFirst(seen: readonly Observation[]): Observation[] {
  const rank = ({ kind }: Observation): number => (kind === 'login-event' ? 0 : kind === 'exploit-attempt' ? 2 : 1);
  return [...seen].sort((a, b) => rank(a) - rank(b));
}

function isBefore(time: string | undefined, moment: number): boolean {
  return time === undefined || Date.parse(time) <= moment;
}

/** True where a log shows that somebody came in, or may have, whatever ran afterwards. */
export function showsEntry(evidence: Case): boolean {
  return entriesIn(evidence).length > 0;
}
