/** Many values in three figures: the quartiles, interpolated between neighbours (Hyndman and Fan's type 7, R's own). */
import type { Spread } from '../../model/network-payloads.ts';

/** Quartiles, to the thousandth; undefined where there are no values. The values are sorted in place. */
export function spreadOf(values: number[] | Float64Array): Spread | undefined {
  if (values.length === 0) return undefined;
  values.sort((a, b) => a - b);
  return { median: quantile(values, 0.5), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

function quantile(sorted: ArrayLike<number>, part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return Math.round((below + (above - below) * (place % 1)) * 1000) / 1000;
}
