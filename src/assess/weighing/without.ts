/** The answer with one item, then with one origin, left out. */
import { bandOf } from './bands.ts';
import { type Group, groupMoves } from './group.ts';
import type { Moves } from './item.ts';
import { leaderOf, posterior } from './posterior.ts';

export interface Without {
  readonly left: 'item' | 'group';
  /** Of the item's indicator, or of the group. */
  readonly id: string;
  /** What is left out, for a person. */
  readonly says: string;
  readonly leader: string;
  readonly probability: number;
  readonly band: string;
  readonly changes: boolean;
  readonly probabilities: Moves;
}

export function withoutEach(priors: Moves, groups: readonly Group[]): Without[] {
  const ids = Object.keys(priors);
  const moves = groups.map(({ members }) => groupMoves(members, ids, 'mid'));
  const whole = posterior(priors, moves);
  const leader = leaderOf(whole);
  const band = bandOf(whole[leader] ?? 0);
  const state = (left: Without['left'], id: string, says: string, rest: readonly Moves[]): Without => {
    const probabilities = posterior(priors, rest);
    const then = leaderOf(probabilities);
    const probability = probabilities[then] ?? 0;
    const changes = then !== leader || bandOf(probability) !== band;
    return { left, id, says, leader: then, probability, band: bandOf(probability), changes, probabilities };
  };
  const others = (at: number): Moves[] => moves.filter((_, i) => i !== at);
  return groups.flatMap(({ id, members }, at) => [
    ...(members.length < 2
      ? []
      : members.map(({ item }, i) => {
          const rest = groupMoves(
            members.filter((_, j) => j !== i),
            ids,
            'mid',
          );
          return state('item', item.indicator, item.says, [...others(at), rest]);
        })),
    state('group', id, members.length === 1 ? (members[0]?.item.says ?? id) : `all that comes from ${id}`, others(at)),
  ]);
}
