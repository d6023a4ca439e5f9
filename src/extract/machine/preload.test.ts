import { expect, test } from 'vitest';
import { machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { preload } from './preload.ts';

test('a library that every program loads is told openly, and asked for', () => {
  const found = openSightings(preload, {
    '/etc/ld.so.preload': '\n/usr/local/lib/libprocesshider.so\n',
    '/usr/local/lib/libprocesshider.so': '\x7fELF',
  });
  expect(found).toMatchObject([
    { path: '/etc/ld.so.preload', line: 2, value: { programs: ['/usr/local/lib/libprocesshider.so'] } },
  ]);
  expect(found).toMatchObject([because('loads-into-everything')]);
});

test('a library that is gone, one in a temporary folder, and one of every service are told openly', () => {
  expect(
    openSightings(preload, {
      '/etc/ld.so.preload': '/lib/libx.so.1:/tmp/libjemalloc.so\n',
      '/etc/ld.so.conf.d/x.conf': '/var/tmp/lib\n',
      '/etc/systemd/system.conf': '[Manager]\nDefaultEnvironment="LD_PRELOAD=/opt/x/liby.so"\n',
    }),
  ).toMatchObject([
    because('loads-into-everything', 'program-missing', 'from-temporary-folder'),
    because('from-temporary-folder'),
    because('loads-into-everything'),
  ]);
});

test('an allocator that an administrator preloads is told aside', () => {
  const files = {
    '/etc/ld.so.preload': '# faster\n/usr/lib/x86_64-linux-gnu/libjemalloc.so.2\n',
    '/usr/lib/x86_64-linux-gnu/libjemalloc.so.2': '',
    '/etc/ld.so.conf': 'include /etc/ld.so.conf.d/*.conf\n',
    '/etc/ld.so.conf.d/libc.conf': '/usr/local/lib\n',
  };
  expect(sightings(preload, files)).toMatchObject([{ aside: true }]);
});

test('a name without a folder is told by its name alone', () => {
  expect(openSightings(preload, { '/etc/ld.so.preload': 'libhide.so\n' })).toMatchObject([
    because('loads-into-everything'),
  ]);
  expect(openSightings(preload, { '/etc/ld.so.preload': 'libstdc++.so.6\n' })).toEqual([]);
});

test('behind a zero byte nothing is a library, as the loader has it', () => {
  const told = runProbe(preload, machineOf({ '/etc/ld.so.preload': '/opt/a.so\n\0/opt/b.so\n/opt/c.so\n' }));
  expect(told.filter((one) => 'gap' in one)).toMatchObject([{ gap: { code: 'malformed' } }]);
  const libraries = told.flatMap((one) =>
    'kind' in one && one.kind === 'autostart' ? (one.value.programs ?? []) : [],
  );
  expect(libraries).toEqual(['/opt/a.so']);
});
