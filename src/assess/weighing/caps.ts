/** What keeps a probability down, and how sure the weighing as a whole is: two things apart (ICD 203). */
import type { Confidence } from '../../model/finding.ts';
import { likely } from './bands.ts';
import type { MovedGroup } from './group.ts';
import { chanceOfForgery, type Moves } from './item.ts';
import { unknown } from './posterior.ts';
import type { Without } from './without.ts';

/** A group that moves the leading reading up by less than this says next to nothing for it (log-odds). */
const telling = 0.1;
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
  probabilities: Moves,
  leader: string,
  groups: readonly MovedGroup[],
  without: readonly Without[],
): Capped {
  const bearer = leader === unknown ? undefined : bearerOf(leader, groups, without);
  if (bearer === undefined) return { probabilities, held: false };
  const lost = (probabilities[leader] ?? 0) - likely.most;
  if (lost <= 0) return { probabilities, bearer, held: false };
  const open = (probabilities[unknown] ?? 0) + lost;
  return { probabilities: { ...probabilities, [leader]: likely.most, [unknown]: open }, bearer, held: true };
}

/** An origin without which the reading falls, or the only one to speak for a reading that base rates favour anyway. */
function bearerOf(leader: string, groups: readonly MovedGroup[], without: readonly Without[]): Without | undefined {
  const [first, second] = speakingFor(leader, groups);
  const lone = second === undefined ? first?.id : undefined;
  return without.find((one) => !stands(one, leader) || (one.id === lone && one.probability <= likely.most));
}

function stands(without: Without, leader: string): boolean {
  return without.leader === leader && without.probability >= likely.least;
}

function speakingFor(leader: string, groups: readonly MovedGroup[]): MovedGroup[] {
  return groups.filter(({ moves }) => (moves[leader] ?? 0) >= telling);
}

/** Highest where three origins speak for the leader, one of them dear, and none of them bears the answer alone. */
export function confidenceIn(
  leader: string,
  groups: readonly MovedGroup[],
  without: readonly Without[],
  width: number,
): Confidence {
  if (leader === unknown || without.some(({ changes }) => changes)) return 'low';
  const speaking = speakingFor(leader, groups);
  const hasDear = speaking.some(({ members }) => members.some((member) => isDear(member, leader)));
  if (speaking.length >= sure.origins && hasDear && width <= sure.width) return 'high';
  return speaking.length >= 2 ? 'moderate' : 'low';
}

/** Dear, and itself for the leader: a dear item against it makes nobody surer. */
function isDear({ item, full, weight }: MovedGroup['members'][number], leader: string): boolean {
  const isFor = (full[leader] ?? 0) * weight.mid >= telling;
  return isFor && chanceOfForgery[item.forgeability] <= dear.forgery && weight.mid >= dear.weight;
}
