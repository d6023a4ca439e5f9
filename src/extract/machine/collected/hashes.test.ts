import { expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import type { Told } from '../../../model/machine-units.ts';
import { collectedHashes } from './hashes.ts';

const list = '/live_response/process/hash_running_processes';
const told = (collected: Files, copied: Files): Told[] =>
  runProbe(collectedHashes, {
    ...machineOf(copied, { state: { form: 'collection', collector: 'uac' } }),
    collected: machineOf(collected).tree,
  });

it('hashes of programs that nobody copied are told, openly where they were deleted', () => {
  const copied: Files = {
    '/proc/1/exe': { link: '/usr/bin/own' },
    '/usr/bin/own': 'x',
    '/proc/7/exe': { link: '/var/tmp/x (deleted)' },
    '/proc/8/exe': { link: '/opt/app/y' },
  };
  const [one, other] = ['a'.repeat(40), 'b'.repeat(64)];
  const lines = (hash: string): string => ['1', '7', '8', '9'].map((pid) => `${hash}  /proc/${pid}/exe\n`).join('');
  expect(told({ [`${list}.sha1`]: lines(one), [`${list}.sha256`]: `${lines(other)}x\n` }, copied)).toEqual([
    {
      kind: 'file-trace',
      path: '/var/tmp/x',
      value: expect.objectContaining({ sha1: one, sha256: other, why: ['deleted-but-open'] }),
    },
    {
      kind: 'file-trace',
      path: '/opt/app/y',
      value: expect.objectContaining({ sha1: one, sha256: other }),
      aside: true,
    },
  ]);
});
