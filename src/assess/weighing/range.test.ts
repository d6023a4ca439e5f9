import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Group, groupMoves, groupsOf } from './group.ts';
import { type Moves, weighted } from './item.ts';
import { posterior } from './posterior.ts';
import { priorFactor, ranges } from './range.ts';
import { makeItem, someItems, somePriors } from './weighing.fixture.ts';

const corners = ['low', 'mid', 'high'] as const;

/** Every choice of a grade for every origin: the oracle. */
function bruteForce(id: string, priors: Moves, groups: readonly Group[]): { low: number; high: number } {
  const ids = Object.keys(priors);
  let choices: Moves[][] = [[]];
  for (const { members } of groups)
    choices = choices.flatMap((chosen) => corners.map((corner) => [...chosen, groupMoves(members, ids, corner)]));
  const at = (factor: number): number[] =>
    choices.map((moves) => posterior({ ...priors, [id]: (priors[id] ?? 0) * factor }, moves)[id] ?? 0);
  return { low: Math.min(...at(1 / priorFactor)), high: Math.max(...at(priorFactor)) };
}

describe('the range of a probability', () => {
  it('is as wide as the worst and the best choice of every grade and prior make it, to the digits that are told', () => {
    fc.assert(
      fc.property(someItems, somePriors, (list, priors) => {
        const groups = groupsOf(list.map(weighted));
        const range = ranges(priors, groups, {}, []);
        for (const id of Object.keys(priors)) {
          const { low, high } = bruteForce(id, priors, groups);
          expect(range[id]?.high).toBeCloseTo(high, 2);
          expect(range[id]?.low ?? 1).toBeLessThanOrEqual(low + 0.005);
        }
      }),
    );
  });

  it('holds what the answer would be with any one origin left out', () => {
    const groups = groupsOf([weighted(makeItem())]);
    const range = ranges({ first: 0.5, unknown: 0.5 }, groups, { first: 0.6, unknown: 0.4 }, [
      { first: 0.97, unknown: 0.03 },
      { first: 0.02, unknown: 0.98 },
    ]);
    expect(range).toEqual({ first: { low: 0.02, high: 0.97 }, unknown: { low: 0.03, high: 0.98 } });
  });

  it('leaves what a prior of 0 rules out at 0', () => {
    expect(ranges({ first: 0, unknown: 1 }, [], { first: 0, unknown: 1 }, [])['first']).toEqual({ low: 0, high: 0 });
  });
});
