import { expect, test } from 'vitest';
import { complete, platformOf } from './complete-lock.ts';

test('a platform is read off a package’s name', () => {
  expect(platformOf('@x/cli-darwin-arm64')).toEqual({ os: ['darwin'], cpu: ['arm64'] });
  expect(platformOf('@x/binding-linux-x64-musl')).toEqual({ os: ['linux'], cpu: ['x64'] });
});

test('what a lock lacks is added at the version its parent asks for, once', () => {
  const lock = {
    packages: {
      'node_modules/a': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: { '@a/win32-x64': '2.0.0', '@a/linux-x64': '2.0.0' },
      },
      'node_modules/@a/linux-x64': { version: '2.0.0' },
    },
  };
  expect(complete(lock)).toEqual(['node_modules/@a/win32-x64']);
  expect(lock.packages).toMatchObject({
    'node_modules/@a/win32-x64': { version: '2.0.0', dev: true, optional: true, os: ['win32'] },
  });
  expect(complete(lock)).toEqual([]);
});
