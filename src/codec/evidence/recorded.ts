/**
 * Lists whose figures may be written down by hand or stand in an answer that was recorded: a pool's about an account,
 * a Monero node's about its network. An answer is read as the machine gave it; figures beside it would contradict it
 * unseen, so an item has one or the other.
 */
import { malformed, ok, type Result } from '../../model/result.ts';
import { type DaemonAnswer, readDaemonAnswer } from '../monerod/daemon-answer.ts';
import { coinUnits } from '../pool-answer/coin-units.ts';
import { readPoolAnswer } from '../pool-answer/pool-answer.ts';
import type { Fields } from './schema.ts';

type PoolFigure = (typeof poolFigures)[number];
/** An item of `pool-answers`, as its form lets it through. */
export type PoolItem = { readonly [F in PoolFigure]?: unknown } & {
  readonly pool: string;
  readonly address: string;
  readonly coin?: string | undefined;
  readonly answer?: unknown;
};

/** An item of `networks`, as its form lets it through. */
export interface NetworkItem {
  readonly coin?: string | undefined;
  readonly date?: string | undefined;
  readonly answer?: unknown;
  readonly difficulty?: number | undefined;
  readonly 'block-seconds'?: number | undefined;
  readonly reward?: number | undefined;
}

const poolFigures = ['paid', 'payments', 'listed', 'due', 'hash-rate', 'workers', 'first-share', 'last-share'] as const;
const networkFigures = ['difficulty', 'block-seconds', 'reward'] as const;

/** What Monero's network aims at since 2016. */
const moneroBlockSeconds = 120;

/** The figures of a pool's answer, or what is wrong with it. */
export function poolFiguresOf(item: PoolItem): Result<Fields> {
  const coin = item.coin ?? 'monero';
  if (item.answer === undefined) return poolByHand(item, coin);
  const both = poolFigures.find((key) => item[key] !== undefined);
  if (both) return malformed(0, `has an \`answer\` and \`${both}\`; keep one of them, or make two items`);
  const { pool, address } = item;
  const read = readPoolAnswer(item.answer, { pool, coin, address });
  return read.status === 'ok'
    ? ok({ coin, ...read.value })
    : told(read, "a pool's answer of a form that Davylamp knows");
}

/** Pools count in a coin's smallest parts, and who copies such a number takes it for coins. */
function poolByHand(item: PoolItem, coin: string): Result<Fields> {
  const most = coinUnits(coin)?.most ?? Number.POSITIVE_INFINITY;
  const over = (['paid', 'due'] as const).find((key) => Number(item[key] ?? 0) > most);
  if (over) return malformed(0, `has more \`${over}\` than was ever issued of ${coin}; write it in whole coins`);
  return ok({ coin });
}

/** The figures of a node's answer, or what is wrong with it. */
export function networkFiguresOf(item: NetworkItem): Result<Fields> {
  const coin = item.coin ?? 'monero';
  if (item.answer === undefined) return byHand(item, coin);
  const both = networkFigures.find((key) => item[key] !== undefined);
  if (both) return malformed(0, `has an \`answer\` and \`${both}\`; keep one of them, or make two items`);
  if (coin !== 'monero') return malformed(0, `has an \`answer\` for ${coin}; only Monero's nodes are read`);
  const read = daemonAnswerOf(item.answer);
  if (read.status !== 'ok') return told(read, "a Monero node's answer to get_info or get_last_block_header");
  const { difficulty, blockSeconds, reward, network } = read.value;
  const date = item.date ?? read.value.date;
  if (!['mainnet', 'unknown'].includes(network))
    return malformed(0, `has an answer of ${network}, whose coins are worth nothing`);
  if (date === undefined) return malformed(0, 'has no `date`, and its answer tells none; write down when it was asked');
  return ok({ coin, date, difficulty, blockSeconds, ...(reward === undefined ? {} : { reward }) });
}

function byHand(item: NetworkItem, coin: string): Result<Fields> {
  const blockSeconds = item['block-seconds'] ?? (coin === 'monero' ? moneroBlockSeconds : undefined);
  if (item.date === undefined) return malformed(0, 'has no `date`; write down the day it was so');
  if (item.difficulty === undefined)
    return malformed(0, 'has neither a `difficulty` nor an `answer`; give one of them');
  if (blockSeconds === undefined) return malformed(0, `has no \`block-seconds\`; write down what ${coin} aims at`);
  return ok({ coin, blockSeconds });
}

/** The answer may be pasted as text. */
function daemonAnswerOf(answer: unknown): Result<DaemonAnswer> {
  if (typeof answer !== 'string') return readDaemonAnswer(answer);
  let parsed: unknown;
  try {
    parsed = JSON.parse(answer);
  } catch {
    return malformed(0, 'it is text that is no JSON; paste all of what the node answered');
  }
  return readDaemonAnswer(parsed);
}

function told(read: Result<unknown>, wanted: string): Result<never> {
  return malformed(0, `has an \`answer\` that cannot be read: ${'what' in read ? read.what : `it is not ${wanted}`}`);
}
