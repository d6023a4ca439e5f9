/**
 * How fast a miner is, by the shares that it sent.
 * Shares come by chance, as rare events do: their number in a given time is a Poisson's. The interval holds 95 % of what
 * could lie behind the number that was seen (Byar's approximation, within 0.05 shares of the exact bounds).
 * Source: Breslow and Day, Statistical Methods in Cancer Research II (1987), section 2.3.
 * Understates: a miner that waits (no job, a lost connection) while its session goes on; shares of jobs that nobody saw.
 * Overstates: shares that a pool refuses where only the miner's side was captured; a session that ends with a share, by
 * about one share. A target that changes with the speed (vardiff) widens the true interval a little.
 */
import type { ShareWork } from './share-work.ts';

/** Hashes a second. */
export interface Speed {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** Below this there is no time to divide by: a replayed capture. */
const shortestMs = 1000;

/** @param ms from the login, or else the first message, to the last one */
export function speedOf({ sent }: ShareWork, ms: number): Speed | undefined {
  const known = sent.count - sent.unknown;
  if (ms < shortestMs || known < 1 || sent.mixed || known < sent.unknown) return undefined;
  const hashesPerShare = sent.hashes / known;
  const { low, high } = poissonInterval(known);
  const perSecond = (shares: number): number => (shares * hashesPerShare * 1000) / ms;
  return { low: perSecond(low), mid: perSecond(known), high: perSecond(high) };
}

/** What the miner says of itself, where it says so more than once: from its lowest to its highest word. */
export function reportedSpeed(speeds: readonly number[]): Speed | undefined {
  if (speeds.length === 0) return undefined;
  const sorted = [...speeds].sort((a, b) => a - b);
  const [low = 0, mid = 0, high = 0] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)];
  return { low, mid, high };
}

/** 95 % around a count of one or more. */
export function poissonInterval(count: number): { readonly low: number; readonly high: number } {
  const bound = (n: number, side: number): number => n * (1 - 1 / (9 * n) + (side * 1.96) / (3 * Math.sqrt(n))) ** 3;
  return { low: Math.max(0, bound(count, -1)), high: bound(count + 1, 1) };
}
