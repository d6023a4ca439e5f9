/**
 * What a miner asks in cryptonote's dialect, and in Grin's, which differs only in its job's fields.
 * Sources: XMRig Client.cpp, SelfSelectClient.cpp (`block_template`: the miner chose a template at a node of its own) and
 * DonateStrategy.cpp (`url` in a login: to where a proxy shall pass the donation); xmr-stak; xmr-node-proxy's proxy.js
 * (`workerNonce` says for which of its miners a share is); mimblewimble/grin, doc/stratum.md.
 */

import { present } from '../../model/present.ts';
import { isObject, type JsonObject, type JsonValue, textOf } from '../json/document.ts';
import { type Account, mark, type RequestPart } from './said.ts';
import { identifierOf, isHex } from './shapes.ts';

const cryptonote = { proof: true, ...mark('cryptonote', 3) };

export function readCryptonoteRequest(method: string, params: JsonValue | undefined): RequestPart | undefined {
  // Grin asks for a job and for its standing without params.
  if (method === 'getjobtemplate') return { act: 'ask-work', proof: false };
  if (!isObject(params)) return undefined;
  if (method === 'login') return readLogin(params);
  if (method === 'submit') return readShare(params);
  if (method === 'block_template' && isHex(params['blob'], 64, 4 * 1024 * 1024) && params['job_id'] !== undefined)
    return { act: 'other', ...cryptonote };
  // Too common a pair of words to prove anything.
  if (method === 'keepalived') return { act: 'keepalive', proof: false };
  return method === 'getjob' ? { act: 'ask-work', proof: false } : undefined;
}

function readShare(params: JsonObject): RequestPart | undefined {
  const job = identifierOf(params['job_id']);
  const nonce = identifierOf(params['nonce']);
  if (job === undefined || nonce === undefined) return undefined;
  const said = { job, nonce, worker: identifierOf(params['workerNonce']) };
  return { act: 'submit', ...cryptonote, proof: holdsWork(params), ...present<Partial<RequestPart>>(said) };
}

/**
 * Other services take what came of their jobs, too, and guard against repeats with a nonce: a miner shows a hash, or
 * Grin's cycle.
 */
function holdsWork(params: JsonObject): boolean {
  return isHex(params['result'], 64, 64) || Array.isArray(params['pow']) || params['workerNonce'] !== undefined;
}

/** Many a service has a `login`; with a password called `pass` and an agent it is a miner's. */
function readLogin(params: JsonObject): RequestPart | undefined {
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
    ...cryptonote,
    proof: hasPass && agent !== undefined,
    ...present<Partial<RequestPart>>({
      agent,
      algorithms: algorithms?.length ? algorithms : undefined,
      forward: textOf(params['url']),
    }),
    account: present<Account>({ login, password: textOf(params['pass']), rigId }),
  };
}
