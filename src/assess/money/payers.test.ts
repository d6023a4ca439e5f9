import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PoolRecord } from '../../model/analyst-payloads.ts';
import { type Payer, payersFrom, type Record } from './payers.ts';
import { recorded } from './records.fixture.ts';
import { totalsOf } from './total.ts';

function paidIn(records: readonly Record[]): number {
  return totalsOf(payersFrom(records)).reduce((sum, { paid }) => sum + paid, 0);
}

function only(records: readonly Record[]): Payer {
  const [payer, ...others] = payersFrom(records);
  if (payer === undefined || others.length > 0) throw new Error(`${others.length + 1} payers`);
  return payer;
}

const payment = (amount: number, time: string, transaction?: string): NonNullable<PoolRecord['listed']>[number] => ({
  amount,
  time,
  ...(transaction === undefined ? {} : { transaction }),
});

describe('what pools paid', () => {
  it('adds up over pools', () => {
    expect(paidIn([recorded('nanopool', { paid: 92.5 }), recorded('HashVault', { paid: 5.25 })])).toBe(97.75);
  });
  it('is the largest of what one pool said at different times', () => {
    const payer = only([
      recorded('nanopool', { paid: 10, asked: '2018-01-01' }),
      recorded('nanopool', { paid: 25, payments: 30, asked: '2018-03-01' }),
      recorded('nanopool', { paid: 20, asked: '2018-02-01' }),
    ]);
    expect(payer).toMatchObject({ paid: 25, payments: 30 });
    expect(payer.contradicting).toBeUndefined();
  });
  it('knows one pool by its host and by its name', () => {
    expect(paidIn([recorded('SupportXMR', { paid: 3 }), recorded('pool.supportxmr.com', { paid: 3 })])).toBe(3);
  });
  it('does not count single payments beside their sum', () => {
    const listed = [payment(1, '2018-01-02', 'a'), payment(2, '2018-01-03', 'b')];
    expect(paidIn([recorded('nanopool', { paid: 5, listed })])).toBe(5);
    expect(paidIn([recorded('nanopool', { listed })])).toBe(3);
  });
  it('counts a transaction once, however often it is listed', () => {
    const first = recorded('nanopool', { listed: [payment(1, '2018-01-02', 'a'), payment(2, '2018-01-03', 'b')] });
    const second = recorded('nanopool', { listed: [payment(2, '2018-01-03', 'b'), payment(4, '2018-01-04', 'c')] });
    expect(paidIn([first, second])).toBe(7);
  });
  it('takes two names that list the same transaction for one pool', () => {
    const a = recorded('pool-a.example', { listed: [payment(2, '2018-01-03', 'b')] });
    const b = recorded('pool-b.example', { listed: [payment(2, '2018-01-03', 'b')] });
    expect(paidIn([a, b])).toBe(2);
  });
  it('takes payments without a transaction for the same where time and amount are', () => {
    const a = recorded('nanopool', { listed: [payment(2, '2018-01-03')] });
    expect(paidIn([a, recorded('nanopool', { listed: [payment(2, '2018-01-03'), payment(2, '2018-01-04')] })])).toBe(4);
  });
  it('is no sum where a pool gave none', () => {
    const payer = only([recorded('crypto-pool', { lastShare: '2017-10-03' })]);
    expect(payer.paid).toBeUndefined();
    expect(payer).toMatchObject({ first: '2017-10-03', last: '2017-10-03' });
  });
  it('keeps coins apart', () => {
    const totals = totalsOf(
      payersFrom([recorded('2Miners', { paid: 1 }), recorded('2Miners', { paid: 2, coin: 'zcash' })]),
    );
    expect(totals.map(({ coin, paid }) => [coin, paid])).toEqual([
      ['monero', 1],
      ['zcash', 2],
    ]);
  });
});

describe('records that contradict one another', () => {
  it('are all kept, and the lowest counts', () => {
    const payer = only([
      recorded('nanopool', { paid: 10, asked: '2018-01-01' }, 'one'),
      recorded('nanopool', { paid: 4, asked: '2018-02-01' }, 'another'),
    ]);
    expect(payer).toMatchObject({ paid: 4, contradicting: [4, 10] });
    expect(payer.records).toHaveLength(2);
  });
  it('are two sources without a date that differ', () => {
    expect(only([recorded('p', { paid: 1 }, 'one'), recorded('p', { paid: 2 }, 'another')])).toMatchObject({ paid: 1 });
  });
  it('are not two sources of which the later says more', () => {
    const payer = only([
      recorded('p', { paid: 1, asked: '2018-01-01' }, 'one'),
      recorded('p', { paid: 2, asked: '2018-01-02' }, 'another'),
    ]);
    expect(payer.paid).toBe(2);
    expect(payer.contradicting).toBeUndefined();
  });
  it('may be one record whose payments exceed its sum', () => {
    const listed = [payment(3, '2018-01-02', 'a')];
    expect(only([recorded('p', { paid: 1, listed })])).toMatchObject({ paid: 1, contradicting: [1, 3] });
  });
});

describe('whatever the records', () => {
  const day = fc.integer({ min: 10, max: 28 }).map((d) => `2018-01-${d}`);
  const amount = fc.integer({ min: 0, max: 1000 }).map((n) => n / 8);
  const said = fc.record(
    {
      paid: amount,
      asked: day,
      lastShare: day,
      listed: fc.array(fc.record({ amount, time: day, transaction: fc.constantFrom('a', 'b', 'c', 'd') }), {
        maxLength: 3,
      }),
    },
    { requiredKeys: [] },
  );
  const records = fc.array(
    fc
      .tuple(fc.constantFrom('p', 'q', 'r'), said, fc.constantFrom('one', 'another'))
      .map(([pool, what, source]) => recorded(pool, what, source)),
    { maxLength: 6 },
  );

  it('their order changes no sum', () => {
    fc.assert(
      fc.property(records, (list) => {
        expect(paidIn([...list].reverse())).toBeCloseTo(paidIn(list));
      }),
    );
  });
  it('the same records twice add nothing', () => {
    fc.assert(
      fc.property(records, (list) => {
        expect(paidIn([...list, ...list])).toBeCloseTo(paidIn(list));
      }),
    );
  });
  it('a pool that was not asked before adds what it paid', () => {
    fc.assert(
      fc.property(records, amount, (list, paid) => {
        expect(paidIn([...list, recorded('new', { paid })])).toBeCloseTo(paidIn(list) + paid);
      }),
    );
  });
  it('the sum is never more than what all records say together', () => {
    fc.assert(
      fc.property(records, (list) => {
        const all = list.reduce(
          (sum, { value }) =>
            sum +
            Math.max(
              value.paid ?? 0,
              (value.listed ?? []).reduce((s, one) => s + one.amount, 0),
            ),
          0,
        );
        expect(paidIn(list)).toBeLessThanOrEqual(all + 1e-9);
      }),
    );
  });
});
