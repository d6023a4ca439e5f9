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
  /** Whole coins valued by the prices between two days, and how many days of that time the table has. */
  readonly between?: { readonly coins: number; readonly from: string; readonly to: string; readonly days: number };
  /** Whole coins for which the table has no price. */
  readonly without: number;
}

interface Range {
  readonly low: number;
  readonly high: number;
}
/** The prices of one day, in milliseconds since 1970; a table may give a day more than once. */
interface Day extends Range {
  readonly at: number;
}

/** Days: a price further off says nothing about a day. */
const nearDays = 7;
const dayMs = 86_400_000;
/** Coins: what rounding may leave of a sum. */
const slack = 1e-8;

/** One value for each price table of the coin. */
export function valuesOf(total: Total, evidence: Case): Value[] {
  if (total.paid <= 0) return [];
  return ofKind(evidence, 'price')
    .filter(({ value }) => value.coin === total.coin)
    .flatMap((price) => valued(total, price) ?? []);
}

function valued(total: Total, price: Observation<'price'>): Value | undefined {
  const days = daysOf(price);
  const single = singlyPaid(total, days);
  const rest = total.paying.reduce((sum, payer) => sum + Math.max(0, (payer.paid ?? 0) - sumOf(singly(payer))), 0);
  const window = rest > slack ? windowOf(total) : undefined;
  const within = window ? days.filter(({ at }) => at >= Date.parse(window.from) && at <= Date.parse(window.to)) : [];
  const range = rangeOf(within);
  if (single.coins === 0 && range === undefined) return undefined;
  const without = total.paid - single.coins - (range ? rest : 0);
  return {
    currency: price.value.currency,
    low: single.low + (range ? rest * range.low : 0),
    high: single.high + (range ? rest * range.high : 0),
    price,
    byDay: single.coins,
    ...(window && range ? { between: { coins: rest, ...window, days: within.length } } : {}),
    without: without > slack ? without : 0,
  };
}

/** The payments that are known singly and have a price near their day. */
function singlyPaid({ paying }: Total, days: readonly Day[]): Range & { readonly coins: number } {
  let [low, high, coins] = [0, 0, 0];
  for (const { amount, time } of paying.flatMap(singly)) {
    const range = priceOn(Date.parse(day(time)), days);
    if (range === undefined) continue;
    low += amount * range.low;
    high += amount * range.high;
    coins += amount;
  }
  return { low, high, coins };
}

/** Payments known singly, unless the sum that is reckoned with is lower than they are. */
function singly({ listed, paid = 0 }: Payer): Payer['listed'] {
  return sumOf(listed) > paid + slack ? [] : listed;
}

/** Between the first sign of mining for the account and the last day on which a pool could have paid. */
function windowOf({ first, last, paying }: Total): { from: string; to: string } | undefined {
  const asked = paying.flatMap(({ records }) => records.flatMap(({ value }) => value.asked ?? []));
  const to = [...asked, ...(last === undefined ? [] : [last])].sort().at(-1);
  return first === undefined || to === undefined || day(to) < day(first)
    ? undefined
    : { from: day(first), to: day(to) };
}

/** Earliest first. */
function daysOf({ value }: Observation<'price'>): Day[] {
  const days = new Map<string, Day>();
  for (const { date, price } of value.points) {
    const known = days.get(date);
    const low = Math.min(price, known?.low ?? price);
    const high = Math.max(price, known?.high ?? price);
    days.set(date, { at: Date.parse(date), low, high });
  }
  return [...days.values()].sort((a, b) => a.at - b.at);
}

/** The day's own price, or those of the nearest days before and after it. */
function priceOn(at: number, days: readonly Day[]): Range | undefined {
  // Half the days are left aside at each step: a table may have thousands, and so may a pool's payments.
  let [from, to] = [0, days.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((days[middle]?.at ?? 0) < at) from = middle + 1;
    else to = middle;
  }
  const after = days[from];
  if (after?.at === at) return after;
  const near = [days[from - 1], after].filter((one) => one !== undefined);
  return rangeOf(near.filter((one) => Math.abs(one.at - at) <= nearDays * dayMs));
}

function rangeOf(days: readonly Day[]): Range | undefined {
  if (days.length === 0) return undefined;
  // A loop, since tables may be longer than a call can take arguments.
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const one of days) {
    low = Math.min(low, one.low);
    high = Math.max(high, one.high);
  }
  return { low, high };
}
