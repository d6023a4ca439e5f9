/**
 * How fast an account was mined for, by the shares that pools accepted on the wire: each takes a known number of hashes
 * on average, and came within a known time.
 * Does not see: what was refused, not captured or mined at other pools, so a speed from the wire is one at least; nor
 * that shares may be of unequal weight, which widens the spread a little more than is said.
 */
import type { Case } from '../../../model/case.ts';
import { ofKind } from '../../evidence.ts';
import { capitalized, counted, listed } from '../../words.ts';
import { type Account, formOf } from '../accounts.ts';
import { type HashRate, type HashRates, nameOf } from './hash-rate.ts';
import { type Interval, sum, times } from './interval.ts';
import { byHost, minedMs, type Session, sessionsIn } from './mining-time.ts';
import { clipped, duration, range } from './quantities.ts';
import { expectedShares } from './share-count.ts';

/** Less than this is no speed yet. */
const shortestMs = 10_000;
const fewestShares = 2;
/** From here on chance hardly widens the range. */
const manyShares = 400;

/** What Monero's own network computes; its proof of work changed over the years. */
const moneroAlgorithms = new Set(['cn', 'cn/0', 'cn/1', 'cn/2', 'cn/r', 'cryptonight', 'rx/0', 'randomx']);
/** Coins whose pools count a difficulty of one as 2^32 hashes. */
const doubleSha256 = new Set(['bitcoin', 'bitcoin-cash']);

export function wireRates(accounts: readonly Account[], evidence: Case): HashRates {
  const sessions = byLogin(sessionsIn(evidence).filter(({ value }) => value.accepted > 0));
  const algorithms = algorithmsIn(evidence);
  const rates: HashRate[] = [];
  const missing: string[] = [];
  for (const account of accounts) {
    const its = [...account.forms].flatMap((form) => sessions.get(form) ?? []);
    if (its.length === 0) continue;
    const read = excuse(account, its, algorithms) ?? rateOf(account, its);
    if (typeof read === 'string') missing.push(read);
    else rates.push(read);
  }
  return { rates, missing };
}

function byLogin(sessions: readonly Session[]): Map<string, Session[]> {
  const logins = new Map<string, Session[]>();
  for (const session of sessions) {
    const login = formOf(session.value.login ?? '');
    const others = logins.get(login);
    if (others === undefined) logins.set(login, [session]);
    else others.push(session);
  }
  return logins;
}

// --- why there is no speed ------------------------------------------------------------------------------------------

/** Why the shares of these sessions tell no speed of the coin's network. */
function excuse(
  account: Account,
  sessions: readonly Session[],
  algorithms: ReadonlyMap<string, string>,
): string | undefined {
  const coin = account.wallet?.coin;
  const count = sharesOf(sessions);
  const shares = `${counted(count, 'share')} for ${nameOf(account)} ${count === 1 ? 'was' : 'were'} accepted on the wire`;
  if (coin === undefined)
    return `${shares}, but the login names no coin, so what they earn cannot be reckoned: the pool knows the coin.`;
  if (sessions.some(({ value }) => !isCounted(value.dialect, coin)))
    return `${shares}, but how many hashes one of them takes is told in a way that is not read here for ${capitalized(coin)}: ask the pool for the account's hash rate.`;
  const other = coin === 'monero' ? sessions.map(({ at }) => algorithms.get(at.artifact)).find(isOther) : undefined;
  return other === undefined
    ? undefined
    : `${shares}, but what was computed is ${clipped(other)}, which is not Monero's: the pool exchanges it at a rate that it alone knows.`;
}

/** What a target or a difficulty stands for hangs on the coin's algorithm. */
function isCounted(dialect: Session['value']['dialect'], coin: string): boolean {
  return dialect === 'cryptonote' || (dialect === 'bitcoin' && doubleSha256.has(coin));
}

/** What the pool asked for, by the artifact of the conversation. */
function algorithmsIn(evidence: Case): Map<string, string> {
  const algorithms = new Map<string, string>();
  for (const { value, at } of ofKind(evidence, 'mining-config'))
    if (value.source === 'wire' && value.algorithm !== undefined) algorithms.set(at.artifact, value.algorithm);
  return algorithms;
}

function isOther(algorithm: string | undefined): boolean {
  return algorithm !== undefined && !moneroAlgorithms.has(algorithm.toLowerCase());
}

function tooLittle(sessions: readonly Session[]): string {
  const count = sharesOf(sessions);
  const seen = `${counted(count, 'accepted share')} ${count === 1 ? 'was' : 'were'} seen on the wire`;
  if (sessions.every(({ value }) => value.hashes === undefined))
    return `${seen}, but not how hard they were to find: a capture that holds the conversation from its beginning tells the speed, and with it what it earns.`;
  return `${seen}, too few or in too short a time to tell how fast the host mines: a capture of an hour would.`;
}

// --- the speed ------------------------------------------------------------------------------------------------------

/** The speed of all hosts of one account together, or what is missing for it. */
function rateOf(account: Account, sessions: readonly Session[]): HashRate | string {
  const measured = [...byHost(sessions)].flatMap(([host, its]) => hostRate(host, its) ?? []);
  const [first] = measured;
  if (first === undefined) return tooLittle(sessions);
  const perSecond = sum(measured.map((one) => one.perSecond));
  const coin = account.wallet?.coin ?? '';
  return { says: tell(measured, perSecond), perSecond, coin, ...(first.start && { time: first.start }) };
}

interface Measured {
  readonly host: string;
  readonly shares: number;
  readonly ms: number;
  readonly perSecond: Interval;
  readonly start?: string;
}

/** The speed of one host; absent where too little was seen. */
function hostRate(host: string, all: readonly Session[]): Measured | undefined {
  const sessions = all.filter(({ value }) => value.hashes !== undefined);
  const shares = sharesOf(sessions);
  const ms = minedMs(sessions);
  if (shares < fewestShares || ms < shortestMs) return undefined;
  const hashes = sessions.reduce((total, { value }) => total + (value.hashes ?? 0), 0);
  const perSecond = times(expectedShares(shares), hashes / shares / (ms / 1000));
  const start = sessions.flatMap(({ value }) => value.start ?? []).sort()[0];
  return { host, shares, ms, perSecond, ...(start === undefined ? {} : { start }) };
}

function sharesOf(sessions: readonly Session[]): number {
  return sessions.reduce((total, { value }) => total + value.accepted, 0);
}

function tell(measured: readonly Measured[], perSecond: Interval): string {
  const shares = measured.reduce((total, one) => total + one.shares, 0);
  const longest = measured.reduce((most, { ms }) => Math.max(most, ms), 0);
  const hosts = listed(measured.map(({ host }) => host));
  const within = measured.length === 1 ? `in ${duration(longest)}` : `in up to ${duration(longest)} each`;
  const spread = shares < manyShares ? ' Shares come by chance, and so few of them leave that spread.' : '';
  return `A pool accepted ${counted(shares, 'share')} from ${hosts} ${within}: that takes ${range(perSecond)} hashes (tries) a second, and what was refused or not captured comes on top.${spread}`;
}
