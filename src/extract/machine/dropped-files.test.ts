import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { droppedFiles } from './dropped-files.ts';

const elf = '\x7fELF';
const run = (files: Files) => runProbe(droppedFiles, machineOf(files)).filter((told) => !('looked' in told));
const openOf = (files: Files) => run(files).flatMap((told) => ('kind' in told && !told.aside ? [told.path] : []));
const whyOf = (files: Files) =>
  run(files).flatMap((told) => ('kind' in told && told.kind === 'file-trace' ? told.value.why : []));

describe('dropped files', () => {
  it('shows a program that hides in a temporary folder', () => {
    const files = { '/tmp/.x/a': { content: elf, mode: 0o755 } };
    expect(openOf(files)).toEqual(['/tmp/.x/a']);
    expect(whyOf(files)).toEqual(['temporary-folder', 'hidden', 'runnable', 'recent']);
    expect(run(files)).toContainEqual({ examine: '/tmp/.x/a' });
  });

  it.each([
    ['a program under the name of a kernel thread', '/var/tmp/kswapd0', { content: elf, mode: 0o755 }],
    ['a program in shared memory', '/dev/shm/a', { content: elf, mode: 0o755 }],
    ['a program that runs as root for everybody', '/tmp/a', { content: elf, mode: 0o4755 }],
    ['a program beside the sockets of X', '/tmp/.X11-unix/11', { content: elf, mode: 0o755 }],
    ['a program in a hidden folder of /etc', '/etc/.sys/a', { content: elf, mode: 0o755 }],
    ['a program in a folder that is called with three dots', '/var/tmp/.../a', { content: elf, mode: 0o755 }],
    [
      'a program under a service name in a hidden folder of a home',
      '/home/ann/.configrc/sshd',
      { content: elf, mode: 0o755 },
    ],
  ])('shows %s', (_, path, file) => {
    expect(openOf({ '/home/ann/x': '', [path]: file })).toEqual([path]);
  });

  it('knows a short script by its hash, so that a removal takes that one and no other', () => {
    const hashes = (text: string): unknown[] =>
      run({ '/tmp/.x/upd.sh': { content: text, mode: 0o755 } }).flatMap((told) =>
        'kind' in told && told.kind === 'file-trace' ? [told.value.sha256] : [],
      );
    expect(hashes('#!/bin/sh\n')).toEqual(['a8076d3d28d21e02012b20eaf7dbf75409a6277134439025f282e368e3305abf']);
    expect(hashes(`#!/bin/sh\n${'# more\n'.repeat(20_000)}`)).toEqual([undefined]);
  });

  it('has what stands in temporary folders examined, programs first, and tells of them aside', () => {
    const told = run({ '/tmp/b.txt': 'notes', '/tmp/install.sh': '#!/bin/sh\n' });
    expect(told).toMatchObject([
      { path: '/tmp/install.sh', aside: true },
      { examine: '/tmp/install.sh' },
      { examine: '/tmp/b.txt' },
    ]);
  });

  it('tells of tools in hidden folders of homes only aside', () => {
    expect(openOf({ '/home/ann/.tool/bin/x': { content: elf, mode: 0o755 } })).toEqual([]);
    expect(run({ '/home/ann/.cargo/bin/x': { content: elf, mode: 0o755 } })).toEqual([]);
  });

  it('is silent on what an ordinary machine keeps there', () => {
    const ordinary: Files = {
      '/tmp/.X11-unix/X0': { special: true },
      '/tmp/systemd-private-1-cups.service-x/tmp': { folder: true },
      '/tmp/.font-unix': { folder: true },
      '/tmp/repo/package.json': '{}',
      '/tmp/repo/.ci/run': { content: '#!/bin/sh\n', mode: 0o755 },
      '/run/systemd/generator/x.service': '[Unit]\n',
      '/run/containerd/io.containerd.runtime.v2.task/a/rootfs/usr/bin/su': { content: elf, mode: 0o4755 },
      '/.snapshots/1/snapshot/usr/bin/su': { content: elf, mode: 0o4755 },
      '/etc/.pwd.lock': { content: '', mode: 0o600 },
      '/etc/.java/.systemPrefs/.system.lock': '',
    };
    expect(openOf(ordinary)).toEqual([]);
  });

  it('follows no link out of the temporary folders', () => {
    expect(run({ '/tmp/x': { link: '/opt' }, '/opt/a': { content: elf, mode: 0o755 } })).toEqual([]);
  });

  it('says how much was left out', () => {
    const many = Object.fromEntries(Array.from({ length: 1003 }, (_, i) => [`/tmp/${i}.txt`, 'x']));
    expect(run(many).at(-1)).toMatchObject({
      gap: { code: 'limit-count', what: expect.stringContaining(' 3 files ') },
    });
  });
});
