import { expect, test } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import type { Told } from '../../../model/machine-units.ts';
import { collectedCron } from './cron-rows.ts';

const path = '/results/Linux.Sys.Crontab%2FCronTabs.json';
const row = (values: object): string => `${JSON.stringify(values)}\n`;
const every = { Minute: '*/5', Hour: '*', DayOfMonth: '*', Month: '*', DayOfWeek: '*' };
const told = (text: string, copied: Files = {}): Told[] =>
  runProbe(collectedCron, { ...machineOf(copied), collected: machineOf({ [path]: text }).tree });

test('an entry of the system has its user, one of a user’s own table its whole command', () => {
  const all = told(
    row({ ...every, User: 'www-data', Command: '/var/tmp/.cache/x', Path: '/etc/cron.d/update' }) +
      row({ ...every, User: '/tmp/y', Command: '-o z', Path: '/var/spool/cron/crontabs/app' }),
  );
  expect(all).toContainEqual(
    expect.objectContaining({
      kind: 'autostart',
      path: '/etc/cron.d/update',
      value: expect.objectContaining({
        user: 'www-data',
        starts: '/var/tmp/.cache/x',
        when: '*/5 * * * *',
        why: expect.arrayContaining(['from-temporary-folder']),
      }),
    }),
  );
  expect(all).toContainEqual(
    expect.objectContaining({ value: expect.objectContaining({ user: 'app', starts: '/tmp/y -o z' }) }),
  );
  expect(all).toContainEqual({ looked: { at: 'cron entries', count: 2 } });
});

test('a table that was copied is read there, and lines that are no rows are counted', () => {
  const text = `${row({ ...every, User: 'root', Command: '/tmp/x', Path: '/etc/crontab' })}{"Path":1}\nx\n`;
  expect(told(text, { '/etc/crontab': '' })).toEqual([
    { gap: { code: 'malformed', what: '2 lines are no rows of the table', path } },
  ]);
  expect(runProbe(collectedCron, machineOf({}))).toEqual([]);
});
