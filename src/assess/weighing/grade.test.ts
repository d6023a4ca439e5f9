import { describe, expect, it } from 'vitest';
import { gradeOf, gradeText, shareOfCredibility, shareOfReliability, weightOf } from './grade.ts';
import { provenance } from './weighing.fixture.ts';

describe('what an Admiralty grade leaves of an item', () => {
  it('is all of it at A1, and never more', () => {
    expect(weightOf({ reliability: 'A', credibility: 1 })).toMatchObject({ mid: 1, high: 1 });
  });

  it('is nothing at F6, not even a range: that is the same as no item', () => {
    expect(weightOf({ reliability: 'F', credibility: 6 })).toEqual({ low: 0, mid: 0, high: 0 });
  });

  it.each([
    { reliability: 'F', credibility: 1 },
    { reliability: 'A', credibility: 6 },
  ] as const)(
    'is unknown at $reliability$credibility: nothing by itself, and a range up to what it might be worth',
    (grade) => {
      expect(weightOf(grade)).toEqual({ low: 0, mid: 0, high: 1 });
    },
  );

  it('falls with every step down, of the source and of the item', () => {
    for (const shares of [shareOfReliability, shareOfCredibility])
      expect([...shares].sort((a, b) => b - a)).toEqual(shares);
    const mids = (['A', 'B', 'C', 'D', 'E'] as const).map(
      (reliability) => weightOf({ reliability, credibility: 2 }).mid,
    );
    expect(new Set(mids).size).toBe(5);
    expect([...mids].sort((a, b) => b - a)).toEqual(mids);
  });

  it.each('ABCDEF'.split(''))('keeps its range in order, whatever the number, at %s', (letter) => {
    for (let credibility = 1; credibility <= 6; credibility++) {
      const { low, mid, high } = weightOf({ reliability: letter as 'A', credibility }); // one of the six letters
      expect(low).toBeLessThanOrEqual(mid);
      expect(mid).toBeLessThanOrEqual(high);
      expect(high).toBeLessThanOrEqual(1);
    }
  });

  it('is written as letter and number', () => {
    expect(gradeText({ reliability: 'C', credibility: 3 })).toBe('C3');
    expect(gradeOf(provenance)).toEqual({ reliability: 'A', credibility: 1 });
  });
});
