/**
 * What payments were worth, by price tables of the case alone: each payment that is known singly by the price of its
 * own day, the rest by the lowest and the highest price of the time in which it must have been paid. A payment without
 * a price near its day is left out, and that is said: nothing is made up.
 */
import type { Case } from '../../model/case.ts';
import type { Observation } from '../../model/observation.ts';
import { ofKind } from '../evidence.ts';
import { day, type Payer, sumOf } from './payers.ts';
import type { Total } from './total.ts';

export interface Value {
  readonly currency: string;
  readonly low: number;
  readonly high: number;
  readonly price: Observation<'price'>;
  /** Whole coins valued by the day on which they were paid. */
  readonly byDay: number;
  /** Whole coins valued by the prices between two days. */
  readonly between?: { readonly coins: number; readonly from: string; readonly to: string };
  /** Whole coins for which the table has no price. */
  readonly without: number;
}

type Points = Observation<'price'>['value']['points'];
interface Range {
  readonly low: number;
  readonly high: number;
}

/** Days: a price further off says nothing about a day. */
const nearDays = 7;
const dayMs = 86_400_000;

/** One value for each price table of the coin. */
export function valuesOf(total: Total, evidence: Case): Value[] {
  if (total.paid <= 0) return [];
  return ofKind(evidence, 'price')
    .filter(({ value }) => value.coin === total.coin)
    .flatMap((price) => valued(total, price) ?? []);
}

function valued(total: Total, price: Observation<'price'>): Value | undefined {
  const points = [...price.value.points].sort((a, b) => (a.date < b.date ? -1 : 1));
  let low = 0;
  let high = 0;
  let byDay = 0;
  let rest = 0;
  for (const payer of total.paying) {
    const single = singly(payer);
    for (const { amount, time } of single) {
      const range = priceOn(day(time), points);
      if (range === undefined) continue;
      low += amount * range.low;
      high += amount * range.high;
      byDay += amount;
    }
    rest += Math.max(0, (payer.paid ?? 0) - sumOf(single));
  }
  const window = rest > 0 ? windowOf(total) : undefined;
  const range = window && pricesBetween(window.from, window.to, points);
  const without = total.paid - byDay - (range ? rest : 0);
  if (byDay === 0 && range === undefined) return undefined;
  return {
    currency: price.value.currency,
    low: low + rest * (range?.low ?? 0),
    high: high + rest * (range?.high ?? 0),
    price,
    byDay,
    ...(window && range ? { between: { coins: rest, ...window } } : {}),
    without: without > 1e-9 ? without : 0,
  };
}

/** Payments known singly, unless the sum that is reckoned with is lower than they are. */
function singly({ listed, paid = 0 }: Payer): Payer['listed'] {
  return sumOf(listed) > paid + 1e-8 ? [] : listed;
}

/** Between the first sign of mining for the account and the last day on which a pool could have paid. */
function windowOf({ first, last, paying }: Total): { from: string; to: string } | undefined {
  const asked = paying.flatMap(({ records }) => records.flatMap(({ value }) => value.asked ?? []));
  const to = [...asked, ...(last === undefined ? [] : [last])].sort().at(-1);
  return first === undefined || to === undefined || day(to) < day(first)
    ? undefined
    : { from: day(first), to: day(to) };
}

function pricesBetween(from: string, to: string, points: Points): Range | undefined {
  return rangeOf(points.filter(({ date }) => date >= from && date <= to));
}

/** The day's own price, or those of the nearest days before and after it. */
function priceOn(date: string, points: Points): Range | undefined {
  const own = points.filter((point) => point.date === date);
  if (own.length > 0) return rangeOf(own);
  const at = Date.parse(date);
  const near = points.filter((point) => Math.abs(Date.parse(point.date) - at) <= nearDays * dayMs);
  const before = near.filter((point) => point.date < date).at(-1);
  const after = near.find((point) => point.date > date);
  return rangeOf([before ?? [], after ?? []].flat());
}

function rangeOf(points: Points): Range | undefined {
  if (points.length === 0) return undefined;
  // A loop, since tables may be longer than a call can take arguments.
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const { price } of points) {
    low = Math.min(low, price);
    high = Math.max(high, price);
  }
  return { low, high };
}
