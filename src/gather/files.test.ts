import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFile } from './files.ts';
import { walk } from './walk.ts';

let folder = '';
const below = (...names: string[]): string => join(folder, ...names);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-'));
  mkdirSync(below('b', 'deep'), { recursive: true });
  for (const name of ['a', 'c']) writeFileSync(below(name), name);
  writeFileSync(below('b', 'deep', 'd'), 'd');
  symlinkSync(below('a'), below('link'));
  symlinkSync('..', below('b', 'circle'));
  execFileSync('mkfifo', [below('pipe')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('every regular file is given once, files of a folder before those below it', () => {
  const paths = [...walk([folder])].filter((item) => !('gap' in item)).map((item) => item.path);
  expect(paths).toEqual([below('a'), below('c'), below('b', 'deep', 'd')]);
});

test('a pipe is a gap and is never opened', () => {
  expect([...walk([folder])]).toContainEqual({
    path: below('pipe'),
    gap: 'special-file',
    what: 'not a regular file: skipped',
  });
  expect([...walk([below('pipe')])]).toMatchObject([{ gap: 'special-file' }]);
});

test('a symbolic link is followed only where the user named it', () => {
  expect([...walk([below('link')])]).toEqual([{ path: below('link'), size: 1 }]);
});

test('a path that is not there is a gap', () => {
  expect([...walk([below('nowhere'), below('a')])]).toEqual([
    { path: below('nowhere'), gap: 'not-found', what: 'no such file or folder' },
    { path: below('a'), size: 1 },
  ]);
});

test.skipIf(process.getuid?.() === 0)(
  'a folder without permission is a gap (skipped: root may read everything)',
  () => {
    mkdirSync(below('shut'));
    chmodSync(below('shut'), 0);
    expect([...walk([below('shut')])]).toMatchObject([{ gap: 'no-permission' }]);
  },
);

test('the kernel’s own views are left to davylamp host', () => {
  expect([...walk(['/proc'])]).toMatchObject([{ path: '/proc', gap: 'not-supported' }]);
});

test('a file is read from the front, again after rewind, and hashed whole whatever was read', () => {
  const file = openFile(below('a'));
  const buffer = new Uint8Array(4);
  expect([file.read(buffer), file.read(buffer)]).toEqual([1, 0]);
  file.rewind();
  expect(file.read(buffer)).toBe(1);
  // SHA-256 of "a", as `printf a | sha256sum` gives it.
  expect(file.sha256()).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
  file.close();
});
