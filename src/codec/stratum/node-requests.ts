/**
 * What a miner asks a node over HTTP: work, a template for a block, and whether the block is taken.
 * Sources: en.bitcoin.it/wiki/Getwork, BIP 22, docs.getmonero.org (monerod's /json_rpc); XMRig DaemonClient.cpp.
 */
import { isObject, type JsonObject, textOf } from '../json/document.ts';
import { mark, type RequestPart } from './said.ts';
import { soleJob } from './shapes.ts';

export function readNodeRequest(method: string, value: JsonObject): RequestPart | undefined {
  const params = value['params'];
  const first = Array.isArray(params) ? params[0] : params;
  if (method === 'getwork') {
    const act = textOf(first) === undefined ? ('ask-work' as const) : ('submit' as const);
    return { act, proof: true, ...mark('getwork', 3), job: soleJob };
  }
  const template = { proof: true, ...mark('getblocktemplate', 3) };
  if (method === 'submitblock' || method === 'submit_block') return { act: 'submit-block', ...template, job: soleJob };
  if (method !== 'getblocktemplate' && method !== 'get_block_template') return undefined;
  const wallet = isObject(first) ? textOf(first['wallet_address']) : undefined;
  return { act: 'ask-work', ...template, ...(wallet && { account: { login: wallet } }) };
}
