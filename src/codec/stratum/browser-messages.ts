/**
 * What a mining page and a browser pool say to each other over a WebSocket, in the two forms that were copied most:
 * - Coinhive's, which deepMiner, Crypto-Loot, CoinIMP and the proxies between it and pools took over: `type` and `params`
 *   (github.com/x25/coinhive-stratum-mining-proxy, github.com/cazala/coin-hive-stratum);
 * - webminerpool's: `identifier`, all else beside it (github.com/notgiven688/webminerpool).
 * Neither numbers its messages: each kind of answer belongs to the oldest request of its kind.
 * Does not see: pools whose messages are garbled on purpose (CoinIMP's later ones).
 */

import { present } from '../../model/present.ts';
import { isObject, type JsonObject, type JsonValue, textOf } from '../json/document.ts';
import { wordsOf } from './pool-messages.ts';
import { type Account, type Message, mark } from './said.ts';
import { identifierOf, isHex, readJob } from './shapes.ts';

/** Stand for the numbers that these messages lack. */
const loginId = 'login';
const shareId = 'share';

export function readBrowserMessage(value: JsonObject): Message | undefined {
  const type = textOf(value['type'], 64);
  const params = value['params'];
  if (type !== undefined && isObject(params)) return readTyped(type, params);
  const identifier = textOf(value['identifier'], 64);
  return identifier === undefined ? undefined : readIdentified(identifier, value);
}

function readTyped(type: string, params: JsonObject): Message | undefined {
  if (type === 'auth') return readAuth(params);
  if (type === 'submit') return readShare(params);
  if (type === 'job') return readWork(params);
  if (type === 'authed') return answer(loginId, true);
  if (type === 'hash_accepted') return { ...answer(shareId, true), proof: true };
  if (type === 'error') return answer(loginId, false, params['error']);
  return type === 'banned' ? answer(loginId, false, 'banned') : undefined;
}

function readIdentified(identifier: string, value: JsonObject): Message | undefined {
  if (identifier === 'handshake') return readHandshake(value);
  if (identifier === 'solved') return readShare(value);
  if (identifier === 'job') return readWork(value);
  if (identifier === 'hashsolved') return answer(shareId, true);
  return identifier === 'error' ? answer(loginId, false, value['param']) : undefined;
}

function readAuth(params: JsonObject): Message | undefined {
  const login = textOf(params['site_key']);
  if (login === undefined) return undefined;
  const account = present<Account>({ login, worker: textOf(params['user']), siteKey: true });
  return { says: 'request', act: 'login', id: loginId, proof: true, ...mark('cryptonote', 3), account };
}

/** A pool of its own choice, with a wallet there. */
function readHandshake(value: JsonObject): Message | undefined {
  const [login, pool] = [textOf(value['login']), textOf(value['pool'])];
  if (login === undefined || pool === undefined) return undefined;
  const account = present<Account>({ login, password: textOf(value['password']), worker: textOf(value['userid']) });
  const said = { account, forward: pool };
  return { says: 'request', act: 'login', id: loginId, proof: true, ...mark('cryptonote', 3), ...said };
}

function readShare(params: JsonObject): Message | undefined {
  const [job, nonce] = [identifierOf(params['job_id']), identifierOf(params['nonce'])];
  if (job === undefined || nonce === undefined || !isHex(params['result'], 64, 64)) return undefined;
  return { says: 'request', act: 'submit', id: shareId, proof: true, ...mark('cryptonote', 3), job, nonce };
}

function readWork(params: JsonObject): Message | undefined {
  const job = readJob(params);
  return job && { says: 'push', job: true, proof: true, ...mark('cryptonote', 3), ...job };
}

function answer(id: string, accepted: boolean, words?: JsonValue): Message {
  const error = wordsOf(words);
  return { says: 'answer', id, job: false, accepted, ...(error !== undefined && { error }) };
}
