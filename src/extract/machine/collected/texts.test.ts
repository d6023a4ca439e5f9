import { expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import type { Told } from '../../../model/machine-units.ts';
import { collectedTexts } from './texts.ts';

const told = (collected: Files, copied: Files = {}): Told[] =>
  runProbe(collectedTexts, {
    ...machineOf(copied, { state: { form: 'collection' } }),
    collected: machineOf(collected).tree,
  });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it('what containers wrote is examined, and is no file of the machine', () => {
  const folder = '/live_response/containers';
  expect(
    told({
      [`${folder}/docker_container_logs_3f4d9a2b.txt`]: 'x',
      [`${folder}/podman_container_logs_77.txt`]: '',
      [`${folder}/docker_info.txt`]: 'y',
    }),
  ).toEqual([{ examine: 'docker logs 3f4d9a2b', bytes: expect.objectContaining({ length: 1 }) }]);
});

it('of histories there are gaps only where some are left out', () => {
  const rows = (count: number): string =>
    Array.from(
      { length: count },
      (_, i) => `${JSON.stringify({ Line: 'a', OSPath: `/home/u${i}/.bash_history` })}\n`,
    ).join('');
  const gaps = (count: number): number =>
    told({ '/results/Linux.Sys.BashHistory.json': rows(count) }).filter((one) => 'gap' in one).length;
  expect([gaps(200), gaps(201)]).toEqual([0, 1]);
});

it('lines of histories are put together again, where nobody copied the file', () => {
  const row = (OSPath: string, Line: string): string => `${JSON.stringify({ Line, OSPath })}\n`;
  const content = row('/root/.bash_history', 'a') + row('/home/b/.bash_history', 'c') + row('/root/.bash_history', 'b');
  expect(told({ '/results/Linux.Sys.BashHistory.json': content }, { '/home/b/.bash_history': 'c\n' })).toEqual([
    { examine: '/root/.bash_history', bytes: bytes('a\nb\n') },
    { looked: { at: 'listed histories', count: 2 } },
  ]);
});
