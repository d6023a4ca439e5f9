/**
 * How far a number of shares may be from the number that was to be expected: shares come by chance, one by one, so a
 * few of them say little about the speed behind them (a Poisson count).
 * Source: Byar's approximation of the exact limits, in Breslow and Day, Statistical Methods in Cancer Research II
 * (1987). It is within a percent of them from ten shares on, and a little wide below that at the low end.
 */
import type { Interval } from './interval.ts';

/** Of the normal distribution: 19 times out of 20 the truth lies between the bounds. */
const z = 1.959964;

/** The expected number behind `shares` that were counted; one or more. */
export function expectedShares(shares: number): Interval {
  return { low: bound(shares, -z), high: bound(shares + 1, z) };
}

function bound(count: number, deviate: number): number {
  return count * (1 - 1 / (9 * count) + deviate / (3 * Math.sqrt(count))) ** 3;
}
