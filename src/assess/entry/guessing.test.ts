import { describe, expect, test } from 'vitest';
import { type Logged, makeLogCase, minersStart as miner } from '../../../tests/make-log-case.ts';
import { entry } from '../entry.ts';

function failed(times: number, start: string, end: string): Logged {
  return {
    in: 'auth.log',
    kind: 'login-event',
    value: { log: 'syslog', outcome: 'failed', service: 'ssh', times, start, end },
  };
}

const noise = failed(900, '2026-10-04T00:00:00.000Z', '2026-11-13T00:00:00.000Z');

function weighed(...seen: readonly Logged[]): string[] {
  const answer = entry.assess(
    makeLogCase(seen, [{ detector: 'miner-started', stage: 'configured', over: [seen.length - 1] }]),
  );
  return answer.weighing?.items.flatMap(({ indicator, says }) => (indicator === 'logins-guessed' ? [says] : [])) ?? [];
}

describe('failed logins', () => {
  test('of every day say nothing of the day on which the miner came', () => {
    expect(weighed(noise, miner)).toEqual([]);
  });

  test('say something where they came right before it', () => {
    const burst = failed(300, '2026-11-03T03:30:00.000Z', '2026-11-03T04:00:00.000Z');
    expect(weighed(burst, miner)).toEqual([expect.stringContaining('300 failed logins')]);
  });

  test('say something where there were many more on that day than on others', () => {
    const burst = failed(300, '2026-11-03T03:30:00.000Z', '2026-11-03T04:00:00.000Z');
    expect(weighed(noise, burst, miner)).toEqual([expect.stringContaining('on the day before it')]);
  });

  test('of another week say nothing', () => {
    expect(weighed(failed(3000, '2026-10-04T00:00:00.000Z', '2026-10-05T00:00:00.000Z'), miner)).toEqual([]);
  });

  test('of a few days say nothing where nobody knows when the miner came', () => {
    const undated = { ...miner, value: { log: 'audit-log', command: './xmrig -o x', why: ['mines'] } } as Logged; // no time
    expect(weighed(noise, undated)).toEqual([]);
  });
});
