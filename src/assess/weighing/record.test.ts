import { describe, expect, it } from 'vitest';
import { record } from './record.ts';
import { weighItems } from './weigh.ts';
import { labels, makeItem, priors } from './weighing.fixture.ts';

describe('the record of a weighing', () => {
  it('tells what moved most first, with three digits', () => {
    const items = [
      makeItem({ indicator: 'weak', group: 'a', likelihood: { first: 0.5, second: 0.4, third: 0.4 } }),
      makeItem({ indicator: 'strong', group: 'b' }),
    ];
    const recorded = record({ ...weighItems(labels, priors, items), priors, overrides: [], asks: [] });
    expect(recorded.items.map(({ indicator }) => indicator)).toEqual(['strong', 'weak']);
    expect(recorded.items[0]?.moves).toEqual({ first: 0.924, second: -0.462, third: -0.462 });
  });

  it('is bounded, and says what it does not list', () => {
    const items = Array.from({ length: 1200 }, (_, i) => makeItem({ group: `g${i}` }));
    const recorded = record({ ...weighItems(labels, priors, items), priors, overrides: [], asks: [] });
    expect(recorded.items).toHaveLength(500);
    expect(recorded.groups).toHaveLength(500);
    expect(recorded.remarks[0]).toBe('All 1200 items were taken into account; 500 are listed.');
  });
});
