import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hull, sum, times } from './interval.ts';
import { clipped, duration, figure, money, moneyRange, range } from './quantities.ts';
import { expectedShares } from './share-count.ts';
import { covered, spanAcross, spanOf } from './spans.ts';

describe('what a number of shares says', () => {
  // The exact limits, from tables of the Poisson distribution.
  it.each([
    [2, 0.242, 7.225],
    [10, 4.795, 18.39],
    [100, 81.36, 121.63],
  ])('%i shares may have been %d to %d', (shares, low, high) => {
    const bounds = expectedShares(shares);
    expect(Math.abs(bounds.low - low)).toBeLessThan(0.02 * shares);
    expect(Math.abs(bounds.high - high)).toBeLessThan(0.02 * shares);
  });
  it('holds the number itself, and narrows with more of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (shares) => {
        const { low, high } = expectedShares(shares);
        expect(low).toBeGreaterThan(0);
        expect(low).toBeLessThan(shares);
        expect(high).toBeGreaterThan(shares);
        const more = expectedShares(shares + 1);
        expect(more.high / more.low).toBeLessThan(high / low);
      }),
    );
  });
});

describe('time that was seen', () => {
  it('counts once where spans overlap', () => {
    const spans = [
      { from: 0, to: 10 },
      { from: 5, to: 20 },
      { from: 6, to: 7 },
      { from: 30, to: 31 },
    ];
    expect(covered(spans)).toBe(21);
    expect(covered([...spans].reverse())).toBe(21);
    expect(covered([])).toBe(0);
  });
  it('is none where the end is missing, is no time, or comes first', () => {
    expect(spanOf('2024-01-01T00:00:00Z', undefined)).toBeUndefined();
    expect(spanOf('now', 'then')).toBeUndefined();
    expect(spanOf('2024-01-02', '2024-01-01')).toBeUndefined();
    expect(spanOf('2024-01-01', '2024-01-02')).toMatchObject({ to: Date.UTC(2024, 0, 2) });
  });
});

describe('moments', () => {
  it('span from the earliest to the latest', () => {
    expect(spanAcross(['2024-01-02', '2024-01-01', '2024-01-03T00:00:00Z', 'never'])).toEqual({
      from: Date.UTC(2024, 0, 1),
      to: Date.UTC(2024, 0, 3),
    });
    expect(spanAcross(['2024-01-02', '2024-01-02'])).toBeUndefined();
    expect(spanAcross([])).toBeUndefined();
  });
});

describe('intervals', () => {
  it('add up, stretch, and take one another in', () => {
    expect(sum([{ low: 1, high: 2 }, times({ low: 1, high: 3 }, 2)])).toEqual({ low: 3, high: 8 });
    expect(
      hull([
        { low: 3, high: 4 },
        { low: 1, high: 2 },
      ]),
    ).toEqual({ low: 1, high: 4 });
    expect(hull([])).toBeUndefined();
  });
});

describe('figures for people', () => {
  it.each([
    [4_570_000, '4.57 million'],
    [999_999, '1 million'],
    [1_234_567_890, '1.23 billion'],
    [1234, '1,230'],
    [999.7, '1,000'],
    [24, '24'],
    [0.00045123, '0.000451'],
    [0, '0'],
    [1e-12, 'less than 0.000000001'],
    [2e18, '2 quintillion'],
  ])('%d is %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });
  it('say about where both ends read the same', () => {
    expect(range({ low: 23.98, high: 24.02 })).toBe('about 24');
    expect(range({ low: 1200, high: 2300 })).toBe('1,200 to 2,300');
  });
  it.each([
    [0, '0'],
    [0.004, 'less than 0.01'],
    [3.456, '3.46'],
    [1234, '1,230'],
  ])('money: %d is %s', (value, text) => {
    expect(money(value)).toBe(text);
    expect(moneyRange({ low: value, high: value })).toContain(text);
  });
  it.each([
    [40_000, '40 seconds'],
    [720_000, '12 minutes'],
    [3_600_000, '60 minutes'],
    [12_600_000, '3.5 hours'],
    [236 * 86_400_000, '236 days'],
  ])('%i milliseconds are %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
  it('clips what is too long to read', () => {
    expect(clipped('x'.repeat(100), 10)).toBe(`${'x'.repeat(9)}…`);
  });
});
