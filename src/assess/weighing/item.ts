/** One item of evidence and how far it moves each reading. */
import type { Forgeability } from '../../model/provenance.ts';
import { type Grade, type Interval, weightOf } from './grade.ts';

/** By id of the reading. */
export type Moves = Readonly<Record<string, number>>;

export interface Item {
  readonly indicator: string;
  readonly says: string;
  readonly why: string;
  readonly by: 'automatic' | 'analyst';
  /** Its origin. */
  readonly group: string;
  /** Ids of observations. */
  readonly observations: readonly string[];
  /** P(item | reading), 0 to 1, for every reading. */
  readonly likelihood: Moves;
  readonly forgeability: Forgeability;
  readonly grade: Grade;
}

/** The chance that an item of this kind was planted, where somebody had a reason to. The figures are ours. */
export const chanceOfForgery: Readonly<Record<Forgeability, number>> = {
  cheap: 0.9,
  moderate: 0.5,
  dear: 0.1,
  none: 0,
};

/** No item rules anything out, and none proves anything. */
const least = 0.01;

/**
 * Log-odds by reading, at full weight. P(E|H) = (1-d)·P0 + d·P_planted, where P_planted, what a forger would have put
 * there, is the mean over the readings and so favours none; at d = 1 nothing moves. The mean logarithm is 0, which is
 * where the reading that predicts nothing stands.
 */
export function movesOf(likelihood: Moves, d: number): Moves {
  const entries = Object.entries(likelihood);
  if (entries.length === 0) return {};
  const planted = entries.reduce((sum, [, p]) => sum + p, 0) / entries.length;
  const logs = entries.map(([id, p]) => [id, Math.log(within((1 - d) * p + d * planted))] as const);
  const mean = logs.reduce((sum, [, log]) => sum + log, 0) / logs.length;
  return Object.fromEntries(logs.map(([id, log]) => [id, log - mean]));
}

function within(p: number): number {
  return Math.min(1 - least, Math.max(least, p));
}

/** An item with its logarithms taken once. */
export interface Weighted {
  readonly item: Item;
  readonly full: Moves;
  readonly weight: Interval;
}

export function weighted(item: Item): Weighted {
  return { item, full: movesOf(item.likelihood, chanceOfForgery[item.forgeability]), weight: weightOf(item.grade) };
}

/** What anyone can type, anyone can type in twenty places. */
const nothing: Interval = { low: 0, mid: 0, high: 0 };

/**
 * An indicator that is cheap to plant counts once in all, however many origins show it, and where it is graded best:
 * whoever plants it in one capture plants it in the next. Dearer ones count in each origin.
 */
export function countedOnce(items: readonly Weighted[]): Weighted[] {
  const best = new Map<string, Weighted>();
  for (const one of items) {
    const { indicator, forgeability } = one.item;
    const known = best.get(indicator);
    if (forgeability === 'cheap' && (known === undefined || isBetter(one, known))) best.set(indicator, one);
  }
  return items.map((one) => {
    const counts = one.item.forgeability !== 'cheap' || best.get(one.item.indicator)?.item.group === one.item.group;
    return counts ? one : { ...one, weight: nothing };
  });
}

/** What `countedOnce` leaves out of the count, told: an item of the weight 0 would puzzle. Takes the items before it. */
export function repeatedInWords(items: readonly Weighted[]): string[] {
  const origins = new Map<string, Set<string>>();
  for (const { item, weight } of items)
    if (item.forgeability === 'cheap' && weight.high > 0)
      origins.set(item.indicator, (origins.get(item.indicator) ?? new Set()).add(item.group));
  return [...origins].flatMap(([indicator, { size }]) =>
    size > 1 ? `${indicator} is cheap to plant: it shows in ${size} origins and counts once.` : [],
  );
}

function isBetter(a: Weighted, b: Weighted): boolean {
  if (a.weight.mid !== b.weight.mid) return a.weight.mid > b.weight.mid;
  if (a.weight.high !== b.weight.high) return a.weight.high > b.weight.high;
  return a.item.group < b.item.group;
}

export function scaled(moves: Moves, by: number): Moves {
  return Object.fromEntries(Object.entries(moves).map(([id, move]) => [id, move * by]));
}
