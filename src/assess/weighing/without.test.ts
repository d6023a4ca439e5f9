import { describe, expect, it } from 'vitest';
import { groupMoves, groupsOf, type MovedGroup } from './group.ts';
import { type Item, weighted } from './item.ts';
import { makeItem, priors } from './weighing.fixture.ts';
import { withoutEach } from './without.ts';

const moved = (items: readonly Item[]): MovedGroup[] =>
  groupsOf(items.map(weighted)).map((group) => {
    return { ...group, moves: groupMoves(group.members, Object.keys(priors), 'mid') };
  });

const strong = makeItem({
  indicator: 'strong',
  says: 'A record says so',
  likelihood: { first: 0.9, second: 0.05, third: 0.05 },
});
const weak = makeItem({ indicator: 'weak', likelihood: { first: 0.5, second: 0.45, third: 0.45 } });

describe('leaving out', () => {
  it('names the item where it is all that its origin has', () => {
    const [only, ...rest] = withoutEach(priors, moved([strong]));
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ left: 'group', id: 'one origin', says: 'A record says so', changes: true });
    expect(only?.probabilities).toMatchObject({ first: expect.closeTo(0.3, 9), third: expect.closeTo(0.1, 9) });
  });

  it('leaves out every indicator of an origin, then the origin', () => {
    const without = withoutEach(priors, moved([strong, weak]));
    expect(without.map(({ left, id }) => [left, id])).toEqual([
      ['item', 'strong'],
      ['item', 'weak'],
      ['group', 'one origin'],
    ]);
    expect(without.at(-1)?.says).toBe('all that comes from one origin');
  });

  it('is not fooled by a copy with another grade: both are left out at once', () => {
    const copy: Item = { ...strong, grade: { reliability: 'B', credibility: 1 } };
    const without = withoutEach(priors, moved([strong, copy, weak]));
    expect(without.find(({ id }) => id === 'strong')?.changes).toBe(true);
  });

  it('says that nothing changes where other origins bear the answer too', () => {
    const thrice = ['a', 'b', 'c', 'd'].map((group) => ({ ...strong, group }));
    for (const { changes } of withoutEach(priors, moved(thrice))) expect(changes).toBe(false);
  });

  it('has nothing to leave out of nothing', () => {
    expect(withoutEach(priors, [])).toEqual([]);
  });
});
