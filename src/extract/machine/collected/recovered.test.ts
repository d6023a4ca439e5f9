import { expect, test } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import type { Told } from '../../../model/machine-units.ts';
import { recovered } from './recovered.ts';

const told = (collected: Files): Told[] =>
  runProbe(recovered, {
    ...machineOf({ '/proc/7/exe': { link: '/tmp/x (deleted)' }, '/proc/8/exe': { link: '/tmp/x (deleted)' } }),
    collected: machineOf(collected).tree,
  });
const text = (one: Told | undefined): string =>
  one && 'examine' in one ? `${one.examine}: ${new TextDecoder().decode(one.bytes)}` : '';

test('a program that UAC saved is examined as the process’s own, its bytes in order', () => {
  const all = told({ '/live_response/process/proc/7/recovered_exe.dd.swab': 'ehllo' });
  expect(text(all[0])).toBe('/proc/7/exe: hello');
  expect(all[1]).toEqual({ looked: { at: 'recovered files', count: 1 } });
});

test('a program of many processes is examined once, open files each', () => {
  const all = told({
    '/live_response/process/proc/7/recovered_exe.dd.swab': 'ab',
    '/live_response/process/proc/8/recovered_exe.dd.swab': 'ab',
    '/live_response/process/proc/8/fd/3/recovered_file.dd': 'config',
    '/live_response/process/proc/x/recovered_exe.dd.swab': 'ab',
  });
  expect(all.map(text).filter((one) => one !== '')).toEqual(['/proc/7/exe: ba', '/proc/8/fd/3: config']);
});

test('nothing is recovered where nothing was collected', () => {
  expect(told({})).toEqual([]);
  expect(runProbe(recovered, machineOf({}))).toEqual([]);
});
