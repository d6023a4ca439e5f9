import { describe, expect, it } from 'vitest';
import { networkStates } from './network-states.ts';

describe('the states of networks', () => {
  it('stand by date, each of a real day, with a source that can be looked up', () => {
    const dates = networkStates.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect(new Set(dates).size).toBe(dates.length);
    for (const { date, source, asOf } of networkStates) {
      expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
      expect(source).toMatch(/https:\/\/\S+$/);
      expect(asOf > date).toBe(true);
    }
  });
  it('issue what a Monero day issued: 720 blocks of 0.6 XMR or more since 2022, and less from year to year before', () => {
    const perDay = networkStates.filter(({ coin }) => coin === 'monero').map(({ issuedPerDay }) => issuedPerDay);
    expect(perDay).toEqual([...perDay].sort((a, b) => b - a));
    expect(perDay.at(-1)).toBeCloseTo(432, 6);
  });
});
