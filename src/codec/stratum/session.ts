/**
 * A miner's conversation with a pool, out of a reassembled stream: who logged in, how much work was handed out, how many
 * shares went back, and which were taken. One direction is enough, and so is a part from the middle.
 * What makes it one: messages that can be nothing else, where messages begin, in the right direction, and not outnumbered
 * by other text; or a miner's request that the other side answered. So a transcript in a download, a database that
 * quotes the protocol or a chat about it is none.
 * Does not see: TLS, stratum v2, Nimiq's, Beam's and other coins' own JSON.
 */

import { present } from '../../model/present.ts';
import { notThisFormat, ok, type Result } from '../../model/result.ts';
import type { Stream } from '../../model/stream.ts';
import { textOf } from '../json/document.ts';
import { type Sides, sidesOf } from './conversation.ts';
import type { Direction } from './direction.ts';
import { isHttp, type Transport } from './documents.ts';
import { type Draft, newDraft, type Place, type Tally } from './draft.ts';
import type { Opening, Tunnel } from './opening.ts';
import { splitHostPort } from './prelude.ts';
import type { Account, Redirect } from './said.ts';
import type { Dialect } from './shapes.ts';
import { hashesBehind } from './share-work.ts';
import { reportedSpeed, type Speed, speedOf } from './speed.ts';
import { take } from './take.ts';
import { inOrder, turnsOf } from './turns.ts';

export interface Session {
  readonly dialect: Dialect;
  readonly transport: Transport;
  /** False where all there is is a login that other services might have, too: check that it holds a wallet. */
  readonly certain: boolean;
  /** The pool is the side that the stream calls the client; only where the stream had no handshake. */
  readonly swapped: boolean;
  /** Every account that logged in, the first first. */
  readonly accounts: readonly Account[];
  readonly agent?: string;
  /** What the miner offers to compute. */
  readonly algorithms?: readonly string[];
  /** What the pool's job asks for. */
  readonly algorithm?: string;
  /** The pool's name as the miner used it: Host header, ZIP 301, or the target asked of a proxy. */
  readonly host?: string;
  readonly port?: number;
  /** The page that opened the WebSocket, by its Origin. */
  readonly page?: string;
  /** The stream's server is only a proxy, or the first of several, outermost first. */
  readonly through: readonly Tunnel[];
  /** The pool to which the other side is asked to pass the session on, as written. */
  readonly forward?: string;
  /** Where the pool sent the miner. */
  readonly redirect?: Redirect;
  /** The pool's words where it refused the last login. */
  readonly error?: string;
  readonly jobs: number;
  readonly submits: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly keepalives: number;
  /** Different workers that sent shares: by name, or by the nonces that a proxy shares out among them. */
  readonly workers?: number;
  /** Expected behind the accepted shares; absent where a target is unknown. */
  readonly hashes?: number;
  /** Hashes that a share takes on average, as set last. */
  readonly difficulty?: number;
  readonly speed?: Speed;
  /** The login, or else the first message. Offset and length in the artifact. */
  readonly place: Place;
  /** Milliseconds since 1970, of the first and the last message. */
  readonly start?: number;
  readonly end?: number;
  /** Parts passed over because a bound was reached. */
  readonly cuts: readonly Result<never>[];
}

export function readSession(bytes: Uint8Array, stream: Stream): Result<Session> {
  const sides = sidesOf(bytes, stream);
  const { miner, pool } = sides;
  const draft = newDraft();
  for (const turn of inOrder(turnsOf('miner', miner), turnsOf('pool', pool))) take(draft, turn, stream);
  const inHttp = { miner: speaksHttp(miner), pool: speaksHttp(pool) };
  if (!isSession(draft, inHttp.miner)) return notThisFormat;
  return ok(conclude(draft, sides, isCertain(draft, inHttp.pool && !inHttp.miner)));
}

// --- the judgement ------------------------------------------------------------------------------------------------

function speaksHttp(direction: Direction): boolean {
  return direction.frames === undefined && isHttp(direction);
}

function isSession(draft: Draft, minerSpeaksHttp: boolean): boolean {
  const { miner, pool } = draft;
  if (draft.answered > 0) return true;
  if (miner.proofs + pool.proofs === 0 && draft.accounts.length === 0) return false;
  // Over HTTP anything may be served: without a miner's own request, work in an answer is only a document.
  if (minerSpeaksHttp && miner.proofs === 0) return false;
  // And anything may be posted there: words of a dialect that is spoken in lines, which nobody answered, are a text.
  if (minerSpeaksHttp && !httpDialects.has(dialectOf(draft))) return false;
  return [miner, pool].every(isMostlyProtocol);
}

/** What miners ask nodes and pools over HTTP, also where the answers were not captured. */
const httpDialects: ReadonlySet<Dialect> = new Set<Dialect>(['ethereum', 'getwork', 'getblocktemplate']);

/** Many a service has a login like cryptonote's: a pool answers it with work or a refusal, and no pool does so in HTTP. */
function isCertain(draft: Draft, isForeignAnswer: boolean): boolean {
  const { miner, pool, submits, error } = draft;
  if (miner.proofs + pool.proofs === 0) return false;
  const isOnlyLogin = dialectOf(draft) === 'cryptonote' && pool.proofs === 0 && submits === 0 && error === undefined;
  return !(isOnlyLogin && (isForeignAnswer || pool.proper > 0));
}

function dialectOf({ mark }: Draft): Dialect {
  return mark?.dialect ?? 'bitcoin';
}

function isMostlyProtocol({ proper, contrary, noise }: Tally): boolean {
  return (noise === 0 || noise < proper) && contrary * 2 <= proper;
}

// --- what is told of it -------------------------------------------------------------------------------------------

function conclude(draft: Draft, { opening, swapped }: Sides, certain: boolean): Session {
  const { accounts, jobs, submits, accepted, rejected, keepalives, work, cuts } = draft;
  return {
    dialect: dialectOf(draft),
    transport: draft.transport,
    certain,
    swapped,
    accounts,
    through: opening.through,
    ...{ jobs, submits, accepted, rejected, keepalives },
    place: draft.loginPlace ?? draft.firstPlace ?? { offset: 0, length: 0 },
    cuts,
    ...placeNames(draft, opening),
    ...present<Partial<Session>>({
      algorithms: draft.algorithms,
      algorithm: draft.algorithm,
      forward: draft.forward,
      redirect: draft.redirect ?? redirectIn(draft.error),
      error: draft.error,
      page: textOf(opening.upgrade?.origin),
      workers: workersOf(draft),
      hashes: hashesBehind(work),
      difficulty: work.inForce ?? work.latest,
      speed: speedIn(draft),
      start: draft.start,
      end: draft.end,
    }),
  };
}

/** A target asked of a proxy goes before what the miner repeats, and that before what opened a WebSocket. */
function placeNames(draft: Draft, { host, port, upgrade }: Opening): Pick<Session, 'host' | 'port' | 'agent'> {
  const page = upgrade?.host === undefined ? undefined : splitHostPort(upgrade.host);
  const named = host !== undefined ? { host, port } : draft.host !== undefined ? draft : page;
  const agent = draft.agent ?? textOf(upgrade?.agent);
  return present<Pick<Session, 'host' | 'port' | 'agent'>>({ host: named?.host, port: named?.port, agent });
}

/** What a miner reports of itself counts only where no shares tell. */
function speedIn({ work, start, end, speeds }: Draft): Speed | undefined {
  const measured = start === undefined || end === undefined ? undefined : speedOf(work, end - start);
  return measured ?? reportedSpeed(speeds);
}

/**
 * xmrig-proxy gives each of its up to 256 miners a last byte of the nonce of its own; a miner that comes back may get
 * another one. Elsewhere that byte says nothing, and where it differs in most shares, it is nobody's own.
 * Source: xmrig-proxy, NonceStorage.cpp and Miner.cpp.
 */
function workersOf({ agent, workers, nonceBytes, submits }: Draft): number | undefined {
  if (workers.size > 0) return workers.size;
  const isShared = agent?.startsWith('xmrig-proxy/') && nonceBytes.size > 0 && 2 * nonceBytes.size <= submits + 1;
  return isShared ? nonceBytes.size : undefined;
}

/** Some pools that refuse a login say where else to go. */
function redirectIn(error: string | undefined): Redirect | undefined {
  const place = /(?:^|[\s"'(/])((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}):(\d{1,5})(?!\d)/i.exec(error ?? '');
  const { host, port } = splitHostPort(`${place?.[1] ?? ''}:${place?.[2] ?? ''}`);
  return place === null || port === undefined ? undefined : { host, port };
}
