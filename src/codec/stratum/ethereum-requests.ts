/**
 * What a miner asks with `eth_*`, line by line (eth-proxy, EthereumStratum) or over HTTP (a node's getwork).
 * Sources: EIP-1571's survey of the dialects; ethereum.org's JSON-RPC pages (eth_getWork, eth_submitWork,
 * eth_submitHashrate). A worker stands beside the params.
 */

import { present } from '../../model/present.ts';
import { type JsonObject, type JsonValue, textOf } from '../json/document.ts';
import { type Account, mark, type RequestPart } from './said.ts';
import { identifierOf, isHex } from './shapes.ts';

const ethereum = { proof: true, ...mark('ethereum', 3) };

export function readEthereumRequest(method: string, value: JsonObject): RequestPart | undefined {
  const params = Array.isArray(value['params']) ? value['params'] : [];
  const worker = textOf(value['worker'], 256);
  if (method === 'eth_submitLogin' || method === 'eth_login') {
    const login = textOf(params[0]);
    const account = login && present<Account>({ login, password: textOf(params[1]), worker });
    return { act: 'login', ...ethereum, ...(account && { account }) };
  }
  if (method === 'eth_getWork') return { act: 'ask-work', ...ethereum };
  if (method === 'eth_submitWork')
    return { act: 'submit', ...ethereum, ...present<Partial<RequestPart>>({ worker, job: identifierOf(params[1]) }) };
  return method === 'eth_submitHashrate' ? { act: 'other', ...ethereum, ...speedOf(params[0]) } : undefined;
}

/** A 32-byte number in hex: nobody computes more than fits in eight bytes. */
function speedOf(value: JsonValue | undefined): { readonly speed?: number } {
  const digits = typeof value === 'string' ? value.replace(/^0x0*/, '') : undefined;
  return isHex(digits, 1, 16) ? { speed: Number.parseInt(digits, 16) } : {};
}
