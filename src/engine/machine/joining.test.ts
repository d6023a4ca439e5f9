import { expect, test } from 'vitest';
import type { Examined } from '../ledger.ts';
import { joined } from './joining.ts';
import type { Probed } from './probing.ts';

const source: Examined = {
  artifacts: [{ name: '/etc/cron.d/x', kind: 'config', size: 9 }],
  seen: [
    {
      artifact: 0,
      by: 'argv',
      sighting: { kind: 'mining-term', value: { term: 't', category: 'pool' }, offset: 2, length: 1 },
    },
  ],
  gaps: [],
  bytes: 9,
};
const value = { setting: 'x', value: '1', says: '', why: [] };
const setting = (path: string, more: object = {}): Probed => ({
  by: 'tuning',
  sighting: { kind: 'machine-setting', value, path, ...more },
});

test('a file that was examined and told of is one artifact', () => {
  const [one, ...others] = joined([source], [setting('/etc/cron.d/x', { offset: 4, length: 2, line: 3 })]);
  expect(others).toEqual([]);
  expect(one?.artifacts).toHaveLength(1);
  expect(one?.seen).toMatchObject([{ by: 'argv' }, { by: 'tuning', artifact: 0, sighting: { offset: 4, line: 3 } }]);
});

test('what stands in no file that was examined has an artifact of its own, and no place in bytes', () => {
  const [, one] = joined([source], [setting('/proc/7', { aside: true })]);
  expect(one).toMatchObject({
    artifacts: [{ name: '/proc/7', kind: 'process' }],
    seen: [],
    asides: [{ by: 'tuning', unplaced: true }],
  });
});
