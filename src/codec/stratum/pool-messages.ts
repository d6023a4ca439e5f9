/**
 * What a pool or a node says: work, how hard a share is, and its verdicts.
 * Sources: as for the requests; `client.reconnect` and `mining.set_*` from en.bitcoin.it/wiki/Stratum_mining_protocol,
 * `mining.set` from EIP-1571 (EthereumStratum/2.0.0).
 */

import { present } from '../../model/present.ts';
import { isObject, type JsonObject, type JsonValue, textOf } from '../json/document.ts';
import { portOf } from './mining-requests.ts';
import { type Answer, mark, type Push, type Redirect } from './said.ts';
import {
  hashesOfWork,
  identifierOf,
  isWork,
  notifyMark,
  readJob,
  soleJob,
  templateDialect,
  templateHashes,
} from './shapes.ts';
import { hashesOfDifficulty, hashesOfLongTarget } from './share-work.ts';

/** A pool's words of refusal are as long as it likes; what is kept of them. */
const longestError = 200;

export function readPush(method: string, value: JsonObject): Push | undefined {
  const params = value['params'];
  if (method === 'job') {
    const job = readJob(params);
    return job && { says: 'push', job: true, proof: true, ...mark('cryptonote', 3), ...job };
  }
  if (method === 'client.reconnect') return readReconnect(params);
  if (method === 'mining.set') return readSet(params);
  if (!Array.isArray(params) || !method.startsWith('mining.')) return undefined;
  return method === 'mining.notify' ? readNotify(params) : readSetting(method, params);
}

function readNotify(params: readonly JsonValue[]): Push {
  const job = params.length >= 3;
  const id = identifierOf(params[0]);
  const hashes = isWork(params) ? hashesOfWork(params) : undefined;
  const work = job && id !== undefined ? { work: { id, ...(hashes !== undefined && { hashes }) } } : {};
  const seen = notifyMark(params);
  return { says: 'push', job, proof: job, ...(seen === undefined ? mark('bitcoin', 1) : { mark: seen }), ...work };
}

function readSetting(method: string, params: readonly JsonValue[]): Push | undefined {
  const push = { says: 'push' as const, job: false, proof: true, ...mark('bitcoin', 1) };
  const [first] = params;
  if (method === 'mining.set_difficulty')
    return { ...push, hashes: (typeof first === 'number' ? hashesOfDifficulty(first) : undefined) ?? null };
  if (method === 'mining.set_target')
    return { ...push, hashes: (typeof first === 'string' ? hashesOfLongTarget(first) : undefined) ?? null };
  return method === 'mining.set_extranonce' || method === 'mining.set_version_mask' ? push : undefined;
}

function readSet(params: JsonValue | undefined): Push | undefined {
  const target = isObject(params) ? textOf(params['target'], 66) : undefined;
  if (target === undefined) return undefined;
  // Zeros at its beginning are left out.
  const hashes = hashesOfLongTarget(target.replace(/^0x/, '').padStart(64, '0'));
  return { says: 'push', job: false, proof: true, ...mark('ethereum', 2), hashes: hashes ?? null };
}

/** Without params the miner shall come back to where it is. */
function readReconnect(params: JsonValue | undefined): Push {
  const [host, port] = Array.isArray(params) ? params : isObject(params) ? [params['host'], params['port']] : [];
  const redirect = present<Redirect>({ host: textOf(host, 253), port: portOf(port) });
  return { says: 'push', job: false, proof: false, redirect };
}

export function readAnswer(value: JsonObject, id: string | undefined): Answer | undefined {
  const result = value['result'];
  const error = value['error'];
  if (result === undefined && error === undefined) return undefined;
  return present<Answer>({
    says: 'answer',
    id,
    job: false,
    accepted: verdictOf(result, error),
    error: wordsOf(error),
    ...readHandedWork(result),
  });
}

function readHandedWork(result: JsonValue | undefined): Partial<Answer> {
  if (Array.isArray(result)) return isWork(result) ? readEthereumWork(result) : {};
  if (!isObject(result)) return {};
  const job = readJob(result['job']) ?? readJob(result);
  if (job !== undefined) return { job: true, ...mark('cryptonote', 3), ...job };
  const template = templateDialect(result);
  if (template === undefined) return {};
  const hashes = templateHashes(result);
  return { job: true, ...mark(template, 3), work: { id: soleJob, ...(hashes !== undefined && { hashes }) } };
}

/** A share names the header that it is for. */
function readEthereumWork(work: readonly JsonValue[]): Partial<Answer> {
  const [id, hashes] = [identifierOf(work[0]), hashesOfWork(work)];
  const handed = id === undefined ? {} : { work: { id, ...(hashes !== undefined && { hashes }) } };
  return { job: true, ...mark('ethereum', 3), ...handed };
}

function verdictOf(result: JsonValue | undefined, error: JsonValue | undefined): boolean | null | undefined {
  if (error !== undefined && error !== null && error !== false) return false;
  if (typeof result === 'boolean' || result === null) return result;
  // Grin answers a text; a bitcoin node's text is the reason why it does not want a block.
  if (result === 'ok') return true;
  const status = isObject(result) ? textOf(result['status']) : undefined;
  return status === undefined ? undefined : status.toUpperCase() === 'OK';
}

/** `{code, message}`, `[code, message, trace]` or a text. */
export function wordsOf(error: JsonValue | undefined): string | undefined {
  const words = isObject(error) ? error['message'] : Array.isArray(error) ? error[1] : error;
  return typeof words === 'string' && words !== '' ? words.slice(0, longestError) : undefined;
}
