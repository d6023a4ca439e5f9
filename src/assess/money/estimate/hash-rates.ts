/**
 * How fast an account was mined for: by a pool's own reckoning, or by the shares that a pool accepted on the wire.
 * Does not see: what was refused, not captured or mined at other pools, so a speed from the wire is one at least.
 */
import type { Case } from '../../../model/case.ts';
import { ofKind } from '../../evidence.ts';
import { counted, listed, shortened } from '../../words.ts';
import { type Account, accountsIn, isPublished } from '../accounts.ts';
import { poolName, type Record, recordsOf } from '../payers.ts';
import { exactly, type Interval, sum, times } from './interval.ts';
import { byHost, minedMs, type Session, sessionsIn } from './mining-time.ts';
import { clipped, dayOf, duration, range } from './quantities.ts';
import { expectedShares } from './share-count.ts';

export interface HashRate {
  /** One sentence. */
  readonly says: string;
  readonly perSecond: Interval;
  readonly coin: string;
  /** ISO time or day; absent where the record gives none. */
  readonly time?: string;
}

/** A speed, or a sentence on what is missing for one. */
export type Reckoned = HashRate | { readonly missing: string };

/** Seconds, and shares: less than this is no speed yet. */
const shortestMs = 10_000;
const fewestShares = 2;
/** From here on chance hardly widens the range. */
const manyShares = 400;

/** What Monero's own network computes; its proof of work changed over the years. */
const moneroAlgorithms = new Set(['cn', 'cn/0', 'cn/1', 'cn/2', 'cn/r', 'cryptonight', 'rx/0', 'randomx']);
/** Coins whose pools count a difficulty of one as 2^32 hashes. */
const doubleSha256 = new Set(['bitcoin', 'bitcoin-cash']);

export function hashRatesIn(evidence: Case): Reckoned[] {
  return accountsIn(evidence)
    .filter((account) => !isPublished(account))
    .flatMap((account) => [...recordedRates(account, evidence), ...wireRate(account, evidence)]);
}

// --- by the pool ----------------------------------------------------------------------------------------------------

/** Of each pool the latest answer. */
function recordedRates(account: Account, evidence: Case): HashRate[] {
  const latest = new Map<string, Record>();
  for (const record of recordsOf(account, evidence)) {
    const pool = poolName(record.value.pool);
    const known = latest.get(pool);
    if (!known || (record.value.asked ?? '') > (known.value.asked ?? '')) latest.set(pool, record);
  }
  return [...latest].flatMap(([pool, { value }]) =>
    value.hashRate ? [recorded(account, pool, value.hashRate, value.coin, value.asked)] : [],
  );
}

function recorded(account: Account, pool: string, hashRate: number, coin: string, time?: string): HashRate {
  const when = time === undefined ? '' : ` on ${dayOf(time)}`;
  const perSecond = exactly(hashRate);
  return {
    says: `${clipped(pool)} reckoned ${range(perSecond)} hashes a second for ${nameOf(account)}${when}.`,
    perSecond,
    coin,
    ...(time === undefined ? {} : { time }),
  };
}

// --- by the wire ----------------------------------------------------------------------------------------------------

function wireRate(account: Account, evidence: Case): Reckoned[] {
  const sessions = sessionsIn(evidence).filter(({ value }) => value.accepted > 0 && isOf(account, value.login));
  if (sessions.length === 0) return [];
  const coin = account.wallet?.coin;
  const why = excuse(account, sessions, evidence);
  const measured = why === undefined ? [...byHost(sessions)].flatMap(([host, its]) => hostRate(host, its) ?? []) : [];
  const [first] = measured;
  if (coin === undefined || first === undefined) return [{ missing: why ?? tooLittle(sessions) }];
  const perSecond = sum(measured.map((one) => one.perSecond));
  return [{ says: onTheWire(measured, perSecond), perSecond, coin, ...(first.start && { time: first.start }) }];
}

function isOf({ wallet, login }: Account, said: string | undefined): boolean {
  if (said === undefined) return false;
  return wallet === undefined ? said === login : said.includes(wallet.address);
}

/** Why the shares of these sessions tell no speed of the coin's network. */
function excuse(account: Account, sessions: readonly Session[], evidence: Case): string | undefined {
  const coin = account.wallet?.coin;
  const shares = `${counted(sharesOf(sessions), 'share')} for ${nameOf(account)} ${sharesOf(sessions) === 1 ? 'was' : 'were'} accepted on the wire`;
  if (coin === undefined)
    return `${shares}, but the login names no coin, so what they earn cannot be reckoned: the pool knows the coin.`;
  if (sessions.some(({ value }) => value.dialect === 'bitcoin') && !doubleSha256.has(coin))
    return `${shares}, but how many hashes one of them takes depends on the coin's algorithm, so no speed is reckoned from them.`;
  const other = coin === 'monero' ? otherAlgorithm(sessions, evidence) : undefined;
  return other === undefined
    ? undefined
    : `${shares}, but what was computed is ${clipped(other)}, which is not Monero's: the pool exchanges it at a rate that it alone knows.`;
}

/** An algorithm that the pool asked for and Monero never had. */
function otherAlgorithm(sessions: readonly Session[], evidence: Case): string | undefined {
  const artifacts = new Set(sessions.map(({ at }) => at.artifact));
  return ofKind(evidence, 'mining-config')
    .filter(({ value, at }) => value.source === 'wire' && artifacts.has(at.artifact))
    .flatMap(({ value }) => value.algorithm ?? [])
    .find((algorithm) => !moneroAlgorithms.has(algorithm.toLowerCase()));
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

function onTheWire(measured: readonly Measured[], perSecond: Interval): string {
  const shares = measured.reduce((total, one) => total + one.shares, 0);
  const longest = measured.reduce((most, { ms }) => Math.max(most, ms), 0);
  const hosts = listed(measured.map(({ host }) => host));
  const within = measured.length === 1 ? `in ${duration(longest)}` : `in up to ${duration(longest)} each`;
  const spread = shares < manyShares ? ' Shares come by chance, and so few of them leave that spread.' : '';
  return `A pool accepted ${counted(shares, 'share')} from ${hosts} ${within}: that takes ${range(perSecond)} hashes a second, and what was refused or not captured comes on top.${spread}`;
}

function tooLittle(sessions: readonly Session[]): string {
  const seen = `${counted(sharesOf(sessions), 'accepted share')} ${sharesOf(sessions) === 1 ? 'was' : 'were'} seen on the wire`;
  if (sessions.every(({ value }) => value.hashes === undefined))
    return `${seen}, but not how hard they were to find: a capture that holds the conversation from its beginning tells the speed, and with it what it earns.`;
  return `${seen}, too few or in too short a time to tell how fast the host mines: a capture of an hour would.`;
}

function nameOf({ wallet, login = '' }: Account): string {
  return wallet === undefined ? `the login ${clipped(login, 24)}` : shortened(wallet.address);
}
