import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFile } from './files.ts';

let folder = '';
let path = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-'));
  path = join(folder, 'a');
  writeFileSync(path, 'a');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a file is read from the front, again after rewind, and hashed whole whatever was read', () => {
  const file = openFile(path);
  const buffer = new Uint8Array(4);
  expect([file.read(buffer), file.read(buffer)]).toEqual([1, 0]);
  file.rewind();
  expect(file.read(buffer)).toBe(1);
  // SHA-256 of "a", as `printf a | sha256sum` gives it.
  expect(file.sha256()).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
  file.close();
});

test('a file that grows while it is read is read on', () => {
  const growing = join(folder, 'log');
  writeFileSync(growing, 'one');
  const file = openFile(growing);
  const buffer = new Uint8Array(8);
  expect(file.read(buffer)).toBe(3);
  appendFileSync(growing, 'two');
  expect([file.read(buffer), file.size()]).toEqual([3, 6]);
  file.close();
});

test.skipIf(process.platform !== 'linux')(
  'files that say they are empty are read and hashed (skipped beside Linux)',
  () => {
    const file = openFile('/proc/version');
    const buffer = new Uint8Array(4096);
    expect(file.size()).toBe(0);
    expect(file.read(buffer)).toBeGreaterThan(10);
    expect(file.sha256()).not.toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    file.close();
  },
);

test('hashing ends where there is no more time', () => {
  const file = openFile(path);
  expect(file.sha256(() => true)).toBeUndefined();
  file.close();
});

test('a device has no size', () => {
  const file = openFile('/dev/zero');
  expect(file.size()).toBeUndefined();
  file.close();
});
