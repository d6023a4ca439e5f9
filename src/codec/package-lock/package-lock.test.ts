import { describe, expect, it } from 'vitest';
import { readPackageLock } from './package-lock.ts';

const namesIn = (file: string, text: string) =>
  [...readPackageLock(file, text)].map(
    ({ ecosystem, name, version, line }) => `${ecosystem} ${name} ${version} at ${line}`,
  );

describe('lock files', () => {
  it.each([
    [
      'npm 7 and later',
      'package-lock.json',
      '{\n  "packages": {\n    "node_modules/a/node_modules/@b/c": {\n      "version": "1.0.0",\n',
      'npm @b/c 1.0.0 at 4',
    ],
    [
      'npm 6',
      'npm-shrinkwrap.json',
      '{\n  "dependencies": {\n    "rc": {\n      "version": "1.2.9",\n',
      'npm rc 1.2.9 at 4',
    ],
    [
      'npm within node_modules',
      '.package-lock.json',
      '    "node_modules/rc": {\n      "version": "1.2.9",\n',
      'npm rc 1.2.9 at 2',
    ],
    ['Yarn 1', 'yarn.lock', '"@a/b@^1.0.0", "@a/b@~1":\n  version "1.0.1"\n', 'npm @a/b 1.0.1 at 2'],
    ['Yarn 2 and later', 'yarn.lock', '"rc@npm:^1.0.0":\n  version: 1.2.9\n', 'npm rc 1.2.9 at 2'],
    ['pnpm 6', 'pnpm-lock.yaml', 'packages:\n\n  /rc/1.2.9:\n', 'npm rc 1.2.9 at 3'],
    ['pnpm 8', 'pnpm-lock.yaml', '  /@a/b@1.0.0(c@2.0.0):\n', 'npm @a/b 1.0.0 at 1'],
    ['pnpm 9', 'pnpm-lock.yaml', "  '@a/b@1.0.0':\n", 'npm @a/b 1.0.0 at 1'],
    [
      'pip',
      'requirements-dev.txt',
      '# x\nUltralytics[a] == 8.3.41 ; python_version > "3"\n',
      'pypi Ultralytics 8.3.41 at 2',
    ],
    [
      'Pipenv',
      'Pipfile.lock',
      '        "ultralytics": {\n            "version": "==8.3.41"\n',
      'pypi ultralytics 8.3.41 at 2',
    ],
    [
      'Poetry',
      'poetry.lock',
      '[[package]]\nname = "ultralytics"\nversion = "8.3.41"\n',
      'pypi ultralytics 8.3.41 at 3',
    ],
    ['uv', 'uv.lock', '[[package]]\nname = "ultralytics"\nversion = "8.3.41"\n', 'pypi ultralytics 8.3.41 at 3'],
    [
      'Bundler',
      'Gemfile.lock',
      'GEM\n  specs:\n    rest-client (1.6.13)\n      mime (>= 1)\n',
      'rubygems rest-client 1.6.13 at 3',
    ],
  ])('of %s', (_, file, text, expected) => {
    expect(namesIn(file, text)).toEqual([expected]);
  });

  it('name no release where they only ask for a range', () => {
    expect(namesIn('requirements.txt', 'ultralytics>=8\n-r other.txt\n')).toEqual([]);
    expect(namesIn('README.md', 'rc==1.2.9\n')).toEqual([]);
  });

  it('are read in time that grows with their size alone', () => {
    const text = `"${'@'.repeat(500)}\n`.repeat(20_000) + ' '.repeat(1_000_000);
    for (const file of [
      'yarn.lock',
      'pnpm-lock.yaml',
      'package-lock.json',
      'requirements.txt',
      'uv.lock',
      'Gemfile.lock',
    ])
      expect(namesIn(file, text)).toEqual([]);
  });
});
