/** A figure that is known no better than between two bounds. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export function exactly(value: number): Interval {
  return { low: value, high: value };
}

/** Both bounds times a factor that is not negative. */
export function times({ low, high }: Interval, factor: number): Interval {
  return { low: low * factor, high: high * factor };
}

export function sum(intervals: readonly Interval[]): Interval {
  return intervals.reduce((all, { low, high }) => ({ low: all.low + low, high: all.high + high }), exactly(0));
}

/** From the lowest to the highest of all; absent where there is none. */
export function hull(intervals: readonly Interval[]): Interval | undefined {
  if (intervals.length === 0) return undefined;
  const low = intervals.reduce((least, one) => Math.min(least, one.low), Number.POSITIVE_INFINITY);
  const high = intervals.reduce((most, one) => Math.max(most, one.high), Number.NEGATIVE_INFINITY);
  return { low, high };
}
