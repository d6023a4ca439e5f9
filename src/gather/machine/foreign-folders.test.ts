import { expect, test } from 'vitest';
import { foreignFolders } from './foreign-folders.ts';

/** Paths that are one folder: the first one of each pair within the disk. */
const mounted = (same: readonly (readonly [string, string])[], views: readonly string[] = []): string[] => [
  ...foreignFolders('/mnt', {
    isSame: (one, other) => same.some(([a, b]) => a === one && b === other),
    isKernelView: (folder) => views.includes(folder),
  }),
];

test('a disk has none of this machine', () => {
  expect(mounted([])).toEqual([]);
});

test('what a rescue system mounted within the disk is its own', () => {
  const bound = ['dev', 'run'].map((name) => [`/mnt/${name}`, `/${name}`] as const);
  expect(mounted(bound, ['/mnt/proc', '/mnt/sys'])).toEqual(['proc', 'sys', 'dev', 'run']);
});

test('a pod that has its node’s root mounted sees the node', () => {
  expect(mounted([['/mnt/proc/1/root/', '/mnt']], ['/mnt/proc', '/mnt/sys'])).toEqual([]);
});

test('the root of this machine is this machine', () => {
  expect(
    mounted(
      [
        ['/mnt', '/'],
        ['/mnt/tmp', '/tmp'],
      ],
      ['/mnt/proc'],
    ),
  ).toEqual([]);
  expect([...foreignFolders('')]).toEqual([]);
});
