/**
 * One JSON object read as what a miner or a pool says, in every dialect:
 * - cryptonote-requests.ts: XMRig, xmr-stak, self-select, xmr-node-proxy, Grin;
 * - mining-requests.ts: bitcoin and its kin, Zcash, kawpow, Ethereum in NiceHash's manner;
 * - ethereum-requests.ts: eth_*; node-requests.ts: getwork and getblocktemplate over HTTP;
 * - browser-messages.ts: browser pools; pool-messages.ts: the pool's side of all but those.
 * Does not see: stratum v2 (binary), Nimiq's and Beam's own JSON.
 */
import { type JsonObject, type JsonValue, textOf } from '../json/document.ts';
import { readBrowserMessage } from './browser-messages.ts';
import { readCryptonoteRequest } from './cryptonote-requests.ts';
import type { Transport } from './documents.ts';
import { readEthereumRequest } from './ethereum-requests.ts';
import { readMiningRequest } from './mining-requests.ts';
import { readNodeRequest } from './node-requests.ts';
import { readAnswer, readPush } from './pool-messages.ts';
import type { Message, RequestPart } from './said.ts';
import { identifierOf } from './shapes.ts';

/** Reads one object; absent where it is none that a miner or a pool would say. */
export function readMessage(value: JsonObject, transport: Transport): Message | undefined {
  const method = textOf(value['method']);
  if (method === undefined)
    return (transport === 'websocket' ? readBrowserMessage(value) : undefined) ?? readAnswer(value, idOf(value['id']));
  const id = idOf(value['id']);
  const common = id === undefined ? {} : { id };
  const request = transport === 'http' ? readHttpRequest(method, value) : readLineRequest(method, value);
  if (request !== undefined) return { says: 'request', ...common, ...request };
  return readPush(method, value);
}

/** `null` and an empty text are ids, too: some miners number nothing. Only a job must have a name. */
function idOf(value: JsonValue | undefined): string | undefined {
  return value === '' || value === null ? '' : identifierOf(value);
}

function readLineRequest(method: string, value: JsonObject): RequestPart | undefined {
  if (method.startsWith('mining.')) return readMiningRequest(method, value);
  if (method.startsWith('eth_')) return readEthereumRequest(method, value);
  return readCryptonoteRequest(method, value['params']);
}

/** Over HTTP any service may have a login: stratum counts there only where it can be nothing else. */
function readHttpRequest(method: string, value: JsonObject): RequestPart | undefined {
  const request = readNodeRequest(method, value);
  if (request !== undefined) return request;
  const line = readLineRequest(method, value);
  return line?.proof === true ? line : undefined;
}
