import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sizeOf } from './files.ts';
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

test.skipIf(process.platform !== 'linux')(
  'the kernel’s own views are left to davylamp host, by whatever name (skipped beside Linux)',
  () => {
    symlinkSync('/proc', below('view'));
    for (const path of ['/proc', '/proc/', '/proc/self', '/sys/kernel', below('view')])
      expect([...walk([path])]).toMatchObject([{ path, gap: 'not-supported' }]);
  },
);

test('devices are no gap where they belong', () => {
  expect([...walk(['/dev'])].filter((item) => 'gap' in item && item.gap === 'special-file')).toEqual([]);
});

test('a path that is given twice, or lies below another, is walked once', () => {
  const paths = [...walk([below('b'), below('b', 'deep', 'd'), `${below('b')}/`, folder])].map(({ path }) => path);
  expect(paths.filter((path) => path.endsWith('/d'))).toHaveLength(1);
  expect(paths.filter((path) => path.endsWith('/c'))).toHaveLength(1);
});

test.skipIf(process.platform !== 'linux')(
  'names that are no UTF-8 come as text that opens them (skipped beside Linux)',
  () => {
    const odd = mkdtempSync(join(tmpdir(), 'davylamp-'));
    const raw = Buffer.concat([Buffer.from(`${odd}/caf`), Buffer.from([0xe9])]);
    mkdirSync(raw);
    writeFileSync(Buffer.concat([raw, Buffer.from('/\xff\n', 'latin1')]), 'x');
    const [item] = [...walk([odd])];
    expect(item).toEqual({ path: `${odd}/caf\udce9/\udcff\n` });
    expect(sizeOf(item?.path ?? '')).toBe(1);
    rmSync(odd, { recursive: true });
  },
);
