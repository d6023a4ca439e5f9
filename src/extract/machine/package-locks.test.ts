import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { packageLocks } from './package-locks.ts';

const run = (files: Files) => runProbe(packageLocks, machineOf(files)).filter((told) => !('looked' in told));

describe('known-bad releases', () => {
  it('are shown where they are installed', () => {
    expect(
      run({ '/srv/app/node_modules/ua-parser-js/package.json': '{ "name": "ua-parser-js", "version": "0.7.29" }' }),
    ).toMatchObject([
      {
        kind: 'bad-release',
        path: '/srv/app/node_modules/ua-parser-js/package.json',
        value: { version: '0.7.29', installed: true, mines: true },
      },
    ]);
    expect(
      run({ '/usr/lib/python3/dist-packages/ultralytics-8.3.41.dist-info/METADATA': 'Name: ultralytics' }),
    ).toMatchObject([{ value: { ecosystem: 'pypi', installed: true, mines: true } }]);
  });

  it('are shown where a lock file names them, with the line', () => {
    expect(run({ '/srv/app/requirements.txt': 'x==1\nultralytics==8.3.42\n' })).toMatchObject([
      { path: '/srv/app/requirements.txt', line: 2, value: { installed: false } },
    ]);
  });

  it('are installed where npm says so itself', () => {
    expect(
      run({ '/a/node_modules/.package-lock.json': '    "node_modules/vant": {\n      "version": "4.9.13"\n' }),
    ).toMatchObject([{ value: { name: 'vant', installed: true } }]);
  });

  it('are not the good ones of the same package', () => {
    expect(
      run({
        '/a/node_modules/chalk/package.json': '{"version":"5.6.0"}',
        '/a/yarn.lock': 'chalk@^5:\n  version "5.6.2"\n',
      }),
    ).toEqual([]);
  });
});
