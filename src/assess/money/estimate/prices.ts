/** What a coin was worth about a given day, by the price tables of the case alone. */
import type { Case } from '../../../model/case.ts';
import { ofKind } from '../../evidence.ts';
import { hull, type Interval } from './interval.ts';
import { clipped, dayOf, moneyRange } from './quantities.ts';

/** Further off, a price says nothing about a day. */
const nearDays = 7;
const dayMs = 86_400_000;
const mostTables = 2;

/** `10.5 to 11.2 USD by the price of those days (source)`, for each table that has one. */
export function worthThen(evidence: Case, coin: string, time: string, coins: Interval): string[] {
  return ofKind(evidence, 'price')
    .filter(({ value }) => value.coin === coin)
    .slice(0, mostTables)
    .flatMap(({ value }) => {
      const price = priceNear(value.points, time);
      if (price === undefined) return [];
      const worth = moneyRange({ low: coins.low * price.low, high: coins.high * price.high });
      return [`${worth} ${value.currency} by the price of those days (${clipped(value.provenance.source, 120)})`];
    });
}

/** The day's own price, or those of the nearest days before and after. */
function priceNear(
  points: readonly { readonly date: string; readonly price: number }[],
  time: string,
): Interval | undefined {
  const at = Date.parse(dayOf(time));
  const near = points
    .map(({ date, price }) => ({ days: (Date.parse(date) - at) / dayMs, price }))
    .filter(({ days }) => Math.abs(days) <= nearDays)
    .sort((a, b) => Math.abs(a.days) - Math.abs(b.days));
  const sides = [near.find(({ days }) => days <= 0), near.find(({ days }) => days >= 0)];
  return hull(sides.flatMap((one) => (one === undefined ? [] : { low: one.price, high: one.price })));
}
