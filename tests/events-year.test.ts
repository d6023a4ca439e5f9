/** A year of an ordinary server: scanned every day, broken into never. Nothing of it is an entry. */
import { describe, expect, it } from 'vitest';
import { day } from './stories/clock.ts';
import { auditNoise, authNoise, combined, visits, written } from './stories/noise.ts';
import { reportOn } from './stories/told.ts';
import { triedAndFailed } from './stories/tried.ts';

const ends = Date.UTC(2026, 10, 6);
const begins = ends - 365 * day;
const files = {
  'var/log/nginx/access.log': written(
    [...visits(begins, ends, 0.5, 1), ...triedAndFailed(begins, ends, 0.3, 2)].map(combined),
  ),
  'var/log/auth.log': written(authNoise(begins, ends, 'shop01', 3)),
  // Records of every start would be gigabytes in a year.
  'var/log/audit/audit.log': written(auditNoise(ends - 7 * day, ends, 4)),
};

describe('a year of ordinary logs', async () => {
  const report = await reportOn(files, ends);

  it('gives no entry and no miner', () => {
    expect(report.findings.map(({ detector, title }) => `${detector}: ${title}`)).toEqual([]);
    expect(report.verdict.stage).toBe('none');
  });
  it('tells of attempts and of failures, joined, and of few of them', () => {
    const counts = new Map<string, number>();
    for (const { kind } of report.observations) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    expect(counts.get('exploit-attempt') ?? 0).toBeLessThan(120);
    expect(counts.get('login-event') ?? 0).toBeLessThan(120);
    expect(counts.get('process-start') ?? 0).toBe(0);
  });
});
