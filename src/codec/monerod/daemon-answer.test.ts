import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCoinbaseSum } from './coinbase-sum.ts';
import { readDaemonAnswer } from './daemon-answer.ts';

/** As a node on the main network would have answered at the end of January 2018; fields that nobody reads are left out. */
const info = {
  difficulty: 88_340_000_000,
  height: 1_499_600,
  target: 120,
  nettype: 'mainnet',
  adjusted_time: Date.UTC(2018, 0, 31, 12) / 1000,
  status: 'OK',
};
const header = {
  difficulty: 88_340_000_000,
  height: 1_499_599,
  major_version: 6,
  reward: 5_365_000_000_000,
  timestamp: Date.UTC(2018, 0, 31, 11, 59) / 1000,
};
const answered = (result: object): object => ({ id: '0', jsonrpc: '2.0', result });

describe('get_info', () => {
  const expected = {
    difficulty: 88_340_000_000,
    height: 1_499_599,
    blockSeconds: 120,
    date: '2018-01-31T12:00:00.000Z',
    network: 'mainnet',
  };
  it.each([
    ['within its envelope', answered(info)],
    ['without one', info],
  ])('is read %s', (_, answer) => {
    expect(readDaemonAnswer(answer)).toEqual({ status: 'ok', value: expected });
  });
  it('takes the network of an old node from its flags', () => {
    const { nettype: _, ...old } = info;
    expect(readDaemonAnswer({ ...old, stagenet: true, mainnet: false })).toMatchObject({
      value: { network: 'stagenet' },
    });
    expect(readDaemonAnswer(old)).toMatchObject({ value: { network: 'unknown' } });
  });
  it('takes a difficulty beyond 64 bits from its wide form, or else from its halves', () => {
    const wide = { ...info, difficulty: 5, difficulty_top64: 1 };
    expect(readDaemonAnswer({ ...wide, wide_difficulty: '0x20000000000000000' })).toMatchObject({
      value: { difficulty: 2 ** 65 },
    });
    expect(readDaemonAnswer(wide)).toMatchObject({ value: { difficulty: 2 ** 64 + 5 } });
  });
});

describe("a block's header", () => {
  it('gives the reward in whole coins, and names no network', () => {
    expect(readDaemonAnswer(answered({ block_header: header, status: 'OK' }))).toEqual({
      status: 'ok',
      value: {
        difficulty: 88_340_000_000,
        height: 1_499_599,
        reward: 5.365,
        blockSeconds: 120,
        date: '2018-01-31T11:59:00.000Z',
        network: 'unknown',
      },
    });
  });
  it('is of a minute where its version is the first', () => {
    const first = { ...header, major_version: 1, height: 0, timestamp: 0 };
    const read = readDaemonAnswer({ block_header: first });
    expect(read).toMatchObject({ value: { blockSeconds: 60, height: 0 } });
    expect(read).not.toHaveProperty('value.date');
  });
});

describe('what cannot be taken', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', '{"difficulty":1}'],
    ['a list', [info]],
    ['another answer', answered({ count: 4 })],
  ])('%s is no such answer', (_, answer) => {
    expect(readDaemonAnswer(answer)).toEqual({ status: 'not-this-format' });
  });
  it.each<[string, unknown, string]>([
    ['an error', { jsonrpc: '2.0', error: { code: -9, message: 'Core is busy' } }, 'answered with an error'],
    ['a busy node', { ...info, status: 'BUSY' }, 'not ready'],
    ['an answer passed on', { ...info, untrusted: true }, 'untrusted'],
    ['no difficulty', { ...info, difficulty: 0 }, 'difficulty'],
    ['a difficulty in words', { ...info, difficulty: 'much' }, 'difficulty'],
    ['a wide difficulty that is none', { ...info, wide_difficulty: '0xzz' }, 'difficulty'],
    ['no blocks', { ...info, height: 0 }, 'height'],
    ['no time between blocks', { ...info, target: 0 }, 'target'],
    ['a negative reward', { block_header: { ...header, reward: -1 } }, 'reward'],
    ['a height with a fraction', { block_header: { ...header, height: 1.5 } }, 'height'],
  ])('%s is malformed, and why is said', (_, answer, words) => {
    expect(readDaemonAnswer(answer)).toMatchObject({ status: 'malformed', what: expect.stringContaining(words) });
  });
  it('never throws, and gives only finite numbers', () => {
    const value = fc.oneof(fc.jsonValue(), fc.bigInt(), fc.double(), fc.constant('0xffffffffffffffff'));
    const keys = [...Object.keys(info), ...Object.keys(header), 'wide_difficulty', 'difficulty_top64', 'untrusted'];
    const fields = fc.dictionary(fc.constantFrom(...keys), value);
    fc.assert(
      fc.property(fields, fc.boolean(), (odd, asHeader) => {
        const read = readDaemonAnswer(asHeader ? { block_header: { ...header, ...odd } } : { ...info, ...odd });
        if (read.status !== 'ok') return;
        expect(Number.isFinite(read.value.difficulty) && read.value.difficulty > 0).toBe(true);
        expect(read.value.height).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('get_coinbase_tx_sum', () => {
  it('keeps every digit of sums that a JSON number would round', () => {
    const sum = {
      emission_amount: 18_132_000_000_000_000_000,
      fee_amount: 7,
      wide_emission_amount: '0xfba14bd9a6c2f001',
    };
    expect(readCoinbaseSum(answered(sum))).toEqual({
      status: 'ok',
      value: { emission: 0xfba14bd9a6c2f001n, fees: 7n },
    });
  });
  it('is another answer, or a broken one', () => {
    expect(readCoinbaseSum(info)).toEqual({ status: 'not-this-format' });
    expect(readCoinbaseSum({ emission_amount: 'all', fee_amount: 0 })).toMatchObject({ status: 'malformed' });
    expect(readCoinbaseSum({ emission_amount: 1 })).toMatchObject({ status: 'malformed' });
  });
});
