import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plant } from '../../../tests/machine-tree.ts';
import type { FileWish } from '../../model/machine-units.ts';
import { DiskTree } from './disk-tree.ts';
import { TreeGaps } from './tree-gaps.ts';
import { type Walked, walkTree } from './walk-tree.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'davylamp-walk-'));
  plant(
    {
      '/tmp/a': 'a',
      '/tmp/deep/er/b.sh': 'b',
      '/srv/app/package-lock.json': '{}',
      '/srv/app/node_modules/x/Package-Lock.JSON': '{}',
      '/srv/app/.git/hooks/pre-commit': '#!/bin/sh',
      '/srv/site.tar.gz': 'z',
      '/tmpfile': 'no',
      '/link': { link: '/tmp' },
    },
    root,
  );
});
afterAll(() => rmSync(root, { recursive: true }));

const walked = (wishes: readonly (readonly FileWish[])[], most: number = 1000): Promise<Walked> =>
  walkTree(new DiskTree(root, new TreeGaps()), new TreeGaps(), wishes, { most });

test('every probe hears of what it wished for, in the order of the walk', async () => {
  const { wished, files } = await walked([
    [{ below: ['/tmp'] }],
    [{ names: ['package-lock.json'] }],
    [{ within: ['.git'] }],
    [{ endings: ['.tar.gz'] }, { names: ['a'] }],
    [{ names: ['package-lock.json'], within: ['node_modules'] }],
    [{ names: ['deep', 'hooks'], folders: true }],
    [],
  ]);
  expect(wished.map(({ paths }) => paths)).toEqual([
    ['/tmp/a', '/tmp/deep/er/b.sh'],
    ['/srv/app/package-lock.json', '/srv/app/node_modules/x/Package-Lock.JSON'],
    ['/srv/app/.git/hooks/pre-commit'],
    ['/srv/site.tar.gz', '/tmp/a'],
    ['/srv/app/node_modules/x/Package-Lock.JSON'],
    ['/srv/app/.git/hooks', '/tmp/deep'],
    [],
  ]);
  expect(files).toBe(7);
});

test('it ends where there are too many, and says so', async () => {
  const { misses } = await walked([[{ below: ['/'] }]], 5);
  expect(misses).toMatchObject([{ gap: { code: 'limit-count' } }]);
});
