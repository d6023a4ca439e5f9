import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe, today } from '../../../tests/machine-tree.ts';
import { alpineWith, debianWith } from '../../../tests/packaged.ts';
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

  it('is silent on what its administrator diverted', () => {
    const files = debianWith({ '/usr/bin/find': { brought: 'find', stands: 'wrapper' } });
    expect(
      run({ ...files, '/var/lib/dpkg/diversions': '/usr/bin/find\n/usr/bin/find.d\n:\n', '/usr/bin/find.d': 'find' }),
    ).toEqual([]);
  });
});
