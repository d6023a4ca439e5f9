/**
 * What a miner asks with `mining.*`.
 * Sources: en.bitcoin.it/wiki/Stratum_mining_protocol; BIP 310 (configure); ZIP 301 (Zcash) and its draft;
 * EthereumStratum/1.0.0 (NiceHash) and /2.0.0 (EIP-1571). Kawpow's are bitcoin's with other params.
 */

import { present } from '../../model/present.ts';
import { isObject, type JsonObject, type JsonValue, textOf } from '../json/document.ts';
import { type Account, mark, type RequestPart } from './said.ts';
import { identifierOf, isHex, submitMark } from './shapes.ts';

const otherMethods = new Set([
  'mining.configure',
  'mining.extranonce.subscribe',
  'mining.get_transactions',
  'mining.suggest_difficulty',
  'mining.suggest_target',
  'mining.multi_version',
]);

const bitcoin = { proof: true, ...mark('bitcoin', 1) };

export function readMiningRequest(method: string, value: JsonObject): RequestPart | undefined {
  const params = value['params'];
  if (method === 'mining.hello') return readHello(params);
  if (!Array.isArray(params)) return undefined;
  if (method === 'mining.subscribe') return { act: 'subscribe', ...bitcoin, ...readSubscribe(params) };
  if (method === 'mining.submit') return { act: 'submit', ...bitcoin, ...readSubmit(params, value['worker']) };
  if (method === 'mining.authorize') return { act: 'login', ...bitcoin, ...readAuthorize(params, value['worker']) };
  if (method === 'mining.hashrate') return { act: 'other', ...bitcoin, ...speedOf(params[0]) };
  return otherMethods.has(method) ? { act: 'other', ...bitcoin } : undefined;
}

function readAuthorize(params: readonly JsonValue[], worker: JsonValue | undefined): Partial<RequestPart> {
  const login = textOf(params[0]);
  if (login === undefined) return {};
  return { account: present<Account>({ login, password: textOf(params[1]), worker: textOf(worker) }) };
}

/** `[worker, job, …]`; in EthereumStratum/2.0.0 `[job, nonce, worker]`. */
function readSubmit(params: readonly JsonValue[], worker: JsonValue | undefined): Partial<RequestPart> {
  const turned = { job: identifierOf(params[0]), worker: textOf(params[2], 256) };
  return present<Partial<RequestPart>>({
    mark: submitMark(params) ?? bitcoin.mark,
    worker: textOf(worker, 256) ?? textOf(params[0], 256),
    job: identifierOf(params[1]),
    otherwise: params.length === 3 ? present<NonNullable<RequestPart['otherwise']>>(turned) : undefined,
  });
}

/** EthereumStratum/2.0.0 reports a rate in hex. */
function speedOf(value: JsonValue | undefined): { readonly speed?: number } {
  const digits = typeof value === 'string' ? value.replace(/^0x/, '') : undefined;
  return isHex(digits, 1, 16) ? { speed: Number.parseInt(digits, 16) } : {};
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

export function portOf(value: JsonValue | undefined): number | undefined {
  const port = typeof value === 'string' && /^(?:0x[0-9a-f]{1,4}|\d{1,5})$/i.test(value) ? Number(value) : value;
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined;
}
