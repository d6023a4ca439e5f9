import { expect, test } from 'vitest';
import { testLogFormat } from '../../../tests/log-format.ts';
import { readLog } from '../../../tests/read-log.ts';
import { fixture } from './iis-log.fixture.ts';
import { iisLog } from './iis-log.ts';

testLogFormat(iisLog, fixture);

test('columns that change are known, too, where only lines with something in them are read', () => {
  const input = `#Fields: time c-ip\n16:00:00 192.0.2.1\n#Date: 2026-11-23 16:00:00\n#Fields: time cs-method\n16:00:01 GET\n16:00:02 PROPFIND\n`;
  const { events } = readLog(iisLog, { input }, { texts: ['PROPFIND'] });
  expect(events.map(({ event }) => [event.time?.ms, event.fields])).toEqual([
    [Date.parse('2026-11-23T16:00:02Z'), { 'cs-method': 'PROPFIND' }],
  ]);
});
