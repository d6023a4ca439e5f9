/**
 * A miner's conversation with a pool, out of a reassembled stream: who logged in, how much work was handed out, how many
 * shares went back, and which were taken. One direction is enough, and so is a part from the middle.
 * What makes it one: messages that can be nothing else, where messages begin, in the right direction, and not outnumbered
 * by other text; or a miner's request that the other side answered. So a transcript in a download, a database that
 * quotes the protocol or a chat about it is none.
 * Does not see: TLS, WebSocket, stratum v2, Beam's and other coins' own JSON.
 */
import { notThisFormat, ok, type Result } from '../../model/result.ts';
import type { Stream } from '../../model/stream.ts';
import { readBasicCredentials } from '../http/message.ts';
import { textOf } from '../json/document.ts';
import { type Direction, directionsOf, segmentAt } from './direction.ts';
import { type Document, isHttp } from './documents.ts';
import { type Account, type Answer, type Message, type Request, readMessage } from './message.ts';
import { nextWaiting, type Pending, remember } from './pending.ts';
import { type Prelude, readClientPrelude, readServerPrelude, splitHostPort } from './prelude.ts';
import type { Dialect, Mark } from './shapes.ts';
import { handOut, hashesBehind, jobOf, newShareWork, type ShareWork, setDifficulty, takeShare } from './share-work.ts';
import { inOrder, speakerOf, type Turn, turnsOf } from './turns.ts';

export interface Session {
  readonly dialect: Dialect;
  readonly transport: 'tcp' | 'http';
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
  /** The stream's server is only a proxy, reached by this scheme. */
  readonly proxy?: 'socks4' | 'socks5' | 'http';
  readonly jobs: number;
  readonly submits: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Expected behind the accepted shares; absent where a target is unknown. */
  readonly hashes?: number;
  /** The login, or else the first message. Offset and length in the artifact. */
  readonly place: Place;
  /** Milliseconds since 1970, of the first and the last message. */
  readonly start?: number;
  readonly end?: number;
  /** Parts passed over because a bound was reached. */
  readonly cuts: readonly Result<never>[];
}

interface Place {
  readonly offset: number;
  readonly length: number;
  readonly packet?: number;
  readonly time?: number;
}

/** What is kept of a conversation without end. */
const mostAccounts = 64;
const mostCuts = 8;

export function readSession(bytes: Uint8Array, stream: Stream): Result<Session> {
  const both = directionsOf(bytes, stream);
  const swapped = !stream.handshake && (speakerOf(both.client) === 'server' || speakerOf(both.server) === 'client');
  const [miner, pool] = swapped ? [both.server, both.client] : [both.client, both.server];
  const prelude = readClientPrelude(miner.bytes);
  const draft = newDraft();
  const turns = inOrder(
    turnsOf('miner', miner, prelude.end),
    turnsOf('pool', pool, readServerPrelude(pool.bytes, prelude).end),
  );
  for (const turn of turns) take(draft, turn, stream);
  if (!isSession(draft, isHttp(miner, prelude.end))) return notThisFormat;
  return ok(conclude(draft, prelude, swapped));
}

// --- what is gathered on the way ----------------------------------------------------------------------------------

interface Draft {
  readonly miner: Tally;
  readonly pool: Tally;
  readonly pending: Pending;
  readonly work: ShareWork;
  /** Requests that were answered: proof that two sides understand each other. */
  answered: number;
  readonly accounts: Account[];
  mark?: Mark;
  agent?: string;
  algorithms?: readonly string[];
  algorithm?: string;
  host?: string;
  port?: number;
  http: boolean;
  jobs: number;
  submits: number;
  accepted: number;
  rejected: number;
  loginPlace?: Place;
  firstPlace?: Place;
  start?: number;
  end?: number;
  readonly cuts: Result<never>[];
}

/** How much of one direction is the protocol. */
interface Tally {
  /** Messages that can be nothing else. */
  proofs: number;
  /** Messages that fit, and messages that belong to the other side. */
  proper: number;
  contrary: number;
  /** Text that is no JSON. */
  noise: number;
}

function newDraft(): Draft {
  const tally = (): Tally => ({ proofs: 0, proper: 0, contrary: 0, noise: 0 });
  const counts = { jobs: 0, submits: 0, accepted: 0, rejected: 0, answered: 0 };
  const seen = { pending: new Map(), work: newShareWork(), accounts: [], cuts: [] };
  return { miner: tally(), pool: tally(), http: false, ...seen, ...counts };
}

function take(draft: Draft, turn: Turn, stream: Stream): void {
  const { reading, side, direction } = turn;
  if ('cut' in reading) {
    if (draft.cuts.length < mostCuts) draft.cuts.push(reading.cut);
  } else if ('noise' in reading) {
    // Where the capture came in late, the first line is a rest of one.
    if (stream.handshake || reading.start > 0) draft[side].noise++;
  } else {
    const message = readMessage(reading.value, reading.http !== undefined);
    if (message === undefined) return;
    if ((message.says === 'request') !== (side === 'miner')) draft[side].contrary++;
    else takeMessage(draft, draft[side], message, reading, placeOf(direction, reading));
  }
}

function takeMessage(draft: Draft, tally: Tally, message: Message, document: Document, place: Place): void {
  tally.proper++;
  if (document.http !== undefined) draft.http = true;
  if (message.says === 'answer' ? message.job : message.proof) tally.proofs++;
  if (message.mark !== undefined && message.mark.weight > (draft.mark?.weight ?? 0)) draft.mark = message.mark;
  if (message.says !== 'request') takeWork(draft, message);
  else takeRequest(draft, message, document, place);
  draft.firstPlace ??= place;
  if (place.time === undefined) return;
  draft.start ??= place.time;
  draft.end = place.time;
}

function takeWork(draft: Draft, message: Exclude<Message, Request>): void {
  if (message.job) draft.jobs++;
  if (message.algorithm !== undefined) draft.algorithm ??= message.algorithm;
  if (message.says === 'push' && message.difficulty !== undefined)
    setDifficulty(draft.work, message.difficulty ?? undefined);
  if (message.work !== undefined) handOut(draft.work, message.work);
  if (message.says === 'answer') takeAnswer(draft, message);
}

function takeAnswer(draft: Draft, answer: Answer): void {
  const next = answer.id === undefined ? undefined : nextWaiting(draft.pending, answer.id);
  if (next === undefined) return;
  const { request, job } = next;
  if (request.proof) draft.answered++;
  if (isAcceptance(request, answer)) {
    draft.accepted++;
    takeShare(draft.work, job);
  }
  if (request.act.startsWith('submit') && isRefusal(request, answer)) draft.rejected++;
}

function isAcceptance(request: Request, answer: Answer): boolean {
  if (request.act === 'submit') return answer.accepted === true;
  return request.act === 'submit-block' && (answer.accepted === true || answer.accepted === null);
}

/** A block that a node does not want is answered with the reason, a text. */
function isRefusal(request: Request, answer: Answer): boolean {
  return answer.accepted === false || (request.act === 'submit-block' && answer.accepted === undefined);
}

function takeRequest(draft: Draft, request: Request, document: Document, place: Place): void {
  if (request.id !== undefined) remember(draft.pending, request.id, { request, job: jobOf(draft.work, request.job) });
  if (request.act.startsWith('submit')) draft.submits++;
  const head = readHead(document);
  const account = request.account ?? head?.account;
  if (account !== undefined) takeAccount(draft, account, place);
  const agent = request.agent ?? head?.agent;
  if (agent !== undefined) draft.agent ??= agent;
  if (request.algorithms !== undefined) draft.algorithms ??= request.algorithms;
  const named = request.host === undefined ? head : request;
  if (draft.host !== undefined || named?.host === undefined) return;
  draft.host = named.host;
  if (named.port !== undefined) draft.port = named.port;
}

/** What HTTP's own head says of the miner. */
function readHead({ http }: Document): { account?: Account; agent?: string; host?: string; port?: number } | undefined {
  if (http === undefined) return undefined;
  const agent = textOf(http.headers.get('user-agent'));
  const host = textOf(http.headers.get('host'));
  const credentials = readBasicCredentials(http.headers.get('authorization') ?? '');
  const login = textOf(credentials?.user);
  const password = textOf(credentials?.password);
  return {
    ...(login && { account: { login, ...(password && { password }) } }),
    ...(agent && { agent }),
    ...(host && splitHostPort(host)),
  };
}

function takeAccount(draft: Draft, account: Account, place: Place): void {
  draft.loginPlace ??= place;
  const known = draft.accounts.some((one) => one.login === account.login);
  if (!known && draft.accounts.length < mostAccounts) draft.accounts.push(account);
}

function placeOf(direction: Direction, { start, end }: Document): Place {
  const segment = segmentAt(direction, start)?.segment;
  return {
    offset: direction.base + start,
    length: end - start,
    ...(segment !== undefined && { packet: segment.packet }),
    ...(segment?.time !== undefined && { time: segment.time }),
  };
}

// --- the judgement ------------------------------------------------------------------------------------------------

function isSession(draft: Draft, minerSpeaksHttp: boolean): boolean {
  const { miner, pool } = draft;
  if (draft.answered > 0) return true;
  if (miner.proofs + pool.proofs === 0 && draft.accounts.length === 0) return false;
  // Over HTTP anything may be served: without a miner's own request, work in an answer is only a document.
  if (minerSpeaksHttp && miner.proofs === 0) return false;
  return [miner, pool].every(isMostlyProtocol);
}

function isMostlyProtocol({ proper, contrary, noise }: Tally): boolean {
  return (noise === 0 || noise < proper) && contrary * 2 <= proper;
}

function conclude(draft: Draft, prelude: Prelude, swapped: boolean): Session {
  const { accounts, jobs, submits, accepted, rejected, cuts, mark, agent, algorithms, algorithm } = draft;
  const host = prelude.host ?? draft.host;
  const port = prelude.host === undefined ? draft.port : prelude.port;
  const dialect = mark?.dialect ?? 'bitcoin';
  // What a target or a difficulty of another dialect stands for is another thing.
  const hashes = dialect === 'cryptonote' || dialect === 'bitcoin' ? hashesBehind(draft.work) : undefined;
  return {
    dialect,
    transport: draft.http ? 'http' : 'tcp',
    certain: draft.miner.proofs + draft.pool.proofs > 0,
    swapped,
    accounts,
    ...(agent !== undefined && { agent }),
    ...(algorithms !== undefined && { algorithms }),
    ...(algorithm !== undefined && { algorithm }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(prelude.scheme !== undefined && { proxy: prelude.scheme }),
    jobs,
    submits,
    accepted,
    rejected,
    ...(hashes !== undefined && { hashes }),
    place: draft.loginPlace ?? draft.firstPlace ?? { offset: 0, length: 0 },
    ...(draft.start !== undefined && { start: draft.start }),
    ...(draft.end !== undefined && { end: draft.end }),
    cuts,
  };
}
