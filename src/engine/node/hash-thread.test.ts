import { createHash } from 'node:crypto';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { startHashing } from './hash-thread.ts';

const folder = temporaryFolder();

test('a thread hashes as far as it is told', async () => {
  const path = join(folder, 'file');
  writeFileSync(path, 'a file that grew');
  const descriptor = openSync(path, 'r');
  const hash = await startHashing({ descriptor, end: 6 }).result(() => false);
  expect(hash).toEqual({ sha256: createHash('sha256').update('a file').digest('hex'), end: 6 });
  closeSync(descriptor);
});

test('one that fails or is stopped gives nothing', async () => {
  expect(await startHashing({ descriptor: 987_654, end: 6 }).result(() => false)).toBeUndefined();
  const thread = startHashing({ descriptor: openSync('/dev/zero', 'r'), end: 2 ** 50 });
  expect(await thread.result(() => true)).toBeUndefined();
});
