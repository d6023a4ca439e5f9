/** What tells most, as one sentence in the table's own words. */
import type { Hypothesis } from '../../model/answer.ts';
import type { WeighedItem } from '../../model/weighing.ts';
import { cut } from '../long-names.ts';
import { whoTable } from '../tables/who.ts';
import { unknown } from '../weighing/posterior.ts';
import type { Weighed } from '../weighing/weigh.ts';
import { lowered } from '../words.ts';
import type { WhoReading } from './reading.ts';

/** An item that moves a reading less than this says next to nothing about it (log-odds). */
export const telling = 0.2;

/** `unlikely, 42 %`. */
export function chance({ band, probability }: Hypothesis): string {
  return `${band}, ${percent(probability.mid)}`;
}

export function percent(chance: number): string {
  return `${Math.round(chance * 100)} %`;
}

/**
 * What speaks most for the reading that comes first, and against the one that strings point to; where nothing speaks for
 * the first, what speaks for another.
 */
export function tellingMost({ hypotheses, weighing: { items, priors } }: Weighed<WhoReading>): string | undefined {
  const first = hypotheses.find(({ id }) => id !== unknown);
  if (first === undefined) return undefined;
  const state = hypotheses.find(({ id }) => id === 'state');
  const isPointed = first.id !== 'state' && items.some(({ indicator }) => indicator === 'pointer-in-strings');
  const rival =
    isPointed && state
      ? `against ${state.label} (${chance(state)}; ${percent(priors['state'] ?? 0)} before any evidence)`
      : 'against it';
  const speaksFor = strongest(items, first.id, 1);
  const against = strongest(items, isPointed ? 'state' : first.id, -1);
  if (speaksFor === undefined && against === undefined) return forAnother(hypotheses, items);
  if (speaksFor === against) return `What speaks most for it, and ${rival}, is ${speaksFor}.`;
  if (speaksFor === undefined) return `What speaks most ${rival} is ${against}.`;
  return `What speaks most for it is ${speaksFor}${against === undefined ? '' : `; ${rival}, ${against}`}.`;
}

/** Strings speak for nobody here: they are told apart. */
function forAnother(hypotheses: readonly Hypothesis[], items: readonly WeighedItem[]): string | undefined {
  const dearer = items.filter(({ forgeability }) => forgeability !== 'cheap');
  let most: { readonly one: Hypothesis; readonly words: string; readonly move: number } | undefined;
  for (const one of hypotheses) {
    const words = one.id === unknown ? undefined : strongest(dearer, one.id, 1);
    const move = Math.max(0, ...dearer.map(({ moves }) => moves[one.id] ?? 0));
    if (words !== undefined && (most === undefined || move > most.move)) most = { one, words, move };
  }
  return most && `What speaks for ${most.one.label} (${chance(most.one)}) is ${most.words}.`;
}

/** An item counts for a reading only where it moves no other one twice as far in the same direction. */
function strongest(items: readonly WeighedItem[], reading: string, sign: 1 | -1): string | undefined {
  let best: WeighedItem | undefined;
  const force = ({ moves }: WeighedItem): number => sign * (moves[reading] ?? 0);
  for (const item of items) {
    const furthest = Math.max(...Object.values(item.moves).map((move) => sign * move));
    if (force(item) < Math.max(telling, furthest / 2)) continue;
    if (best === undefined || force(item) > force(best)) best = item;
  }
  return best && inOwnWords(best);
}

/** The table's words: a source's may name anyone. */
function inOwnWords({ indicator }: WeighedItem): string {
  const row = whoTable.indicators.find(({ id }) => id === indicator);
  return row === undefined ? `what an analyst weighed by hand (${cut(indicator, 40)})` : `that ${lowered(row.says)}`;
}
