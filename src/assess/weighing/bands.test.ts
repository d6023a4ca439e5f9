import { expect, it } from 'vitest';
import { bandOf } from './bands.ts';

it.each([
  [0.99, 'almost certain'],
  [0.95, 'almost certain'],
  [0.949, 'very likely'],
  [0.801, 'very likely'],
  [0.8, 'likely'],
  [0.55, 'likely'],
  [0.549, 'roughly even chance'],
  [0.45, 'roughly even chance'],
  [0.449, 'unlikely'],
  [0.2, 'unlikely'],
  [0.199, 'very unlikely'],
  [0.05, 'very unlikely'],
  [0.049, 'almost no chance'],
  [0.01, 'almost no chance'],
])('calls %f “%s”, as ICD 203 does', (probability, words) => {
  expect(bandOf(probability)).toBe(words);
});
