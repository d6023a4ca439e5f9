import { describe, expect, it } from 'vitest';
import { hashesPerDifficulty } from './hashes-a-block.ts';
import { moneroIssuedPerDay } from './monero-issuance.ts';
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

describe('what Monero issues a day', () => {
  const states = networkStates.filter(({ coin }) => coin === 'monero');
  it.each(states)('on $date comes within 2 % of what a source says, with its fees and its blocks too many', (state) => {
    expect(Math.abs(moneroIssuedPerDay(state.date) / state.issuedPerDay - 1)).toBeLessThan(0.02);
  });
  it('ends at 432 coins in June 2022', () => {
    expect(moneroIssuedPerDay('2022-05-25')).toBeGreaterThan(432);
    expect(moneroIssuedPerDay('2022-06-15')).toBeCloseTo(432, 6);
    expect(moneroIssuedPerDay('2200-01-01')).toBeCloseTo(432, 6);
  });
  it('began with what all coins allow, and breaks on no earlier date', () => {
    const first = moneroIssuedPerDay('2014-04-18');
    expect(first).toBeGreaterThan(24_000);
    expect(moneroIssuedPerDay('1970-01-01')).toBeLessThan(25_400);
  });
});

describe('a difficulty of one', () => {
  it('is one hash for Monero, and 2^32 for Bitcoin', () => {
    expect(hashesPerDifficulty('monero')).toBe(1);
    expect(hashesPerDifficulty('bitcoin')).toBe(2 ** 32);
    expect(hashesPerDifficulty('no such coin')).toBeUndefined();
  });
});
