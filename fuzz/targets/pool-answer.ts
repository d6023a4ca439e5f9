import * as recorded from '../../src/codec/pool-answer/pool-answer.fixture.ts';
import { readPoolAnswer } from '../../src/codec/pool-answer/pool-answer.ts';
import type { FuzzTarget } from '../target.ts';

export const target: FuzzTarget = {
  id: 'pool-answer',
  seeds: () => Object.values(recorded).map((answer) => new TextEncoder().encode(JSON.stringify(answer))),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    const result = readPoolAnswer(text, { pool: 'any', coin: 'monero', address: '4example' });
    if (result.status !== 'ok') return;
    const { paid = 0, due = 0, hashRate = 0, payments = 0, listed = [] } = result.value;
    const numbers = [paid, due, hashRate, payments, ...listed.map(({ amount }) => amount)];
    if (!numbers.every((number) => Number.isFinite(number) && number >= 0)) throw new Error('a number that is none');
    if (listed.some(({ time }) => Number.isNaN(Date.parse(time)))) throw new Error('a time that is none');
  },
};
