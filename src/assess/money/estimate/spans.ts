/** How long something was seen. */

/** Milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The time between two moments; absent where one is missing or they stand in the wrong order. */
export function spanOf(start: string | undefined, end: string | undefined): Span | undefined {
  const [from, to] = [Date.parse(start ?? ''), Date.parse(end ?? '')];
  return from <= to ? { from, to } : undefined;
}

/** Milliseconds that at least one of the spans covers: what overlaps counts once. */
export function covered(spans: readonly Span[]): number {
  let total = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return total;
}

/** From the earliest to the latest of these moments; absent where there are not two. */
export function spanAcross(moments: readonly string[]): Span | undefined {
  const times = moments.map((moment) => Date.parse(moment)).filter(Number.isFinite);
  const from = times.reduce((first, time) => Math.min(first, time), Number.POSITIVE_INFINITY);
  const to = times.reduce((last, time) => Math.max(last, time), Number.NEGATIVE_INFINITY);
  return from < to ? { from, to } : undefined;
}
