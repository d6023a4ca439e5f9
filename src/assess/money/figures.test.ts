import { describe, expect, it } from 'vitest';
import { coins, coinsAtLeast, inCurrency, span } from './figures.ts';

describe('amounts', () => {
  it('have two digits behind the point, or three that say something', () => {
    expect(coins(92.6944152162, 'monero')).toBe('92.69 XMR');
    expect(coins(0.00123456, 'bitcoin')).toBe('0.00123 BTC');
    expect(coins(0, 'monero')).toBe('0 XMR');
    expect(coins(1, 'somecoin')).toBe('1.00 Somecoin');
  });
  it('are never rounded up where they are a lower bound', () => {
    expect(coinsAtLeast(98.0699, 'monero')).toBe('98.06 XMR');
    expect(coinsAtLeast(5.37, 'monero')).toBe('5.37 XMR');
    expect(coinsAtLeast(0.0019999, 'monero')).toBe('0.00199 XMR');
  });
  it('of money are whole from a hundred on', () => {
    expect(inCurrency(1234567.2, Math.ceil)).toBe('1,234,568');
    expect(inCurrency(12.345, Math.floor)).toBe('12.34');
  });
});

it('a span of time is told in the unit that suits it', () => {
  expect(span('2017-10-03', '2017-12-24')).toBe('12 weeks');
  expect(span('2018-01-01', '2018-01-02')).toBe('1 day');
  expect(span('2017-01-01', '2018-01-01T00:00:00Z')).toBe('12 months');
});
