import { expect, test } from 'vitest';
import { incident } from '../../../tests/machine-incident.ts';
import type { OnMachine } from '../../../tests/make-machine-case.ts';
import { entry } from '../entry.ts';
import { strangersLogins } from './strangers.ts';

/** The miner was started as www-data at 03:14 that day. */
function login(over: Record<string, unknown> = {}): OnMachine {
  return {
    in: '/var/log/auth.log',
    kind: 'login-event',
    value: {
      log: 'syslog',
      start: '2026-11-19T03:10:00.000Z',
      outcome: 'worked',
      service: 'ssh',
      account: 'www-data',
      from: '203.0.113.9',
      newHere: true,
      ...over,
    },
  } as OnMachine; // a test may change any field
}

test('a login from a new place, as the account that then ran the miner, is the way in', () => {
  const answer = entry.assess(incident([], [login()]));
  expect(answer.hypotheses[0]?.id).toBe('login');
  expect(answer.says).toContain('203.0.113.9');
  expect(answer.timeline?.moments.find(({ role }) => role === 'way-in')?.says).toContain('203.0.113.9');
});

test.each([
  ['from a place that is known', { newHere: false }],
  ['of another account', { account: 'anna' }],
  ['hours before', { start: '2026-11-18T20:00:00.000Z' }],
  ['after the miner', { start: '2026-11-19T04:00:00.000Z' }],
  ['by a clock whose zone nobody knows', { clock: { zone: 'unknown' } }],
  ['that failed', { outcome: 'failed' }],
])('a login %s tells nothing of it', (_, over) => {
  expect(strangersLogins(incident([], [login(over)]))).toEqual([]);
});
