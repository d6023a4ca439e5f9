/** What a claim about sessions says, in words for people. */
import { addressOf } from '../../model/endpoint.ts';
import type { Dealings, Session, Talk } from './pool-session-talks.ts';

/** Says who did what with whom: `192.0.2.1 mines at pool.example (198.51.100.7:3333)`. */
type Sentence = (machine: string, pool: string) => string;

/** The sentence, and what else stands out: `…, 7 connections in 3 hours`. */
export function titleOf(dealings: Dealings, { sessions: [session] }: Talk, sentence: Sentence): string {
  if (session === undefined) return sentence('a machine', 'a pool');
  const { client, through } = session.value;
  const tunnel = through === undefined ? '' : ` through ${proxyWords(through)}`;
  return `${sentence(addressOf(client), poolOf(session))}${tunnel}${forWorkers(dealings)}${timesOf(dealings)}`;
}

export function workingAt({ donation }: Talk, does: string): Sentence {
  const forWhom = donation === undefined ? '' : ' as a donation';
  return (machine, pool) => `${machine} ${does}${forWhom} at ${pool}`;
}

/** Different names in shares say more than different logins: an account may be changed on the way. */
function forWorkers(dealings: Dealings): string {
  const values = dealings.flatMap(({ sessions }) => sessions.map(({ value }) => value));
  const workers = values.reduce((most, { workersSeen = 0 }) => Math.max(most, workersSeen), 0);
  const as = values.some(isProxy) ? ' as a proxy' : '';
  return workers < 2 ? as : `${as} for ${workers} workers`;
}

/** xmrig-proxy, xmr-node-proxy and their kin say what they are. */
function isProxy({ agent }: Session['value']): boolean {
  return agent?.includes('proxy') === true;
}

function proxyWords(through: NonNullable<Session['value']['through']>): string {
  const kinds = new Set(through.map((one) => (one === 'http-connect' ? 'an HTTP proxy' : 'a SOCKS proxy')));
  return [...kinds].join(' and ');
}

/** Said where somebody connected again and again. */
function timesOf(dealings: Dealings): string {
  if (dealings.length < 3) return '';
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { start, end } of dealings) {
    first = Math.min(first, start ?? first);
    last = Math.max(last, end ?? last);
  }
  return `, ${dealings.length} connections${last > first ? ` in ${lasting(last - first)}` : ''}`;
}

/** Milliseconds as a person says them. */
function lasting(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 2) return `${Math.max(1, Math.round(ms / 1000))} seconds`;
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1440)} days`;
}

function poolOf({ value: { host, server } }: Session): string {
  return host === undefined ? server : `${host} (${server})`;
}

export function whyOf({ value }: Session): string {
  const { dialect, login, jobs, submits, accepted, complete, error, donation, transport } = value;
  const who = login === undefined ? 'no login seen' : 'an account was named';
  const refused = error === undefined ? '' : ` and refused (“${error}”)`;
  const how = transport === 'websocket' ? ' over a WebSocket' : '';
  const part = complete ? '' : '; only a part of the conversation was captured';
  const paid = donation === undefined ? '' : `; a donation: ${donation}`;
  return `${dialect}${how}: ${who}${refused}; ${countsOf({ jobs, submits, accepted })}${part}${paid}`;
}

/** What a connection holds that was captured in several files. */
export function togetherOf(talk: Talk): string {
  return `one connection in ${talk.sessions.length} captures, together ${countsOf(talk)}`;
}

function countsOf({ jobs, submits, accepted }: Pick<Talk, 'jobs' | 'submits' | 'accepted'>): string {
  return `${counted(jobs, 'job')}, ${counted(submits, 'share')} sent, ${accepted} accepted`;
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}

/** Innocent readings of the kind of session that it is. */
export function otherReadings({ sessions: [session], login, submits, jobs }: Talk): string[] {
  if (session === undefined) return [];
  const { dialect, siteKey, workersSeen = 0 } = session.value;
  const readings: string[] = [];
  if (dialect === 'getblocktemplate')
    readings.push("a block explorer, a pool's own backend or monitoring asks a node for templates");
  else if (login === undefined) readings.push('a scan that looks for pools');
  else if (submits === 0) readings.push('a check whether the pool answers: monitoring, or a scan that looks for pools');
  if (siteKey !== undefined && jobs > 0)
    readings.push('a page that mines while it is open, with or without asking its visitor');
  if (workersSeen > 1 && !isProxy(session.value))
    readings.push('one machine that gives each of its cards or programs a name of its own, and no proxy');
  return readings;
}
