import { describe, expect, it } from 'vitest';
import { makeCase } from '../../../tests/make-case.ts';
import type { PoolRecord } from '../../model/analyst-payloads.ts';
import { payersFrom } from './payers.ts';
import { prices, recorded } from './records.fixture.ts';
import { totalsOf } from './total.ts';
import { type Value, valuesOf } from './value.ts';

const table = { '2018-01-01': 300, '2018-01-10': 400, '2018-02-01': 200 };

function value(
  records: readonly Partial<PoolRecord>[],
  points: Readonly<Record<string, number>> = table,
): Value | undefined {
  const [total] = totalsOf(payersFrom(records.map((said, i) => recorded(`pool${i}`, said))));
  return total && valuesOf(total, makeCase(undefined, [prices(points)]))[0];
}

describe('what payments were worth', () => {
  it('is the price of the day of each payment, where payments are known singly', () => {
    const listed = [
      { amount: 1, time: '2018-01-01' },
      { amount: 2, time: '2018-01-10T12:00:00Z' },
    ];
    expect(value([{ listed }])).toMatchObject({ low: 1100, high: 1100, byDay: 3, without: 0 });
  });
  it('is a range between the prices before and after a day that has none', () => {
    expect(value([{ listed: [{ amount: 1, time: '2018-01-06' }] }])).toMatchObject({ low: 300, high: 400 });
  });
  it('is a range between the lowest and the highest price of the time, where only a sum is known', () => {
    expect(value([{ paid: 2, firstShare: '2018-01-01', asked: '2018-02-01' }])).toMatchObject({
      low: 400,
      high: 800,
      between: { coins: 2, from: '2018-01-01', to: '2018-02-01' },
    });
  });
  it('is made of both where some payments are known singly', () => {
    const listed = [{ amount: 1, time: '2018-01-01' }];
    expect(value([{ paid: 3, listed, asked: '2018-02-01' }])).toMatchObject({ low: 700, high: 1100, byDay: 1 });
  });
  it('leaves out what no price of the table is near to', () => {
    const listed = [
      { amount: 1, time: '2018-01-01' },
      { amount: 5, time: '2018-06-01' },
    ];
    expect(value([{ listed }])).toMatchObject({ low: 300, high: 300, without: 5 });
  });
  it('is not said where nothing can be priced', () => {
    expect(value([{ paid: 3 }])).toBeUndefined();
    expect(value([{ paid: 3, firstShare: '2020-01-01', asked: '2020-02-01' }])).toBeUndefined();
    expect(value([{ lastShare: '2018-01-01' }])).toBeUndefined();
  });
});
