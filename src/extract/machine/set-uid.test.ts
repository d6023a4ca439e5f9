import { expect, test } from 'vitest';
import { machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { setUid } from './set-uid.ts';

const program = (text: string, mode: number): { content: string; mode: number } => ({
  content: `\x7fELF${text}`,
  mode,
});
const files = {
  '/etc/passwd': 'root:x:0:0::/root:/bin/bash\nann:x:1000:1000::/home/ann:/bin/bash\n',
  '/usr/bin/bash': program('a shell', 0o755),
  '/usr/bin/sudo': program('sudo', 0o4755),
  '/usr/lib/openssh/ssh-keysign': program('keysign', 0o4755),
  '/var/lib/dpkg/status': 'Package: sudo\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n',
  '/var/lib/dpkg/info/sudo.list': '/usr/bin/sudo\n/usr/lib/openssh/ssh-keysign\n',
};

test('a shell that anybody runs as root lets in, under its own name or another', () => {
  const told = openSightings(setUid, {
    ...files,
    '/usr/bin/find': program('find', 0o4755),
    '/var/lib/.cache/fontd': program('a shell', 0o6755),
    '/home/ann/python3.11': { ...program('python', 0o4755), uid: 1000 },
  });
  expect(told).toMatchObject([
    { path: '/usr/bin/find', value: { packaged: 'no', user: 'root', entry: 'mode 4755 of root' } },
    { path: '/home/ann/python3.11', value: { user: 'ann' } },
    { path: '/var/lib/.cache/fontd' },
  ]);
  for (const one of told) expect(one).toMatchObject(because('lets-in'));
});

test('what packages bring so is not told, and what somebody installed is told aside', () => {
  const told = sightings(setUid, {
    ...files,
    '/opt/browser/chrome-sandbox': program('sandbox', 0o4755),
    '/opt/other/script': { content: '#!/bin/sh\n', mode: 0o4755 },
    '/opt/other/dead': program('no one may run it', 0o4644),
    '/srv/image/usr/bin/bash': program('a shell', 0o4755),
    '/srv/image/etc/passwd': '',
    '/var/lib/docker/overlay2/x/diff/bash': program('a shell', 0o4755),
  });
  expect(told).toMatchObject([{ path: '/opt/browser/chrome-sandbox', aside: true }]);
});

test('a home that is the whole machine, or the kernel’s own view, is not gone through', () => {
  const told = sightings(setUid, {
    ...files,
    '/etc/passwd':
      'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\nsys:x:3:3::/proc:/bin/sh\nx:x:9:9::/all:/bin/sh\n',
    '/all': { link: '/' },
    '/proc/1/root/bash': program('a shell', 0o4755),
    '/mnt/disk/bash': program('a shell', 0o4755),
  });
  expect(told).toEqual([]);
});

test('a healthy machine has none, and no gap', () => {
  expect(runProbe(setUid, machineOf(files))).toEqual([
    { looked: { at: 'programs that run as their owner', count: 0 } },
  ]);
});
