import { expect, it } from 'vitest';
import { testLogFormat } from '../../../tests/log-format.ts';
import { readLog } from '../../../tests/read-log.ts';
import { fixture } from './syslog.fixture.ts';
import { syslog } from './syslog.ts';

testLogFormat(syslog, fixture);

it('guesses the year, says so, and that no zone is known', () => {
  const input = 'Dec 31 23:59:59 box cron[1]: a\nJan  1 00:00:01 box cron[1]: b\n';
  const { events } = readLog(syslog, { input }, { latest: '2026-03-01T00:00:00Z' });
  expect(events.map(({ event }) => event.time)).toEqual([
    { ms: Date.UTC(2025, 11, 31, 23, 59, 59), zoneUnknown: true, yearGuessed: true },
    { ms: Date.UTC(2026, 0, 1, 0, 0, 1), zoneUnknown: true, yearGuessed: true },
  ]);
});

it('reads on behind a line that is too long, one that was cut, and one with another log’s escapes', () => {
  const good = 'Nov 23 16:00:01 box sshd[7]: Accepted password for root from 192.0.2.10 port 22 ssh2';
  const input = `${good}\nNov 23 16:00:01 box x: ${'y'.repeat(200_000)}\n\u001b[31mNov 99\n${good}\nNov 23 16:0`;
  const { events, misses } = readLog(syslog, { input });
  expect(events.map(({ event }) => event.fields['program'])).toEqual(['sshd', 'sshd']);
  expect(misses).toMatchObject([{ gap: { code: 'limit-bytes' } }]);
});
