import { expect, it } from 'vitest';
import { machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import { immutableFiles } from './immutable.ts';

it('files that nobody may change are told openly where that has no use for anybody else', () => {
  const text =
    '----i---------e------- /etc/cron.d/x\n----i---------e------- /etc/resolv.conf\n--------------e------- /etc/i\nlsattr: Operation not supported\n';
  const machine = { ...machineOf({ '/etc/cron.d/x': 'x' }), state: { form: 'collection' as const } };
  const collected = machineOf({ '/live_response/system/immutable_files.txt': text }).tree;
  expect(runProbe(immutableFiles, { ...machine, collected })).toEqual([
    expect.objectContaining({ path: '/etc/cron.d/x', value: expect.objectContaining({ why: ['immutable'] }) }),
    { examine: '/etc/cron.d/x' },
    expect.objectContaining({ path: '/etc/resolv.conf', aside: true }),
    { looked: { at: 'immutable files', count: 2 } },
  ]);
});
