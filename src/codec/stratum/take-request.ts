/** What a miner says, taken into account: its logins, its shares, and what it tells of itself. */
import { readBasicCredentials } from '../http/message.ts';
import { textOf } from '../json/document.ts';
import type { Document } from './documents.ts';
import { type Draft, isShare, type Place } from './draft.ts';
import { remember } from './pending.ts';
import { splitHostPort } from './prelude.ts';
import type { Account, Request } from './said.ts';
import { countShare, jobOf } from './share-work.ts';

/** What is kept of a conversation without end. */
const mostAccounts = 64;
const mostWorkers = 4096;
const mostSpeeds = 4096;

export function takeRequest(draft: Draft, read: Request, document: Document, place: Place): void {
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
