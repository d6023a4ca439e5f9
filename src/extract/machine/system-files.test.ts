import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe, today } from '../../../tests/machine-tree.ts';
import { alpineWith, archWith, centosWith, debianWith, suseWith } from '../../../tests/packaged.ts';
import { systemFiles } from './system-files.ts';

const elf = '\x7fELF';
const run = (files: Files) => runProbe(systemFiles, machineOf(files)).filter((told) => !('looked' in told));
const whyOf = (files: Files) =>
  run(files).flatMap((told) => ('value' in told && 'why' in told.value ? told.value.why : []));

describe('files of the system', () => {
  it('are silent where they are as they were brought', () => {
    expect(run(debianWith({ '/usr/bin/ps': elf, '/usr/bin/wget': `${elf}w` }))).toEqual([]);
    expect(run(alpineWith({ '/bin/busybox': elf }))).toEqual([]);
  });

  it.each([
    ['Alpine Linux', alpineWith, 'sha1'],
    ['CentOS 7', centosWith, 'sha256'],
    ['SUSE', suseWith, 'sha256'],
    ['Arch Linux', archWith, 'sha256'],
  ] as const)('are told by the packages of %s', (_, machineWith, algorithm) => {
    expect(run(machineWith({ '/usr/bin/ps': elf, '/usr/bin/ls': `${elf}l` }))).toEqual([]);
    const told = run(machineWith({ '/usr/bin/ps': { brought: elf, stands: '#!/bin/sh\n' }, '/usr/bin/ls': elf }));
    expect(told).toMatchObject([
      { kind: 'package-file', value: { state: 'changed', algorithm } },
      { examine: '/usr/bin/ps' },
    ]);
  });

  it('shows a program that was replaced, and asks for a look at it', () => {
    const told = run(debianWith({ '/usr/bin/ps': { brought: elf, stands: '#!/bin/sh\nps.original | grep -v x\n' } }));
    expect(told[0]).toMatchObject({
      kind: 'package-file',
      path: '/usr/bin/ps',
      value: { state: 'changed', algorithm: 'md5' },
    });
    expect(told[1]).toEqual({ examine: '/usr/bin/ps' });
  });

  it('shows a program that nobody replaces often where its inode says that it came later', () => {
    const replaced = { brought: elf, stands: { content: `${elf}!`, changed: today } };
    expect(run(debianWith({ '/usr/bin/rare': replaced, '/usr/bin/a': 'a', '/usr/bin/b': 'b' }))).toHaveLength(2);
  });

  it('shows the original of a wrapper under its new name, by its content', () => {
    const files = debianWith({ '/usr/bin/wget': { brought: `${elf}w`, stands: '#!/bin/sh\n' } });
    const why = whyOf({ ...files, '/usr/bin/xget': { content: `${elf}w`, mode: 0o755, changed: today } });
    expect(why).toContain('named-as-system');
  });

  it('shows the original of a wrapper by its new name', () => {
    const why = whyOf({ ...debianWith({ '/usr/bin/ps': elf }), '/usr/bin/wgettnt': { content: elf, changed: today } });
    expect(why).toContain('named-as-system');
  });

  it('shows a program that was renamed, and tells aside that it is missing', () => {
    const files = debianWith({ '/usr/bin/chattr': { brought: `${elf}c`, stands: null } });
    const told = run({ ...files, '/usr/bin/tntrecht': { content: `${elf}c`, mode: 0o755, changed: today } });
    expect(told).toMatchObject([
      { kind: 'package-file', aside: true, value: { state: 'missing', path: '/usr/bin/chattr' } },
      { kind: 'file-trace', value: { why: ['runnable', 'recent', 'named-as-system'] } },
      { examine: '/usr/bin/tntrecht' },
    ]);
  });

  it('tells of programs that no package brought only aside', () => {
    const told = run({
      ...debianWith({ '/usr/bin/ps': `${elf}p` }),
      '/usr/bin/mytool': { content: elf, changed: today },
    });
    expect(told).toMatchObject([{ kind: 'file-trace', aside: true }, { examine: '/usr/bin/mytool' }]);
  });

  it('says which of the programs that intruders replace are too large to be compared', () => {
    const large = new Uint8Array(17 * 1024 * 1024);
    expect(
      run(debianWith({ '/usr/bin/docker': { brought: 'docker', stands: { content: large, changed: today } } })),
    ).toEqual([
      {
        gap: {
          code: 'limit-count',
          path: '/usr/bin/docker',
          what: expect.stringMatching(/^programs that intruders replace.*: 1$/),
        },
      },
    ]);
  });

  it('says how many changed files were left out', () => {
    const names = Array.from({ length: 650 }, (_, i) => `/usr/bin/tool-${i}`);
    const brought = Object.fromEntries(names.map((name) => [`${name}-old`, elf]));
    const late = Object.fromEntries(
      names.map((name, i) => [name, { brought: elf, stands: { content: elf, changed: i < 640 ? today : 0 } }]),
    );
    expect(run(debianWith({ ...brought, ...late }))).toMatchObject([
      { gap: { code: 'limit-count', what: expect.stringMatching(/^files that changed.*: 40$/) } },
    ]);
  });

  it('is silent on what its administrator diverted', () => {
    const files = debianWith({ '/usr/bin/find': { brought: 'find', stands: 'wrapper' } });
    expect(
      run({ ...files, '/var/lib/dpkg/diversions': '/usr/bin/find\n/usr/bin/find.d\n:\n', '/usr/bin/find.d': 'find' }),
    ).toEqual([]);
  });
});
