/**
 * Sessions as people count them: one that goes on in the next file of a rotated capture is one, and so is one that two
 * captures hold; sessions of one machine with one account at one pool stand together.
 */
import { couldBeDonationLogin, donationLoginOf } from '../../intel/donation-login.ts';
import { addressOf } from '../../model/endpoint.ts';
import type { Observation } from '../../model/observation.ts';

export type Session = Observation<'stratum-session'>;

/** One connection, in one or more captures. */
export interface Talk {
  /** In the order of their times. */
  readonly sessions: readonly Session[];
  readonly login?: string;
  /** Why it pays a miner's authors. */
  readonly donation?: string;
  readonly jobs: number;
  readonly submits: number;
  readonly accepted: number;
  /** Every part was seen from its first byte on. */
  readonly complete: boolean;
  /** Milliseconds since 1970. */
  readonly start?: number;
  readonly end?: number;
}

/** A quiet pool hands out a job every few minutes; a port is used again after longer. */
const longestPauseMs: number = 30 * 60 * 1000;

/** All connections of one machine with one account at one pool. */
export type Dealings = readonly Talk[];

export function dealingsIn(sessions: readonly Session[]): Dealings[] {
  const talks = markDonations(joinTalks(sessions));
  return [...groupBy(talks, keyOf).values()];
}

/** Machine, pool and account. */
function keyOf({ sessions: [first], login }: Talk): string {
  if (first === undefined) return '';
  const { client, server, host } = first.value;
  return JSON.stringify([addressOf(client), host ?? server, login ?? null]);
}

// --- one connection -----------------------------------------------------------------------------------------------

function joinTalks(sessions: readonly Session[]): Talk[] {
  const connections = groupBy(sessions, ({ value }) => `${value.client} ${value.server}`);
  return [...connections.values()].flatMap((parts) => {
    const talks: Session[][] = [];
    for (const part of [...parts].sort((a, b) => startOf(a) - startOf(b))) {
      const current = talks.at(-1);
      if (current !== undefined && goesOn(current, part)) current.push(part);
      else talks.push([part]);
    }
    return talks.map(sumUp);
  });
}

/** Nobody logs in again, the times follow each other, and the later part was picked up in the middle; or it is a copy. */
function goesOn(talk: readonly Session[], next: Session): boolean {
  const [first, last] = [talk[0], talk.at(-1)];
  if (first === undefined || last === undefined || next.at.artifact === last.at.artifact) return false;
  if (isCopy(last, next)) return true;
  if (next.value.complete || (next.value.login !== undefined && next.value.login !== first.value.login)) return false;
  const pause = startOf(next) - endOf(last);
  return next.value.login === undefined && pause >= 0 && pause <= longestPauseMs;
}

function isCopy({ value: one }: Session, { value: other }: Session): boolean {
  return one.start !== undefined && one.start === other.start && one.end === other.end && one.login === other.login;
}

function sumUp(sessions: readonly Session[]): Talk {
  // A copy counts once.
  const parts = sessions.filter((part, i) => i === 0 || !isCopy(sessions[i - 1] ?? part, part));
  const sum = (count: (value: Session['value']) => number): number =>
    parts.reduce((total, { value }) => total + count(value), 0);
  const login = sessions[0]?.value.login;
  const donation = sessions.flatMap(({ value }) => value.donation ?? [])[0];
  const start = Math.min(...sessions.map(startOf));
  const end = Math.max(...sessions.map(endOf));
  return {
    sessions,
    ...(login !== undefined && { login }),
    ...(donation !== undefined && { donation }),
    jobs: sum(({ jobs }) => jobs),
    submits: sum(({ submits }) => submits),
    accepted: sum(({ accepted }) => accepted),
    complete: parts.every(({ value }, i) => value.complete || i > 0),
    ...(Number.isFinite(start) && { start }),
    ...(Number.isFinite(end) && { end }),
  };
}

/** Without a time nothing goes before or after anything. */
function startOf({ value }: Session): number {
  return value.start === undefined ? Number.NaN : Date.parse(value.start);
}

function endOf({ value }: Session): number {
  return value.end === undefined ? Number.NaN : Date.parse(value.end);
}

// --- donations ----------------------------------------------------------------------------------------------------

/** A login that is the hash of another login of the same machine is XMRig's own, wherever it connects to. */
function markDonations(talks: readonly Talk[]): Talk[] {
  const suspects = talks.some(({ login, donation }) => donation === undefined && isSuspect(login));
  if (!suspects) return [...talks];
  const accounts = new Map<string, string>();
  for (const { login, sessions } of talks)
    if (login !== undefined && sessions[0] !== undefined)
      accounts.set(`${addressOf(sessions[0].value.client)} ${donationLoginOf(login)}`, login);
  return talks.map((talk) => {
    if (talk.donation !== undefined || !isSuspect(talk.login) || talk.sessions[0] === undefined) return talk;
    const account = accounts.get(`${addressOf(talk.sessions[0].value.client)} ${talk.login}`);
    if (account === undefined) return talk;
    return {
      ...talk,
      donation: 'its login is the hash of this machine’s other account, as XMRig forms it for its authors',
    };
  });
}

function isSuspect(login: string | undefined): boolean {
  return login !== undefined && couldBeDonationLogin(login);
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
