import { expect, test } from 'vitest';
import { defaultLimits } from '../model/limits.ts';
import { Ledger } from './ledger.ts';

test('a gap has an offset only where a report can hold it', () => {
  const ledger = new Ledger(defaultLimits);
  ledger.enter({ name: 'a', kind: 'data', size: 1 });
  for (const offset of [0, 7, 2 ** 60, -1, Number.NaN, 1.5]) ledger.miss(0, 'malformed', `at ${offset}`, offset);
  expect(ledger.examined().gaps.map(({ offset }) => offset)).toEqual([
    0,
    7,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
