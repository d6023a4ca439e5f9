import { describe, expect, test } from 'vitest';
import { type Files, machineOf } from '../../../../tests/machine-tree.ts';
import { startedByScripts } from './started-by-scripts.ts';

function startedBy(script: string, files: Files): string[] {
  return startedByScripts(machineOf(files), [{ path: script, missing: false }], '/home/ann');
}

describe('what scripts start', () => {
  test('a wrapper that goes to a folder and starts what lies there, under another name', () => {
    const files = {
      '/var/lib/db/.run.sh': '#!/bin/bash\ncd /var/lib/db/main || exit\nexec -a "db: writer" ./postmaster -c core &\n',
      '/var/lib/db/main/postmaster': '\x7fELF',
    };
    expect(startedBy('/var/lib/db/.run.sh', files)).toEqual(['/var/lib/db/main/postmaster']);
  });

  test('relative names are looked for beside the script, and scripts in scripts are followed', () => {
    const files = {
      '/opt/a/one': '#!/bin/sh\n# ./nothing\n./two\n',
      '/opt/a/two': 'nohup ~/.x/three >/dev/null 2>&1 &\n',
      '/opt/a/nothing': 'x',
      '/home/ann/.x/three': '\x7fELF',
    };
    expect(startedBy('/opt/a/one', files)).toEqual(['/opt/a/two', '/home/ann/.x/three']);
  });

  test('two that start each other end', () => {
    const files = { '/opt/a': '#!/bin/sh\n/opt/b\n', '/opt/b': '#!/bin/sh\n/opt/a\n' };
    expect(startedBy('/opt/a', files)).toEqual(['/opt/b']);
  });

  test.each([
    ['what is not there', '#!/bin/sh\n/opt/gone\n'],
    ['what came with the system', '#!/bin/sh\n/usr/bin/tar czf /backup/a.tgz /srv\n'],
    ['folders', '#!/bin/sh\n/opt\n'],
    ['the words of another language', '#!/usr/bin/python3\nprint("x")\n/opt/tool\n'],
    ['settings', '{ "run": "x" }\n/opt/tool\n'],
    ['programs', '\x7fELF\n/opt/tool\n'],
  ])('%s is left alone', (_, script) => {
    const files = { '/opt/s': script, '/usr/bin/tar': '\x7fELF', '/opt/tool': '\x7fELF' };
    expect(startedBy('/opt/s', files)).toEqual([]);
  });

  test('no more than sixteen', () => {
    const many = Array.from({ length: 15 }, (_, i) => `/opt/t${i}`);
    const files = Object.fromEntries([...many, '/opt/u0', '/opt/u1'].map((path) => [path, '\x7fELF']));
    const one = `#!/bin/sh\n/opt/more\n${many.join('\n')}\n`;
    const more = '#!/bin/sh\n/opt/u0\n/opt/u1\n';
    expect(startedBy('/opt/one', { ...files, '/opt/one': one, '/opt/more': more })).toHaveLength(16);
  });
});
