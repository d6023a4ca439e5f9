/** What is gathered on the way through a conversation, message by message. */
import type { Result } from '../../model/result.ts';
import type { Stream } from '../../model/stream.ts';
import { readBasicCredentials } from '../http/message.ts';
import { textOf } from '../json/document.ts';
import { type Direction, segmentAt } from './direction.ts';
import type { Document } from './documents.ts';
import { readMessage } from './message.ts';
import { nextWaiting, type Pending, remember } from './pending.ts';
import { splitHostPort } from './prelude.ts';
import type { Account, Answer, Message, Push, Redirect, Request } from './said.ts';
import type { Mark } from './shapes.ts';
import { countShare, handOut, jobOf, newShareWork, type ShareWork, setHashes, takeBack } from './share-work.ts';
import type { Turn } from './turns.ts';

export interface Place {
  readonly offset: number;
  readonly length: number;
  readonly packet?: number;
  readonly time?: number;
}

export interface Draft {
  readonly miner: Tally;
  readonly pool: Tally;
  readonly pending: Pending;
  readonly work: ShareWork;
  /** Requests that were answered: proof that two sides understand each other. */
  answered: number;
  readonly accounts: Account[];
  /** Who sent shares, by their own names; and the last byte of each share's nonce. */
  readonly workers: Set<string>;
  readonly nonceBytes: Set<string>;
  /** Hashes a second, as the miner reports them. */
  readonly speeds: number[];
  mark?: Mark;
  agent?: string;
  algorithms?: readonly string[];
  algorithm?: string;
  host?: string;
  port?: number;
  forward?: string;
  redirect?: Redirect;
  /** Why the last login was refused. */
  error?: string;
  transport: Document['transport'];
  jobs: number;
  submits: number;
  accepted: number;
  rejected: number;
  keepalives: number;
  loginPlace?: Place;
  firstPlace?: Place;
  start?: number;
  end?: number;
  readonly cuts: Result<never>[];
}

/** How much of one direction is the protocol. */
export interface Tally {
  /** Messages that can be nothing else. */
  proofs: number;
  /** Messages that fit, and messages that belong to the other side. */
  proper: number;
  contrary: number;
  /** Text that is no JSON. */
  noise: number;
}

/** What is kept of a conversation without end. */
const mostAccounts = 64;
const mostWorkers = 4096;
const mostSpeeds = 4096;
const mostCuts = 8;

export function newDraft(): Draft {
  const tally = (): Tally => ({ proofs: 0, proper: 0, contrary: 0, noise: 0 });
  const counts = { jobs: 0, submits: 0, accepted: 0, rejected: 0, answered: 0, keepalives: 0 };
  const lists = { accounts: [], cuts: [], speeds: [], workers: new Set<string>(), nonceBytes: new Set<string>() };
  const seen = { pending: new Map(), work: newShareWork(), transport: 'tcp' as const };
  return { miner: tally(), pool: tally(), ...seen, ...lists, ...counts };
}

export function take(draft: Draft, turn: Turn, stream: Stream): void {
  const { reading, side, direction } = turn;
  if ('cut' in reading) {
    if (draft.cuts.length < mostCuts) draft.cuts.push(reading.cut);
  } else if ('noise' in reading) {
    // Where the capture came in late, the first line is a rest of one.
    if (stream.handshake || reading.start > 0) draft[side].noise++;
  } else {
    const message = readMessage(reading.value, reading.transport);
    if (message === undefined) return;
    if ((message.says === 'request') !== (side === 'miner')) draft[side].contrary++;
    else takeMessage(draft, draft[side], message, reading, placeOf(direction, reading));
  }
}

function takeMessage(draft: Draft, tally: Tally, message: Message, document: Document, place: Place): void {
  tally.proper++;
  if (document.transport !== 'tcp') draft.transport = document.transport;
  if (message.says === 'answer' ? message.job || message.proof === true : message.proof) tally.proofs++;
  if (message.mark !== undefined && message.mark.weight > (draft.mark?.weight ?? 0)) draft.mark = message.mark;
  if (message.says === 'request') takeRequest(draft, message, document, place);
  else takeWork(draft, message);
  draft.firstPlace ??= place;
  if (place.time === undefined) return;
  draft.start ??= place.time;
  draft.end = place.time;
}

// --- the pool's side ------------------------------------------------------------------------------------------

function takeWork(draft: Draft, message: Push | Answer): void {
  if (message.job) draft.jobs++;
  if (message.algorithm !== undefined) draft.algorithm ??= message.algorithm;
  if (message.says === 'push') takeSetting(draft, message);
  if (message.work !== undefined) handOut(draft.work, message.work);
  if (message.says === 'answer') takeAnswer(draft, message);
}

function takeSetting(draft: Draft, { hashes, redirect }: Push): void {
  if (hashes !== undefined) setHashes(draft.work, hashes ?? undefined);
  if (redirect?.host !== undefined || redirect?.port !== undefined) draft.redirect = redirect;
}

function takeAnswer(draft: Draft, answer: Answer): void {
  const next = answer.id === undefined ? undefined : nextWaiting(draft.pending, answer.id);
  if (next === undefined) return;
  const { request, job } = next;
  if (request.proof) draft.answered++;
  if (request.act === 'login') takeVerdict(draft, answer);
  if (isAcceptance(request, answer)) {
    draft.accepted++;
    countShare(draft.work.accepted, job);
  }
  if (!isShare(request) || !isRefusal(request, answer)) return;
  draft.rejected++;
  takeBack(draft.work.sent, job);
}

/** A miner that is refused often tries again: the last word counts. */
function takeVerdict(draft: Draft, { accepted, error, job }: Answer): void {
  if (accepted === false) draft.error = error ?? 'false';
  else if (accepted === true || job) delete draft.error;
}

function isShare({ act }: Request): boolean {
  return act === 'submit' || act === 'submit-block';
}

function isAcceptance(request: Request, answer: Answer): boolean {
  if (request.act === 'submit') return answer.accepted === true;
  return request.act === 'submit-block' && (answer.accepted === true || answer.accepted === null);
}

/** A block that a node does not want is answered with the reason, a text. */
function isRefusal(request: Request, answer: Answer): boolean {
  return answer.accepted === false || (request.act === 'submit-block' && answer.accepted === undefined);
}

// --- the miner's side -----------------------------------------------------------------------------------------

function takeRequest(draft: Draft, read: Request, document: Document, place: Place): void {
  const request = asMeant(draft, read);
  const job = jobOf(draft.work, request.job);
  if (request.id !== undefined) remember(draft.pending, request.id, { request, job });
  if (isShare(request)) {
    draft.submits++;
    countShare(draft.work.sent, job);
    takeWorker(draft, request);
  }
  if (request.act === 'keepalive') draft.keepalives++;
  if (request.speed !== undefined && draft.speeds.length < mostSpeeds) draft.speeds.push(request.speed);
  const head = readHead(document);
  const account = request.account ?? head?.account;
  if (account !== undefined) takeAccount(draft, account, place);
  takeNames(draft, request, head);
}

/** In the order in which the job that it names was handed out. */
function asMeant({ work }: Draft, request: Request): Request {
  const { job, otherwise } = request;
  const turned = jobOf(work, job) === undefined && jobOf(work, otherwise?.job) !== undefined;
  return turned ? { ...request, ...otherwise } : request;
}

function takeNames(draft: Draft, request: Request, head: Head | undefined): void {
  const agent = request.agent ?? head?.agent;
  if (agent !== undefined) draft.agent ??= agent;
  if (request.algorithms !== undefined) draft.algorithms ??= request.algorithms;
  if (request.forward !== undefined) draft.forward ??= request.forward;
  const named = request.host === undefined ? head : request;
  if (draft.host !== undefined || named?.host === undefined) return;
  draft.host = named.host;
  if (named.port !== undefined) draft.port = named.port;
}

function takeWorker({ workers, nonceBytes }: Draft, { worker, nonce }: Request): void {
  if (worker !== undefined && workers.size < mostWorkers) workers.add(worker);
  // Eight hex digits: at most 256 different last bytes.
  if (nonce !== undefined && /^[0-9a-fA-F]{8}$/.test(nonce)) nonceBytes.add(nonce.slice(6).toLowerCase());
}

interface Head {
  readonly account?: Account;
  readonly agent?: string;
  readonly host?: string;
  readonly port?: number;
}

/** What HTTP's own head says of the miner. */
function readHead({ http }: Document): Head | undefined {
  if (http === undefined) return undefined;
  const agent = textOf(http.headers.get('user-agent'));
  const host = textOf(http.headers.get('host'));
  const account = credentialsIn(http.headers.get('authorization')) ?? accountInPath(http);
  return { ...(account && { account }), ...(agent && { agent }), ...(host && splitHostPort(host)) };
}

function credentialsIn(authorization: string | undefined): Account | undefined {
  const credentials = readBasicCredentials(authorization ?? '');
  const login = textOf(credentials?.user);
  const password = textOf(credentials?.password);
  return login === undefined ? undefined : { login, ...(password && { password }) };
}

/** Ethereum's pools over HTTP take the account as the path: `/0x…/worker`, `/0x….worker`. */
function accountInPath(http: NonNullable<Document['http']>): Account | undefined {
  const path =
    http.says === 'request' ? /^\/(0x[0-9a-fA-F]{40})(?:[/.]([\w-]{1,64}))?(?=[/?]|$)/.exec(http.target) : null;
  const [, login, worker] = path ?? [];
  return login === undefined ? undefined : { login, ...(worker && { worker }) };
}

function takeAccount(draft: Draft, account: Account, place: Place): void {
  draft.loginPlace ??= place;
  const known = draft.accounts.some((one) => one.login === account.login && one.worker === account.worker);
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
