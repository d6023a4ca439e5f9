/**
 * What a Monero node says of its network, out of a recorded answer of its RPC: `get_info`, or a block's header
 * (`get_last_block_header`, `get_block_header_by_height`, `get_block`). The JSON-RPC envelope may be there or not.
 * Source: https://docs.getmonero.org/rpc-library/monerod-rpc/, and compared with a running monerod (tests/monerod.test.ts).
 * Does not see: whether the node was honest or up to date; `untrusted` answers, which it passed on from another node,
 * are refused. A header names no network, and get_info no reward.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { atomicPerCoin, blockSecondsOf } from './emission.ts';
import { type Fields, fieldsOf, numberOf, wideNumberOf } from './fields.ts';

export interface DaemonAnswer {
  /** Hashes expected for one block. */
  readonly difficulty: number;
  /** Of the newest block, the first one being 0. */
  readonly height: number;
  /** Coins (XMR) that the block's miner got, fees included. Absent in get_info. */
  readonly reward?: number;
  /** What the network aims at. */
  readonly blockSeconds: number;
  /** UTC: when the node was asked (get_info), or the time its miner gave the block, which may be two hours off. */
  readonly date?: string;
  /** `mainnet`, `testnet`, `stagenet`, `regtest`, or `unknown` where the answer does not say. */
  readonly network: string;
}

/** Nothing was mined before the first block, and a Date holds no more than this. */
const earliestSeconds: number = Date.UTC(2014, 3, 18) / 1000;
const latestSeconds: number = Date.UTC(2200, 0, 1) / 1000;
const longestBlockSeconds = 86_400;

/** Reads one parsed JSON value. `malformed` says in words what is wrong with it; there is no offset to give. */
export function readDaemonAnswer(answer: unknown): Result<DaemonAnswer> {
  const envelope = fieldsOf(answer);
  if (envelope === undefined) return notThisFormat;
  const result = fieldsOf(envelope['result']) ?? envelope;
  const header = fieldsOf(result['block_header']);
  const isInfo = 'difficulty' in result && 'height' in result;
  const excuse = excuseOf(envelope, result, header !== undefined || isInfo);
  if (excuse !== undefined) return malformed(0, excuse);
  if (header !== undefined) return readHeader(header);
  return isInfo ? readInfo(result) : notThisFormat;
}

/** Why a node that was asked did not really answer. */
function excuseOf(envelope: Fields, result: Fields, isAnswer: boolean): string | undefined {
  if (envelope['jsonrpc'] === '2.0' && fieldsOf(envelope['error']) !== undefined)
    return 'the node answered with an error';
  if (!isAnswer) return undefined;
  const { status, untrusted } = result;
  if (typeof status === 'string' && status !== 'OK') return 'the node was not ready to answer (its status is not OK)';
  return untrusted === true ? 'the node only passed on what another one told it (untrusted)' : undefined;
}

function readInfo(info: Fields): Result<DaemonAnswer> {
  const difficulty = wideNumberOf(info, 'difficulty');
  const blocks = numberOf(info['height']);
  const blockSeconds = numberOf(info['target']);
  if (difficulty === undefined || difficulty <= 0) return malformed(0, 'difficulty is no positive number');
  if (blocks === undefined || blocks < 1) return malformed(0, 'height is no positive whole number');
  if (blockSeconds === undefined || blockSeconds < 1 || blockSeconds > longestBlockSeconds)
    return malformed(0, 'target is no time between two blocks, in seconds');
  // get_info counts the blocks; the newest one's height is one less.
  const common = { difficulty, height: blocks - 1, blockSeconds, network: networkOf(info) };
  return ok({ ...common, ...dated(info['adjusted_time']) });
}

function readHeader(header: Fields): Result<DaemonAnswer> {
  const difficulty = wideNumberOf(header, 'difficulty');
  const height = numberOf(header['height']);
  const reward = numberOf(header['reward']);
  if (difficulty === undefined || difficulty <= 0) return malformed(0, 'block_header.difficulty is no positive number');
  if (height === undefined) return malformed(0, 'block_header.height is no whole number');
  if (header['reward'] !== undefined && reward === undefined)
    return malformed(0, 'block_header.reward is no whole number');
  const blockSeconds = blockSecondsOf(numberOf(header['major_version']) ?? latestKnownVersion);
  return ok({
    difficulty,
    height,
    ...(reward !== undefined && { reward: reward / atomicPerCoin }),
    blockSeconds,
    ...dated(header['timestamp']),
    network: 'unknown',
  });
}

/** Any version after the first will do: they all have the same time between blocks. */
const latestKnownVersion = 16;

/** Old nodes say it by flags. monerod calls a regtest chain `fakechain`. */
function networkOf(info: Fields): string {
  const { nettype } = info;
  if (nettype === 'fakechain') return 'regtest';
  const named = ['mainnet', 'testnet', 'stagenet'];
  return named.find((name) => nettype === name) ?? named.find((name) => info[name] === true) ?? 'unknown';
}

/** The date, where it can be one: the first block has none. */
function dated(seconds: unknown): { readonly date?: string } {
  const time = numberOf(seconds);
  if (time === undefined || time < earliestSeconds || time > latestSeconds) return {};
  return { date: new Date(time * 1000).toISOString() };
}
