/**
 * How far a probability could lie off: every prior half as likely again or as much less, every grade a step off in the
 * direction that matters, and any one origin left out. A range of sensitivity, not a credible interval.
 */
import type { Interval } from './grade.ts';
import { type Group, groupMoves } from './group.ts';
import type { Moves } from './item.ts';

/** Priors are guesses: odds that this factor higher or lower would be as good. */
export const priorFactor = 1.5;

const corners: readonly (keyof Interval)[] = ['low', 'mid', 'high'];
/**
 * Each round chooses every origin's grade anew, given the others'; two settle nearly all, and none has to go on
 * forever.
 */
const mostRounds = 12;

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
  const choices = groups.map(({ members }) =>
    corners.map((corner) => {
      const moves = groupMoves(members, ids, corner);
      return ids.map((id) => moves[id] ?? 0);
    }),
  );
  return Object.fromEntries(
    ids.map((id, at) => {
      const shifted = (sign: 1 | -1): number[] =>
        ids.map((other) => Math.log(priors[other] ?? 0) + (other === id ? sign * Math.log(priorFactor) : 0));
      const all = [
        furthest(at, shifted(-1), choices, -1),
        furthest(at, shifted(1), choices, 1),
        mid[id] ?? 0,
        ...leftOut.map((probabilities) => probabilities[id] ?? 0),
      ];
      return [id, { low: all.reduce((a, b) => Math.min(a, b)), high: all.reduce((a, b) => Math.max(a, b)) }];
    }),
  );
}

/**
 * How probable the reading at `at` gets (sign 1), or how improbable (-1), where one origin after another takes the
 * grade that moves it furthest. `choices`: by origin, by corner, log-odds by reading. Starts from each corner, since
 * which is best of two origins' grades depends on the other's.
 */
function furthest(at: number, priors: readonly number[], choices: readonly (readonly Logs[])[], sign: 1 | -1): number {
  const from = corners.map((_, corner) => climb(at, priors, choices, sign, corner));
  return from.reduce((best, p) => (sign * (p - best) > 0 ? p : best));
}

type Logs = readonly number[];

function climb(at: number, priors: Logs, choices: readonly (readonly Logs[])[], sign: 1 | -1, start: number): number {
  const sum = [...priors];
  const add = (moves: Logs, times: 1 | -1): void => {
    for (let i = 0; i < moves.length; i++) sum[i] = (sum[i] ?? 0) + times * (moves[i] ?? 0);
  };
  const chosen = choices.map((corner) => corner[start] ?? []);
  for (const moves of chosen) add(moves, 1);
  let best = probabilityOf(at, sum);
  for (let round = 0, settled = false; round < mostRounds && !settled; round++) {
    settled = true;
    for (const [i, corner] of choices.entries())
      for (const moves of corner) {
        const before = chosen[i] ?? [];
        add(before, -1);
        add(moves, 1);
        const p = probabilityOf(at, sum);
        if (sign * (p - best) > 0) {
          best = p;
          chosen[i] = moves;
          settled = false;
        } else {
          add(moves, -1);
          add(before, 1);
        }
      }
  }
  return best;
}

function probabilityOf(at: number, logs: Logs): number {
  const own = logs[at] ?? Number.NEGATIVE_INFINITY;
  if (own === Number.NEGATIVE_INFINITY) return 0;
  return 1 / logs.reduce((sum, log) => sum + Math.exp(log - own), 0);
}
