import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { modules } from './modules.ts';

const listed = 'xfs 1 0 - Live 0x0\nnvidia 1 0 - Live 0x0 (POE)\n';

test('a module that runs and is missing from the list is told openly', () => {
  const files = {
    '/proc/modules': listed,
    '/sys/module/xfs/initstate': 'live\n',
    '/sys/module/nvidia/initstate': 'live\n',
    '/sys/module/netfilterd/initstate': 'live\n',
    '/sys/module/kernel/parameters/x': '1',
  };
  expect(openSightings(modules, files, { running: {} })).toMatchObject([
    { path: '/sys/module/netfilterd', ...because('hides', 'kernel-extended') },
  ]);
});

test('a known rootkit that is to be loaded, or lies somewhere, is told openly', () => {
  expect(
    openSightings(modules, {
      '/etc/modules-load.d/x.conf': '# x\ndiamorphine\n',
      '/home/ann/diamorphine.ko': '\x7fELF',
    }),
  ).toMatchObject([{ line: 2, ...because('loads-into-everything') }, because('loads-into-everything')]);
});

test('modules that are loaded at the start and a tainted kernel are told aside', () => {
  const files = {
    '/etc/modules-load.d/k8s.conf': 'overlay\nbr_netfilter\n',
    '/proc/modules': listed,
    '/sys/module/xfs/initstate': 'live\n',
    '/proc/sys/kernel/tainted': '12289\n',
    '/lib/modules/6.1.0/updates/dkms/nvidia.ko': '',
  };
  expect(openSightings(modules, files)).toEqual([]);
  expect(sightings(modules, files)).toMatchObject([
    { value: { name: 'overlay' } },
    { value: { name: 'br_netfilter' } },
    { value: { setting: 'kernel.tainted', says: expect.stringContaining('nvidia') } },
  ]);
});

test('a machine whose list of modules cannot be read has no hidden ones', () => {
  expect(sightings(modules, { '/sys/module/xfs/initstate': 'live\n' })).toEqual([]);
});
