/**
 * What work and its solutions look like, which tells dialects apart that share their methods' names:
 * - ZIP 301 (zcash): notify [job, version 4 bytes, previous 32, merkle root 32, reserved 32, time, bits, clean];
 *   submit's fifth parameter is the Equihash solution, 50 bytes at least. A target instead of a difficulty tells
 *   nothing: kawpow sets one, too;
 * - bitcoin: notify [job, previous 32, coinbase, coinbase, merkle branch, version, bits, time, clean];
 * - EthereumStratum/1.0.0: notify [job, seed 32, header 32, clean]; 2.0.0: [job, height, header 32, clean];
 * - eth_getWork: [header 32, seed 32, target 32], where the target's first bytes are zero, as no hash's are.
 */
import type { StratumSession } from '../../model/payloads.ts';
import { isObject, type JsonObject, type JsonValue, textOf } from '../json/document.ts';
import { hashesOfLongTarget, hashesOfTarget, type JobWork, plausible } from './share-work.ts';

export type Dialect = StratumSession['dialect'];

/** What points to a dialect; the heavier wins. 1: the methods' family, 2: how they are used, 3: the shape of the work. */
export interface Mark {
  readonly dialect: Dialect;
  readonly weight: 1 | 2 | 3;
}

/** Hex digits alone, between the bounds given. */
export function isHex(value: JsonValue | undefined, shortest: number, longest: number): value is string {
  return (
    typeof value === 'string' && value.length >= shortest && value.length <= longest && /^[0-9a-fA-F]*$/.test(value)
  );
}

function isPrefixedHash(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value.startsWith('0x') && isHex(value.slice(2), 64, 64);
}

/** eth_getWork's answer, or a job pushed in its form. */
export function isWork(params: readonly JsonValue[]): boolean {
  const [header, seed, target] = params;
  return isPrefixedHash(header) && isPrefixedHash(seed) && isPrefixedHash(target) && target.startsWith('0x0000');
}

/** What mining.notify's parameters show. */
export function notifyMark(params: readonly JsonValue[]): Mark | undefined {
  const [, first, second, third, fourth] = params;
  if (isWork(params)) return { dialect: 'ethereum', weight: 3 };
  const zcash = isHex(first, 8, 8) && [second, third, fourth].every((hash) => isHex(hash, 64, 64));
  if (zcash) return { dialect: 'zcash', weight: 3 };
  const header = typeof second === 'string' ? second.replace(/^0x/, '') : undefined;
  const ethereum = params.length === 4 && textOf(first) !== undefined && isHex(header, 64, 64);
  return ethereum ? { dialect: 'ethereum', weight: 3 } : undefined;
}

/** What mining.submit's parameters show. */
export function submitMark(params: readonly JsonValue[]): Mark | undefined {
  return isHex(params[3], 2, 64) && isHex(params[4], 100, 4096) ? { dialect: 'zcash', weight: 3 } : undefined;
}

/** Hashes behind a share for work in eth_getWork's form. */
export function hashesOfWork(params: readonly JsonValue[]): number | undefined {
  const target = params[2];
  return typeof target === 'string' ? hashesOfLongTarget(target) : undefined;
}

/**
 * A cryptonote job. Grin's has `pre_pow` where others have a blob; where the miner selects the template itself, the job
 * holds the pool's wallet instead; xmr-node-proxy gets a whole template with its own words for the target.
 */
export function readJob(value: JsonValue | undefined): { algorithm?: string; work: JobWork } | undefined {
  if (!isObject(value)) return undefined;
  const { job_id: id, target, target_diff: targetDifficulty } = value;
  const job = identifierOf(id);
  if (job === undefined || !isJobsWork(value)) return undefined;
  const algorithm = textOf(value['algo']);
  const named = algorithm === undefined ? {} : { algorithm };
  const hashes =
    typeof target === 'string'
      ? hashesOfTarget(target)
      : typeof targetDifficulty === 'number'
        ? plausible(targetDifficulty)
        : undefined;
  return { ...named, work: { id: job, ...named, ...(hashes !== undefined && { hashes }) } };
}

function isJobsWork(job: JsonObject): boolean {
  if (isHex(job['pre_pow'], 64, 4096)) return true;
  if (typeof job['target_diff'] === 'number' && isHex(job['blocktemplate_blob'], 64, 16 * 1024 * 1024)) return true;
  if (!isHex(job['target'], 6, 64)) return false;
  return isHex(job['blob'], 64, 8192) || (isHex(job['extra_nonce'], 2, 64) && textOf(job['pool_wallet']) !== undefined);
}

/** Ids are compared as text: some pools answer "1" for 1. */
export function identifierOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'number' || (typeof value === 'string' && value !== '')
    ? String(value).slice(0, longestIdentifier)
    : undefined;
}

const longestIdentifier = 256;

/** What an HTTP answer hands out: getwork's header and target, or a block template of bitcoind's or monerod's. */
export function templateDialect(result: JsonObject): Dialect | undefined {
  if (isHex(result['data'], 160, 512) && isHex(result['target'], 64, 64)) return 'getwork';
  const bitcoin =
    isHex(result['previousblockhash'], 64, 64) &&
    (typeof result['coinbasevalue'] === 'number' || isObject(result['coinbasetxn']));
  const monero = isHex(result['blocktemplate_blob'], 64, 16 * 1024 * 1024);
  return bitcoin || monero ? 'getblocktemplate' : undefined;
}

/** The name of work that has none: a node hands out one piece at a time. */
export const soleJob = 'sole';

/** Hashes behind a share of getwork, or behind a block, by the target or the difficulty that stands beside it. */
export function templateHashes(result: JsonObject): number | undefined {
  const { difficulty, target, data } = result;
  if (typeof difficulty === 'number') return plausible(difficulty);
  if (typeof target !== 'string') return undefined;
  // Getwork has its target's lowest byte first.
  return hashesOfLongTarget(data === undefined ? target : (target.match(/../g) ?? []).reverse().join(''));
}
