import { expect, test } from 'vitest';
import { machineOf } from '../../../tests/machine-tree.ts';
import { defaultLimits } from '../../model/limits.ts';
import { defineProbe, type Probe, type Told } from '../../model/machine-units.ts';
import { askProbes } from './probing.ts';

const telling = (id: string, told: readonly Told[], platform: Probe['platform'] = 'any'): Probe =>
  defineProbe({
    id,
    title: id,
    emits: [],
    platform,
    *probe() {
      yield* told;
    },
  });
const limits = { ...defaultLimits, wholeBytes: 100 };
const machine = machineOf({});
const value = { setting: 'x', value: '1', says: '', why: [] };

test('what probes tell is kept apart: sightings, files to examine, pieces, gaps, how much was looked at', async () => {
  const asked = await askProbes(
    machine,
    [
      telling('a', [
        { kind: 'machine-setting', value, path: '/x' },
        { examine: '/bin/b' },
        { examine: '/bin/a' },
        { looked: { at: 'cron entries', count: 2 } },
      ]),
      telling('b', [
        { examine: '/bin/b' },
        { examine: '/proc/7/cmdline', bytes: new Uint8Array(60) },
        { looked: { at: 'cron entries', count: 3 } },
        { gap: { code: 'malformed', what: 'broken', path: '/y' } },
      ]),
    ],
    [],
    limits,
  );
  expect(asked.sightings).toEqual([{ by: 'a', sighting: { kind: 'machine-setting', value, path: '/x' } }]);
  expect(asked.examine).toEqual(['/bin/b', '/bin/a']);
  expect(asked.pieces.map(({ path }) => path)).toEqual(['/proc/7/cmdline']);
  expect([...asked.looked]).toEqual([['cron entries', 5]]);
  expect(asked.misses).toEqual([{ gap: { code: 'malformed', what: 'broken', path: '/y' } }]);
});

test('one that crashes costs what it had still to tell, and is named', async () => {
  const crashing = defineProbe({
    id: 'crashing',
    title: '',
    emits: [],
    platform: 'any',
    *probe(): Generator<Told> {
      yield { examine: '/before' };
      throw new Error('a defect');
    },
  });
  const asked = await askProbes(machine, [crashing, telling('b', [{ examine: '/after' }])], [], limits);
  expect(asked.examine).toEqual(['/before', '/after']);
  expect(asked.misses).toEqual([{ gap: { code: 'crashed', what: 'a defect in crashing: a defect', path: '/' } }]);
});

test('probes of another system are not asked', async () => {
  const asked = await askProbes(machine, [telling('w', [{ examine: '/w' }], 'windows')], [], limits);
  expect(asked.examine).toEqual([]);
});

test('limits are gaps: pieces of memory, sightings, files that were wished for', async () => {
  const many = Array.from({ length: 20_001 }, (): Told => ({ kind: 'machine-setting', value, path: '/x' }));
  const asked = await askProbes(
    machine,
    [
      telling('a', [
        ...many,
        { examine: '/m', bytes: new Uint8Array(90) },
        { examine: '/n', bytes: new Uint8Array(90) },
      ]),
    ],
    [{ paths: [], left: 4 }],
    limits,
  );
  expect(asked.sightings).toHaveLength(20_000);
  expect(asked.misses.map(({ gap }) => gap.what)).toEqual([
    '/n is not examined: more than 100 bytes of memory and texts',
    '4 files that a would look at are left out',
    '1 things that a saw are left out',
  ]);
});
