import { expect, it } from 'vitest';
import { testLogFormat } from '../../../tests/log-format.ts';
import { readLog } from '../../../tests/read-log.ts';
import { fixture, forging } from './journal.fixture.ts';
import { journal } from './journal.ts';

testLogFormat(journal, fixture);

it('takes no entry within a field for one, where only those with something in them are wanted', () => {
  const { events } = readLog(journal, { input: forging }, { texts: ['mallory', '(root) CMD'] });
  expect(events.map(({ event }) => event.fields['program'])).toEqual(['logger', 'CRON']);
});

it('reads on behind an entry whose length lies, and one that is cut', () => {
  const lying = Uint8Array.from(forging);
  lying[forging.indexOf('MESSAGE\n') + 8 + 6] = 0xff;
  const { events, misses } = readLog(journal, { input: Uint8Array.from([...lying, ...forging.subarray(0, 60)]) });
  expect(events.length).toBeGreaterThanOrEqual(3);
  expect(misses).toHaveLength(2);
});
