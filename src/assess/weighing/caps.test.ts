import { describe, expect, it } from 'vitest';
import type { Item } from './item.ts';
import { weighItems } from './weigh.ts';
import { labels, makeItem, priors } from './weighing.fixture.ts';

const strong = { first: 0.95, second: 0.02, third: 0.02 };
const dear = (group: string, part: Partial<Item> = {}): Item =>
  makeItem({ group, indicator: `seen by ${group}`, likelihood: strong, forgeability: 'dear', ...part });
const high = (items: readonly Item[], from: Readonly<Record<string, number>> = priors): ReturnType<typeof weighItems> =>
  weighItems(labels, from, items);

describe('what one origin bears alone', () => {
  it('is held at “likely”, range and all, and what that takes nobody knows', () => {
    const { hypotheses, remarks, leader } = high([dear('a', { forgeability: 'none' })]);
    const first = hypotheses.find(({ id }) => id === 'first');
    expect(leader).toBe('first');
    expect(first).toMatchObject({ probability: { mid: 0.8, high: 0.8 }, band: 'likely' });
    expect(hypotheses.find(({ id }) => id === 'unknown')?.probability.mid).toBeGreaterThan(0.1);
    expect(remarks).toEqual(['It rests on one origin (a), so it is held at “likely”.']);
  });

  it('is held there too where base rates alone made it likely: one origin is still one origin', () => {
    const from = { first: 0.65, second: 0.1, third: 0.05, unknown: 0.2 };
    expect(high([dear('a')], from).probability).toBe(0.8);
  });

  it('is held in its range even where its middle needs no holding', () => {
    const { hypotheses } = high([dear('a', { grade: { reliability: 'C', credibility: 2 } })]);
    const first = hypotheses.find(({ id }) => id === 'first');
    expect(first?.probability.mid).toBeLessThan(0.8);
    expect(first?.probability.high).toBeLessThanOrEqual(0.8);
  });

  it('is held no longer once a second origin bears it', () => {
    expect(high([dear('a'), dear('b')]).probability).toBeGreaterThan(0.9);
    expect(high([dear('a'), dear('b')]).remarks).toEqual([]);
  });
});

describe('confidence', () => {
  it('is high where three origins speak for the answer, one of them dear, and none bears it', () => {
    expect(high(['a', 'b', 'c', 'd'].map((group) => dear(group))).confidence).toBe('high');
  });

  it('is not high where all of it is cheap to plant', () => {
    const cheap = ['a', 'b', 'c', 'd', 'e'].map((group) => dear(group, { forgeability: 'cheap' }));
    expect(high(cheap).confidence).not.toBe('high');
  });

  it('is low where nothing was seen, or nothing can be told', () => {
    expect(high([]).confidence).toBe('low');
    expect(high([makeItem({ likelihood: { first: 0.5, second: 0.5, third: 0.5 } })]).confidence).toBe('low');
  });

  it('does not grow with origins that speak against the answer', () => {
    const against = { first: 0.3, second: 0.5, third: 0.5 };
    const contrary = ['x', 'y', 'z'].map((group) => dear(group, { likelihood: against }));
    const from = { first: 0.97, second: 0.01, third: 0.01, unknown: 0.01 };
    expect(high([...contrary], from)).toMatchObject({ leader: 'first', confidence: 'low' });
  });

  it('does not grow with origins that rule out a reading nobody believed in: that speaks for none of the others', () => {
    const from = { first: 0.5, second: 0.2, third: 0.03, unknown: 0.27 };
    const against = { first: 0.6, second: 0.6, third: 0.02 };
    const contrary = ['x', 'y', 'z'].map((group) => dear(group, { likelihood: against }));
    expect(high(contrary, from)).toMatchObject({ leader: 'first', confidence: 'low' });
  });
});
