import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOfForgery, countedOnce, movesOf, repeatedInWords, weighted } from './item.ts';
import { likelihoods, makeItem } from './weighing.fixture.ts';

const spread = (moves: Readonly<Record<string, number>>): number => {
  const values = Object.values(moves);
  return Math.max(...values) - Math.min(...values);
};

describe('how far an item moves each reading', () => {
  it('is the logarithm of its likelihoods, about their mean', () => {
    const moves = movesOf({ yes: 0.8, no: 0.2 }, 0);
    expect(moves['yes']).toBeCloseTo(Math.log(2), 12);
    expect(moves['no']).toBeCloseTo(-Math.log(2), 12);
  });

  it('is nothing where it fits all readings alike, or there are none', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (p, d) => {
        expect(spread(movesOf({ a: p, b: p, c: p }, d))).toBeCloseTo(0, 12);
      }),
    );
    expect(movesOf({}, 0)).toEqual({});
  });

  it('is nothing where it was surely planted', () => {
    fc.assert(
      fc.property(likelihoods, (likelihood) => {
        expect(spread(movesOf(likelihood, 1))).toBeCloseTo(0, 12);
      }),
    );
  });

  it('is bounded by the chance of forgery, whatever the table says', () => {
    fc.assert(
      fc.property(likelihoods, fc.constantFrom('cheap', 'moderate', 'dear'), (likelihood, forgeability) => {
        const d = chanceOfForgery[forgeability];
        expect(spread(movesOf(likelihood, d))).toBeLessThanOrEqual(Math.log(1 + (3 * (1 - d)) / d) + 1e-9);
      }),
    );
  });

  it('is small where it is cheap to plant: odds of 5 to 3 at most among six readings', () => {
    const extreme = { a: 1, b: 0, c: 0, d: 0, e: 0, f: 0 };
    expect(Math.exp(spread(movesOf(extreme, chanceOfForgery.cheap)))).toBeLessThan(5 / 3 + 1e-9);
  });

  it('never rules anything out: 0 and 1 are taken for 1 and 99 per cent', () => {
    expect(spread(movesOf({ a: 1, b: 0 }, 0))).toBeCloseTo(Math.log(99), 9);
  });
});

describe('what is cheap to plant', () => {
  const cheap = (group: string, letter: 'A' | 'C' = 'A'): ReturnType<typeof weighted> =>
    weighted(makeItem({ group, forgeability: 'cheap', grade: { reliability: letter, credibility: 1 } }));

  it('counts once, where it is graded best, however many origins show it', () => {
    const counted = countedOnce([cheap('second', 'C'), cheap('first'), cheap('third')]);
    expect(counted.map(({ item, weight }) => [item.group, weight.mid])).toEqual([
      ['second', 0],
      ['first', 1],
      ['third', 0],
    ]);
  });

  it('is told where it was counted once', () => {
    expect(repeatedInWords([cheap('first'), cheap('second'), cheap('second')])).toEqual([
      'an-indicator is cheap to plant: it shows in 2 origins and counts once.',
    ]);
    expect(repeatedInWords([cheap('first')])).toEqual([]);
  });

  it('keeps nothing from what is dear', () => {
    const dear = ['x', 'y'].map((group) => weighted(makeItem({ group, forgeability: 'dear' })));
    expect(countedOnce(dear)).toEqual(dear);
  });
});
