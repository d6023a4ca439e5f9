/** What all pools together paid, by coin: a lower bound, since a pool that nobody asked may have paid, too. */
import type { Payer } from './payers.ts';

export interface Total {
  readonly coin: string;
  /** Whole coins, at least. */
  readonly paid: number;
  /** Pools that paid. */
  readonly paying: readonly Payer[];
  /** Pools that only saw it mined for, or gave no sum. */
  readonly seeing: readonly Payer[];
  /** Pools that were asked and know of no mining for it. */
  readonly without: readonly Payer[];
  /** The earliest and the latest time at which it was mined for, or paid. */
  readonly first?: string;
  readonly last?: string;
}

/** The coin with the most pools first. */
export function totalsOf(payers: readonly Payer[]): Total[] {
  const coins = [...new Set(payers.map(({ coin }) => coin))];
  return coins
    .map((coin) =>
      total(
        coin,
        payers.filter((payer) => payer.coin === coin),
      ),
    )
    .sort((a, b) => b.paying.length - a.paying.length || (a.coin < b.coin ? -1 : 1));
}

function total(coin: string, payers: readonly Payer[]): Total {
  const paying = payers.filter(({ paid = 0 }) => paid > 0);
  const seeing = payers.filter((payer) => !paying.includes(payer) && isMinedFor(payer));
  const first = payers.flatMap((payer) => payer.first ?? []).sort()[0];
  const last = payers
    .flatMap((payer) => payer.last ?? [])
    .sort()
    .at(-1);
  return {
    coin,
    // Two pools are two senders: their sums add up.
    paid: paying.reduce((sum, { paid = 0 }) => sum + paid, 0),
    paying,
    seeing,
    without: payers.filter((payer) => !paying.includes(payer) && !seeing.includes(payer)),
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
  };
}

/** The pool has seen shares, owes something, or counts hashes now. */
function isMinedFor({ first, records }: Payer): boolean {
  return first !== undefined || records.some(({ value }) => (value.due ?? 0) > 0 || (value.hashRate ?? 0) > 0);
}
