/** What keeps a probability down, and how sure the weighing as a whole is: two things apart (ICD 203). */
import type { Confidence } from '../../model/finding.ts';
import { likely } from './bands.ts';
import type { Group } from './group.ts';
import { chanceOfForgery, type Moves } from './item.ts';
import { unknown } from './posterior.ts';
import type { Without } from './without.ts';

/** A group that moves the leading reading less than this says next to nothing about it (log-odds). */
const telling = 0.1;
/** Dear enough that nobody plants it on the way: d of `dear`, with a grade that keeps half of it. */
const dear = { forgery: 0.2, weight: 0.5 } as const;

/** Caps the leader at the top of `likely` where one origin bears it alone; what it loses nobody knows. */
export function capped(
  probabilities: Moves,
  leader: string,
  groups: readonly Without[],
): { readonly probabilities: Moves; readonly bearer?: Without } {
  const p = probabilities[leader] ?? 0;
  const bearer = groups.find((without) => !stands(without, leader));
  if (leader === unknown || p <= likely.most || bearer === undefined) return { probabilities };
  const lost = p - likely.most;
  const open = (probabilities[unknown] ?? 0) + lost;
  return { probabilities: { ...probabilities, [leader]: likely.most, [unknown]: open }, bearer };
}

function stands(without: Without, leader: string): boolean {
  return without.leader === leader && without.probability >= likely.least;
}

/** Highest where three origins agree, one of them dear, and none of them bears the answer alone. */
export function confidenceIn(
  leader: string,
  groups: readonly (Group & { readonly moves: Moves })[],
  without: readonly Without[],
  width: number,
): Confidence {
  if (leader === unknown || without.some(({ changes }) => changes)) return 'low';
  const speaking = groups.filter(({ moves }) => Math.abs(moves[leader] ?? 0) >= telling);
  const hasDear = speaking.some(({ moves, members }) => (moves[leader] ?? 0) > 0 && members.some(isDear));
  if (speaking.length >= 3 && hasDear && width <= 0.25) return 'high';
  return speaking.length >= 2 ? 'moderate' : 'low';
}

function isDear({ item, weight }: Group['members'][number]): boolean {
  return chanceOfForgery[item.forgeability] <= dear.forgery && weight.mid >= dear.weight;
}
