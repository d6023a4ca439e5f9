import { describe, expect, it } from 'vitest';
import { groupMoves, groupsOf } from './group.ts';
import { weighted } from './item.ts';
import { makeItem } from './weighing.fixture.ts';

const ids = ['first', 'second', 'third'];
const strong = weighted(makeItem({ indicator: 'strong', likelihood: { first: 0.9, second: 0.1, third: 0.1 } }));
const weak = weighted(makeItem({ indicator: 'weak', likelihood: { first: 0.6, second: 0.5, third: 0.5 } }));
const contrary = weighted(makeItem({ indicator: 'contrary', likelihood: { first: 0.1, second: 0.9, third: 0.9 } }));

describe('items of one origin', () => {
  it('move as far as the strongest does', () => {
    expect(groupMoves([weak, strong, weak], ids, 'mid')).toEqual(groupMoves([strong], ids, 'mid'));
  });

  it('offset each other where they disagree', () => {
    for (const move of Object.values(groupMoves([strong, contrary], ids, 'mid')))
      expect(Math.abs(move)).toBeLessThan(1);
    expect(groupMoves([strong, contrary], ids, 'mid')['first']).toBeCloseTo(0, 12);
  });

  it('are told by origin, in an order of their own', () => {
    const other = weighted(makeItem({ group: 'another origin' }));
    const there = groupsOf([strong, other, contrary]);
    expect(there.map(({ id, members }) => [id, members.length])).toEqual([
      ['another origin', 1],
      ['one origin', 2],
    ]);
    expect(groupsOf([contrary, other, strong])).toEqual(there);
  });
});
