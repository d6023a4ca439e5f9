import { describe, expect, it } from 'vitest';
import { leaderOf, posterior } from './posterior.ts';

describe('probabilities', () => {
  it('are the priors where nothing was seen', () => {
    const { a, b, unknown } = posterior({ a: 0.2, b: 0.3, unknown: 0.5 }, []);
    expect(a).toBeCloseTo(0.2, 12);
    expect(b).toBeCloseTo(0.3, 12);
    expect(unknown).toBeCloseTo(0.5, 12);
  });

  it('follow the odds', () => {
    const { a = 0, b = 0 } = posterior({ a: 0.5, b: 0.5 }, [{ a: Math.log(3) }, { b: Math.log(1) }]);
    expect(a / b).toBeCloseTo(3, 12);
  });

  it('stay numbers however much was seen', () => {
    const probabilities = posterior({ a: 0.5, unknown: 0.5 }, Array(5000).fill({ a: 5 }));
    expect(probabilities).toEqual({ a: 1, unknown: 0 });
  });

  it('never come back from 0', () => {
    expect(posterior({ a: 0, unknown: 1 }, [{ a: 100 }])).toEqual({ a: 0, unknown: 1 });
  });
});

describe('the leading reading', () => {
  it('is the most probable', () => {
    expect(leaderOf({ a: 0.2, b: 0.5, unknown: 0.3 })).toBe('b');
  });

  it('is “not enough evidence” where a reading only equals it', () => {
    expect(leaderOf({ a: 0.5, unknown: 0.5 })).toBe('unknown');
  });
});
