import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as recorded from './pool-answer.fixture.ts';
import { type PoolAnswer, readPoolAnswer } from './pool-answer.ts';

function asked(pool: string, coin = 'monero'): Parameters<typeof readPoolAnswer>[1] {
  return { pool, coin, address: '4example' };
}

function read(answer: unknown, pool = 'a pool', coin?: string): PoolAnswer {
  const result = readPoolAnswer(answer, asked(pool, coin));
  if (result.status !== 'ok') throw new Error(`${result.status}: ${'what' in result ? result.what : ''}`);
  return result.value;
}

function refused(answer: unknown, coin?: string): string {
  const result = readPoolAnswer(answer, asked('a pool', coin));
  return 'what' in result ? result.what : result.status;
}

describe('a recorded answer of a pool', () => {
  it('of Nanopool gives balance, hash rate, workers and the latest share', () => {
    expect(read(recorded.nanopoolUser)).toEqual({
      shape: 'nanopool',
      due: 0.3125,
      hashRate: 4210.5,
      workers: ['rig1', 'rig2'],
      lastShare: '2018-05-01T10:00:00Z',
    });
  });
  it('of Nanopool lists its payments in whole coins', () => {
    expect(read(recorded.nanopoolPayments).listed).toEqual([
      { amount: 1.000000000001, time: '2018-04-30T23:00:00Z', transaction: 'ab'.repeat(32) },
      { amount: 2.5, time: '2018-04-29T23:00:00Z', transaction: 'cd'.repeat(32) },
    ]);
  });
  it('of Nanopool counts Ethereum hash rates in millions', () => {
    expect(read({ status: true, data: { balance: '0.5', hashrate: '21.5' } }, 'nanopool', 'ethereum').hashRate).toBe(
      21_500_000,
    );
  });
  it('of Nanopool with a hash rate in an unsure unit leaves it out', () => {
    const answer = read({ status: true, data: { balance: 1, hashrate: 21.5 } }, 'nanopool', 'ravencoin');
    expect(answer).toEqual({ shape: 'nanopool', due: 1 });
  });

  it('of nodejs-pool turns the smallest parts into whole coins', () => {
    expect(read(recorded.nodejsPoolStats)).toEqual({
      shape: 'nodejs-pool',
      paid: 5.3672685691,
      payments: 7,
      due: 0.012,
      hashRate: 1500,
      lastShare: '2018-04-17T12:00:00Z',
    });
  });
  it('of nodejs-pool with an empty cache says what is left', () => {
    const answer = read({ hash: false, lastHash: null, totalHashes: null, amtPaid: 0, amtDue: 0, txnCount: 0 });
    expect(answer).toEqual({ shape: 'nodejs-pool', paid: 0, payments: 0, due: 0 });
  });
  it('of nodejs-pool lists payments and workers', () => {
    expect(read(recorded.nodejsPoolPayments).listed).toEqual([
      { amount: 0.5, time: '2018-04-01T00:00:00Z', transaction: 'ef'.repeat(32) },
    ]);
    expect(read(recorded.nodejsPoolWorkers)).toMatchObject({ workers: ['WIN-1', 'WIN-2'], hashRate: 900 });
  });

  it('of HashVault takes what was paid and what is owed', () => {
    expect(read(recorded.hashVaultStats)).toEqual({
      shape: 'hashvault',
      paid: 3.25,
      payments: 9,
      due: 0.125,
      hashRate: 12_000,
      workers: ['a', 'b'],
      lastShare: '2025-06-01T00:00:01Z',
    });
  });

  it('of 2Miners uses the units of the coin', () => {
    expect(read(recorded.twoMinersAccount, '2Miners', 'monero')).toMatchObject({ paid: 2, due: 0.001, payments: 2 });
    expect(read(recorded.twoMinersAccount, '2Miners', 'ethereum')).toMatchObject({ paid: 2000, due: 1 });
  });
  it('of 2Miners for an account that was never paid says so', () => {
    const answer = read({
      stats: { balance: 5e9, lastShare: 0 },
      payments: null,
      paymentsTotal: 0,
      currentHashrate: 7,
    });
    expect(answer).toEqual({ shape: 'open-ethereum-pool', paid: 0, payments: 0, due: 0.005, hashRate: 7 });
  });

  it('of a cryptonote pool reads numbers that are text, and payments in pairs', () => {
    expect(read(recorded.cryptonoteAddress)).toEqual({
      shape: 'cryptonote-pool',
      paid: 1.5,
      listed: [
        { amount: 1, time: '2017-10-02T00:00:00Z', transaction: '01'.repeat(32) },
        { amount: 0.5, time: '2017-10-01T00:00:00Z', transaction: '02'.repeat(32) },
      ],
      due: 0.25,
      hashRate: 1250,
      workers: ['rig'],
      lastShare: '2017-10-03T00:00:00Z',
    });
  });
  it('of a cryptonote pool may be the list of payments alone', () => {
    expect(read(recorded.cryptonotePayments)).toMatchObject({ shape: 'cryptonote-pool', listed: [{ amount: 1 }] });
  });

  it('that is an empty list is told by the name of the pool', () => {
    expect(read([], 'SupportXMR')).toEqual({ shape: 'nodejs-pool', listed: [] });
    expect(read([], 'pool.example')).toEqual({ shape: 'cryptonote-pool', listed: [] });
  });
  it('may be given as text', () => {
    expect(read(JSON.stringify(recorded.nodejsPoolStats)).paid).toBe(5.3672685691);
  });
});

describe('an answer that is none', () => {
  it.each([
    [{ error: 'Not found' }, 'Not found'],
    [{ status: false, error: 'Account not found' }, 'Account not found'],
    [{ success: false, msg: 'no such wallet' }, 'no such wallet'],
    [{ status: false }, 'no reason given'],
  ])('%j is the error that the pool gave', (answer, reason) => {
    expect(refused(answer)).toBe(`the pool answered with an error: ${reason}`);
  });
  it('is a web page', () => {
    expect(refused('  <!doctype html><p>404')).toContain('web page');
  });
  it('is cut JSON', () => {
    expect(refused('{"amtPaid":1')).toContain('no JSON');
  });
  it.each([[undefined], [null], [7], [true], [{}], [{ stats: 1 }], [{ status: true }], [[1, 2]], [[null]]])(
    'is %j',
    (answer) => {
      expect(refused(answer)).toBe('not-this-format');
    },
  );
  it('is of a coin whose units are not known', () => {
    expect(refused(recorded.nodejsPoolStats, 'nonsensecoin')).toContain('units of nonsensecoin');
  });

  const stats = recorded.nodejsPoolStats;
  it.each([
    [{ ...stats, amtPaid: -1 }, 'amtPaid is below zero'],
    [{ ...stats, amtPaid: 'much' }, 'amtPaid is no number'],
    [{ ...stats, amtPaid: Number.NaN }, 'amtPaid is no number'],
    [{ ...stats, amtPaid: 1e30 }, 'amtPaid is more than was ever issued of that coin'],
    [{ ...stats, txnCount: 1.5 }, 'txnCount is no whole number'],
    [{ ...stats, lastHash: 12 }, 'lastHash is a time at which there was no mining'],
    [{ ...stats, hash: 1e30 }, 'hash is faster than anything can be'],
    [[{ ts: 1500000000, amount: 1, txnHash: 'f'.repeat(300) }], 'txnHash is longer than 256 characters'],
    [[{ ts: null, amount: 1 }], 'a payment has no amount or no time'],
    [Array(5001).fill({ ts: 1500000000, amount: 1 }), 'payments lists more than 5000'],
  ])('because of one field: case %#', (answer, what) => {
    expect(refused(answer)).toBe(what);
  });
});

it('no answer whatever makes the reader throw, or give a number that is none', () => {
  const names = ['stats', 'data', 'status', 'revenue', 'amtPaid', 'amtDue', 'payments', 'balance', 'paid', 'workers'];
  const answers = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), tie('object'), fc.array(tie('value'), { maxLength: 4 })),
    object: fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('value'), { maxKeys: 6 }),
  }));
  fc.assert(
    fc.property(answers.value, (answer) => {
      const result = readPoolAnswer(answer, asked('any'));
      if (result.status !== 'ok') return;
      const { paid = 0, due = 0, hashRate = 0, payments = 0, listed = [] } = result.value;
      for (const number of [paid, due, hashRate, payments, ...listed.map(({ amount }) => amount)])
        expect(Number.isFinite(number) && number >= 0).toBe(true);
    }),
  );
});
