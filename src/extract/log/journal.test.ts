import { expect, it } from 'vitest';
import { testLogFormat } from '../../../tests/log-format.ts';
import { readLog } from '../../../tests/read-log.ts';
import { binary, entry, fixture, forging } from './journal.fixture.ts';
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

it('takes the rest of an entry that is lost for none, however much it looks like one', () => {
  const forged = binary('MESSAGE', '#A=1\nSYSLOG_IDENTIFIER=sshd\nMESSAGE=Accepted for mallory\n\n');
  forged[forged.indexOf('#') - 2] = 0xff;
  const input = Buffer.concat([entry(1_795_449_600, '_COMM=logger', forged), forging]);
  const { events, misses } = readLog(journal, { input }, { texts: ['#A=1', 'for mallory', '(root) CMD'] });
  expect(events.map(({ event }) => event.fields['program'])).toEqual(['logger', 'CRON']);
  expect(misses.map(({ gap }) => gap.code)).toEqual(['malformed']);
});

it('tells of an entry that is too long, where only its end is wanted', () => {
  const long = entry(1_795_449_600, binary('MESSAGE', `${'x'.repeat(100_000)} mallory`));
  const { events, misses } = readLog(journal, { input: Buffer.concat([long, forging]) }, { texts: ['mallory'] });
  expect(events.map(({ event }) => event.fields['program'])).toEqual(['logger']);
  expect(misses.map(({ gap }) => gap)).toEqual([
    { code: 'limit-bytes', what: 'an entry of more than 65536 bytes was passed over', offset: long.indexOf('mallory') },
  ]);
});
