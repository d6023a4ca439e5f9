/**
 * One JSON-RPC object read as what a miner or a pool says, in every dialect:
 * - cryptonote: XMRig Client.cpp and xmr-stak (login, job, submit, keepalived); Grin's differs only in its job's fields;
 * - bitcoin: en.bitcoin.it/wiki/Stratum_mining_protocol (mining.*); zcash: ZIP 301; kawpow is bitcoin's with other params;
 * - ethereum: EIP-1571's eth_* (eth-proxy) and EthereumStratum/1.0.0 (NiceHash), /2.0.0;
 * - getwork and getblocktemplate over HTTP: en.bitcoin.it/wiki/Getwork, BIP 22, monerod's /json_rpc.
 * Nothing here is a claim: a message says what it would be, `proof` whether it can be nothing else.
 */
import { isObject, type JsonObject, type JsonValue, textOf } from '../json/document.ts';
import {
  type Dialect,
  identifierOf,
  isWork,
  type Mark,
  notifyMark,
  readJob,
  submitMark,
  templateDialect,
} from './shapes.ts';
import type { JobWork } from './share-work.ts';

export interface Account {
  readonly login: string;
  readonly password?: string;
  readonly worker?: string;
  readonly rigId?: string;
}

/** What a miner asks. */
export interface Request {
  readonly says: 'request';
  readonly act: 'login' | 'subscribe' | 'ask-work' | 'submit' | 'submit-block' | 'other';
  readonly id?: string;
  readonly proof: boolean;
  readonly mark?: Mark;
  readonly account?: Account;
  readonly agent?: string;
  readonly algorithms?: string[];
  /** The pool's name and port, where the miner repeats them (ZIP 301). */
  readonly host?: string;
  readonly port?: number;
  /** The job that a share is for. */
  readonly job?: string;
}

/** What a pool says unasked. */
interface Push {
  readonly says: 'push';
  readonly job: boolean;
  readonly proof: boolean;
  readonly mark?: Mark;
  readonly algorithm?: string;
  readonly work?: JobWork;
  /** What a share is worth from the next job on; `null` where the pool sets it in a form that is not read. */
  readonly difficulty?: number | null;
}

/** What answers a request. Only the request tells whether it means a share. */
export interface Answer {
  readonly says: 'answer';
  readonly id?: string;
  readonly job: boolean;
  readonly mark?: Mark;
  readonly algorithm?: string;
  readonly work?: JobWork;
  /** Absent where a share's answer would say neither; `null` is a block's good answer. */
  readonly accepted?: boolean | null;
}

export type Message = Request | Push | Answer;

/** Reads one object; absent where it is no JSON-RPC, or none that a miner or a pool would say. */
export function readMessage(value: JsonObject, overHttp: boolean): Message | undefined {
  const method = textOf(value['method']);
  if (method === undefined) return readAnswer(value);
  const id = idOf(value['id']);
  const common = id === undefined ? {} : { id };
  const request = overHttp ? readHttpRequest(method, value) : readLineRequest(method, value);
  if (request !== undefined) return { says: 'request', ...common, ...request };
  return overHttp ? undefined : readPush(method, value);
}

/** An empty id is one, too: only a job must have a name. */
function idOf(value: JsonValue | undefined): string | undefined {
  return value === '' ? '' : identifierOf(value);
}

function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

type RequestPart = Omit<Request, 'says' | 'id'>;

function mark(dialect: Dialect, weight: Mark['weight']): { readonly mark: Mark } {
  return { mark: { dialect, weight } };
}

function shown(mark: Mark | undefined): { readonly mark?: Mark } {
  return mark === undefined ? {} : { mark };
}

/** An object's fields that have a value; the others are left out, as exact optional properties want it. */
function present<T extends object>(fields: { [P in keyof T]: T[P] | undefined }): T {
  // Dropping undefined values is just what turns the one type into the other.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

function readLineRequest(method: string, value: JsonObject): RequestPart | undefined {
  if (method.startsWith('mining.')) return readMiningRequest(method, value['params']);
  if (method.startsWith('eth_')) return readEthereumRequest(method, value);
  return readCryptonoteRequest(method, value['params']);
}

// --- bitcoin, zcash, and Ethereum in NiceHash's manner --------------------------------------------------------

const otherMiningRequests = new Set([
  'mining.configure',
  'mining.extranonce.subscribe',
  'mining.get_transactions',
  'mining.suggest_difficulty',
  'mining.suggest_target',
  'mining.multi_version',
]);

function readMiningRequest(method: string, params: JsonValue | undefined): RequestPart | undefined {
  if (method === 'mining.hello') return readHello(params);
  if (!Array.isArray(params)) return undefined;
  const bitcoin = { proof: true, ...mark('bitcoin', 1) };
  if (method === 'mining.subscribe') return { act: 'subscribe', ...bitcoin, ...readSubscribe(params) };
  if (method === 'mining.submit')
    return { act: 'submit', ...bitcoin, ...shown(submitMark(params)), ...ofJob(identifierOf(params[1])) };
  if (method === 'mining.authorize') {
    const login = textOf(params[0]);
    return { act: 'login', ...bitcoin, ...(login && { account: readAccount(login, params[1]) }) };
  }
  return otherMiningRequests.has(method) ? { act: 'other', ...bitcoin } : undefined;
}

/** ZIP 301 gives agent, session, host and port; the draft before it gave host, port, agent and session. */
function readSubscribe(params: readonly JsonValue[]): Partial<RequestPart> {
  const draft = typeof params[1] === 'number';
  const [agent, , host, port] = draft ? [params[2], params[3], params[0], params[1]] : params;
  const inNiceHashManner = params.some((param) => typeof param === 'string' && param.startsWith('EthereumStratum/'));
  const named = params.length >= 4 && textOf(host) !== undefined;
  return present<Partial<RequestPart>>({
    agent: textOf(agent),
    host: named ? textOf(host) : undefined,
    port: named ? portOf(port) : undefined,
    mark: inNiceHashManner
      ? { dialect: 'ethereum', weight: 2 }
      : named
        ? { dialect: 'zcash', weight: 2 }
        : { dialect: 'bitcoin', weight: 1 },
  });
}

/** EthereumStratum/2.0.0 opens with an object. */
function readHello(params: JsonValue | undefined): RequestPart | undefined {
  if (!isObject(params) || !textOf(params['proto'])?.startsWith('EthereumStratum/')) return undefined;
  const said = { agent: textOf(params['agent']), host: textOf(params['host']), port: portOf(params['port']) };
  return { act: 'subscribe', proof: true, ...mark('ethereum', 3), ...present<Partial<RequestPart>>(said) };
}

function portOf(value: JsonValue | undefined): number | undefined {
  const port = typeof value === 'string' && /^(?:0x[0-9a-f]{1,4}|\d{1,5})$/i.test(value) ? Number(value) : value;
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined;
}

function readAccount(login: string, password: JsonValue | undefined, worker?: JsonValue): Account {
  return present<Account>({ login, password: textOf(password), worker: textOf(worker) });
}

// --- Ethereum -------------------------------------------------------------------------------------------------

function readEthereumRequest(method: string, value: JsonObject): RequestPart | undefined {
  const params = Array.isArray(value['params']) ? value['params'] : [];
  const ethereum = { proof: true, ...mark('ethereum', 3) };
  if (method === 'eth_submitLogin' || method === 'eth_login') {
    const login = textOf(params[0]);
    return { act: 'login', ...ethereum, ...(login && { account: readAccount(login, params[1], value['worker']) }) };
  }
  if (method === 'eth_getWork') return { act: 'ask-work', ...ethereum };
  if (method === 'eth_submitWork') return { act: 'submit', ...ethereum };
  return method === 'eth_submitHashrate' ? { act: 'other', ...ethereum } : undefined;
}

// --- cryptonote -----------------------------------------------------------------------------------------------

function readCryptonoteRequest(method: string, params: JsonValue | undefined): RequestPart | undefined {
  const cryptonote = { proof: true, ...mark('cryptonote', 3) };
  if (!isObject(params)) return undefined;
  if (method === 'login') return readCryptonoteLogin(params);
  if (method === 'submit') {
    const job = identifierOf(params['job_id']);
    const isShare = job !== undefined && identifierOf(params['nonce']) !== undefined;
    return isShare ? { act: 'submit', ...cryptonote, job } : undefined;
  }
  // Too common a pair of words to prove anything.
  return method === 'keepalived' || method === 'getjob' ? { act: 'ask-work', proof: false } : undefined;
}

/** Many a service has a `login`; with a password called `pass` and an agent it is a miner's. */
function readCryptonoteLogin(params: JsonObject): RequestPart | undefined {
  const login = textOf(params['login']);
  const agent = textOf(params['agent']);
  const hasPass = typeof params['pass'] === 'string';
  if (login === undefined || (!hasPass && agent === undefined)) return undefined;
  const algorithms = Array.isArray(params['algo'])
    ? params['algo'].flatMap((one) => textOf(one) ?? []).slice(0, 128)
    : undefined;
  const rigId = textOf(params['rigid']) ?? textOf(params['rig_id']);
  return {
    act: 'login',
    proof: hasPass && agent !== undefined,
    ...mark('cryptonote', 3),
    ...present<Partial<RequestPart>>({ agent, algorithms: algorithms?.length ? algorithms : undefined }),
    account: { ...readAccount(login, params['pass']), ...(rigId && { rigId }) },
  };
}

function ofJob(job: string | undefined): { readonly job?: string } {
  return job === undefined ? {} : { job };
}

// --- over HTTP ------------------------------------------------------------------------------------------------

function readHttpRequest(method: string, value: JsonObject): RequestPart | undefined {
  const params = value['params'];
  const first = Array.isArray(params) ? params[0] : params;
  if (method.startsWith('eth_')) return readEthereumRequest(method, value);
  if (method === 'getwork')
    return { act: textOf(first) === undefined ? 'ask-work' : 'submit', proof: true, ...mark('getwork', 3) };
  const template = { proof: true, ...mark('getblocktemplate', 3) };
  if (method === 'submitblock' || method === 'submit_block') return { act: 'submit-block', ...template };
  if (method !== 'getblocktemplate' && method !== 'get_block_template') return undefined;
  const wallet = isObject(first) ? textOf(first['wallet_address']) : undefined;
  return { act: 'ask-work', ...template, ...(wallet && { account: { login: wallet } }) };
}

// --- the pool's side ------------------------------------------------------------------------------------------

function readPush(method: string, value: JsonObject): Push | undefined {
  const params = value['params'];
  if (method === 'job') {
    const job = readJob(params);
    return job && { says: 'push', job: true, proof: true, ...mark('cryptonote', 3), ...job };
  }
  if (!Array.isArray(params) || !method.startsWith('mining.')) return undefined;
  if (method === 'mining.notify') {
    const job = params.length >= 3;
    const id = identifierOf(params[0]);
    const work = job && id !== undefined ? { work: { id } } : {};
    return { says: 'push', job, proof: job, ...mark('bitcoin', 1), ...shown(notifyMark(params)), ...work };
  }
  const setting = ['mining.set_difficulty', 'mining.set_target', 'mining.set_extranonce', 'mining.set_version_mask'];
  if (!setting.includes(method)) return undefined;
  const push = { says: 'push' as const, job: false, proof: true, ...mark('bitcoin', 1) };
  if (method === 'mining.set_difficulty') return { ...push, difficulty: numberOf(params[0]) ?? null };
  return method === 'mining.set_target' ? { ...push, difficulty: null } : push;
}

function readAnswer(value: JsonObject): Answer | undefined {
  const result = value['result'];
  const error = value['error'];
  if (result === undefined && error === undefined) return undefined;
  const id = idOf(value['id']);
  const accepted = verdictOf(result, error);
  return {
    says: 'answer',
    ...(id !== undefined && { id }),
    ...(accepted !== undefined && { accepted }),
    job: false,
    ...readHandedWork(result),
  };
}

function readHandedWork(result: JsonValue | undefined): Partial<Answer> {
  if (Array.isArray(result)) return isWork(result) ? { job: true, ...mark('ethereum', 3) } : {};
  if (!isObject(result)) return {};
  const job = readJob(result['job']) ?? readJob(result);
  if (job !== undefined) return { job: true, ...mark('cryptonote', 3), ...job };
  const template = templateDialect(result);
  return template === undefined ? {} : { job: true, ...mark(template, 3) };
}

function verdictOf(result: JsonValue | undefined, error: JsonValue | undefined): boolean | null | undefined {
  if (error !== undefined && error !== null && error !== false) return false;
  if (typeof result === 'boolean' || result === null) return result;
  const status = isObject(result) ? textOf(result['status']) : undefined;
  return status === undefined ? undefined : status.toUpperCase() === 'OK';
}
