/** What keeps a probability down, and how sure the weighing as a whole is: two things apart (ICD 203). */
import type { Confidence } from '../../model/finding.ts';
import { likely } from './bands.ts';
import type { MovedGroup } from './group.ts';
import { chanceOfForgery, type Moves, scaled } from './item.ts';
import { unknown } from './posterior.ts';
import type { Without } from './without.ts';

/** What multiplies the leading reading's odds against the other readings by less than this hardly speaks for it. */
export const telling = 1.2;
/** Dear enough that nobody plants it on the way: d of `dear`, with a grade that keeps half of it. */
const dear = { forgery: 0.2, weight: 0.5 } as const;
/** What `high` takes: so many origins that speak for the leader, and a range no wider than this. */
export const sure = { origins: 3, width: 0.25 } as const;

interface Capped {
  readonly probabilities: Moves;
  /** The origin that bears the leader alone: nothing of its range may pass `likely`. */
  readonly bearer?: Without;
  /** The middle itself had to be held down. */
  readonly held: boolean;
}

/** Caps the leader at the top of `likely` where one origin bears it alone; what it loses nobody knows. */
export function capped(
  priors: Moves,
  probabilities: Moves,
  leader: string,
  groups: readonly MovedGroup[],
  without: readonly Without[],
): Capped {
  const bearer = leader === unknown ? undefined : bearerOf(priors, probabilities, leader, groups, without);
  if (bearer === undefined) return { probabilities, held: false };
  const lost = (probabilities[leader] ?? 0) - likely.most;
  if (lost <= 0) return { probabilities, bearer, held: false };
  const open = (probabilities[unknown] ?? 0) + lost;
  return { probabilities: { ...probabilities, [leader]: likely.most, [unknown]: open }, bearer, held: true };
}

/** An origin without which the reading falls, or that lifts past `likely`, alone, what base rates favour anyway. */
function bearerOf(
  priors: Moves,
  probabilities: Moves,
  leader: string,
  groups: readonly MovedGroup[],
  without: readonly Without[],
): Without | undefined {
  const p = probabilities[leader] ?? 0;
  const speaking = groups.filter(({ moves }) => speaksFor(leader, moves, priors));
  const isAlone = ({ id }: Without): boolean => speaking.every((group) => group.id === id);
  return without.find(
    (one) => !stands(one, leader) || (one.probability < p && one.probability <= likely.most && isAlone(one)),
  );
}

function stands(without: Without, leader: string): boolean {
  return without.leader === leader && without.probability >= likely.least;
}

/**
 * Whether the odds of a reading rise against the other readings, by how usual those are. Against “not enough evidence”
 * they rise already where one of the others is ruled out, which speaks for none of those that are left.
 */
function speaksFor(id: string, moves: Moves, priors: Moves): boolean {
  let rivals = 0;
  let weight = 0;
  for (const [other, prior] of Object.entries(priors)) {
    if (other === id || other === unknown) continue;
    rivals += prior * Math.exp(moves[other] ?? 0);
    weight += prior;
  }
  return (moves[id] ?? 0) - (weight > 0 ? Math.log(rivals / weight) : 0) >= Math.log(telling);
}

/** Highest where three origins speak for the leader, one of them dear, and none of them bears the answer alone. */
export function confidenceIn(
  priors: Moves,
  leader: string,
  groups: readonly MovedGroup[],
  without: readonly Without[],
  width: number,
): Confidence {
  if (leader === unknown || without.some(({ changes }) => changes)) return 'low';
  const speaking = groups.filter(({ moves }) => speaksFor(leader, moves, priors));
  const hasDear = speaking.some(({ members }) =>
    members.some((member) => isDear(member) && speaksFor(leader, scaled(member.full, member.weight.mid), priors)),
  );
  if (speaking.length >= sure.origins && hasDear && width <= sure.width) return 'high';
  return speaking.length >= 2 ? 'moderate' : 'low';
}

function isDear({ item, weight }: MovedGroup['members'][number]): boolean {
  return chanceOfForgery[item.forgeability] <= dear.forgery && weight.mid >= dear.weight;
}
