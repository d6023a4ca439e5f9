import { expect, test } from 'vitest';
import { sightings } from '../../../tests/told.ts';
import { ebpf } from './ebpf.ts';

test('pinned programs and processes that hold some are told aside', () => {
  const files = {
    '/sys/fs/bpf/cilium/globals/map': '',
    '/sys/fs/bpf/hook': '',
    '/proc/7/comm': 'loader\n',
    '/proc/7/fd/3': { link: 'anon_inode:bpf-prog' },
    '/proc/7/fd/4': { link: '/dev/null' },
    '/proc/7/fdinfo/3': 'pos:\t0\nprog_type:\t2\n',
  };
  expect(sightings(ebpf, files, { running: {} })).toMatchObject([
    { aside: true, path: '/sys/fs/bpf/hook' },
    { aside: true, value: { name: 'cilium/globals/map' } },
    { aside: true, path: '/proc/7', value: { name: 'loader', entry: expect.stringContaining('probe of the kernel') } },
  ]);
});

test('a machine without any tells of none', () => {
  expect(sightings(ebpf, { '/proc/7/comm': 'sh\n' }, { running: {} })).toEqual([]);
});
