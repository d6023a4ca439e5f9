import { expect, test } from 'vitest';
import type { Observation } from '../../model/observation.ts';
import { mostHeld, tellingAttempts } from './most-telling.ts';

/** Only what is weighed is stated. */
const attempt = (carries: string, i: number): Observation<'exploit-attempt'> =>
  ({ id: `o${i}`, kind: 'exploit-attempt', value: { carries } }) as unknown as Observation<'exploit-attempt'>;

test('few stay as they are, in their order', () => {
  const few = [attempt('probe', 1), attempt('miner', 2)];
  expect(tellingAttempts(few)).toEqual(few);
});

test('of many, those that carry most stay', () => {
  const many = Array.from({ length: 3 * mostHeld }, (_, i) => attempt(i === 2_999 ? 'miner' : 'probe', i));
  const held = tellingAttempts(many);
  expect(held).toHaveLength(mostHeld);
  expect(held[0]?.id).toBe('o2999');
});
