/**
 * How far a probability could lie off: every prior half as likely again or as much less, every grade a step off in the
 * direction that matters, and any one origin left out.
 */
import type { Interval } from './grade.ts';
import { type Group, groupMoves } from './group.ts';
import type { Moves } from './item.ts';
import { posterior } from './posterior.ts';

/** Priors are guesses: odds that this factor higher or lower would be as good. */
export const priorFactor = 1.5;

const corners: readonly (keyof Interval)[] = ['low', 'mid', 'high'];

export interface Ranged {
  readonly low: number;
  readonly high: number;
}

/** `leftOut`: the probabilities with each origin left out. */
export function ranges(
  priors: Moves,
  groups: readonly Group[],
  mid: Moves,
  leftOut: readonly Moves[],
): Record<string, Ranged> {
  const ids = Object.keys(priors);
  const moved = groups.map(({ members }) => corners.map((corner) => groupMoves(members, ids, corner)));
  return Object.fromEntries(
    ids.map((id) => {
      const at = (sign: 1 | -1): number => {
        const shifted = { ...priors, [id]: (priors[id] ?? 0) * priorFactor ** sign };
        const chosen = moved.map((choices) => most(choices, (moves) => sign * advantage(id, moves, mid)));
        return posterior(shifted, chosen)[id] ?? 0;
      };
      const all = [at(1), at(-1), mid[id] ?? 0, ...leftOut.map((probabilities) => probabilities[id] ?? 0)];
      return [id, { low: Math.min(...all), high: Math.max(...all) }];
    }),
  );
}

/** How much a group moves one reading more than it moves its rivals, by what they weigh. */
function advantage(id: string, moves: Moves, mid: Moves): number {
  let rivals = 0;
  let weight = 0;
  for (const [other, p] of Object.entries(mid)) {
    if (other === id) continue;
    rivals += p * (moves[other] ?? 0);
    weight += p;
  }
  return (moves[id] ?? 0) - (weight > 0 ? rivals / weight : 0);
}

function most(choices: readonly Moves[], value: (moves: Moves) => number): Moves {
  return choices.reduce((best, moves) => (value(moves) > value(best) ? moves : best), choices[0] ?? {});
}
