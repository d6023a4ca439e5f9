import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { podmanTables } from '../../../tests/podman-tables.ts';
import { type RangedBytes, rangedBytes } from '../../model/ranged-bytes.ts';
import { podmanContainers } from './podman-database.ts';

const id = 'ab12'.repeat(16);
const config = {
  spec: { process: { args: ['/x', '--flag'], env: ['A=1'] }, mounts: [{ source: '/', destination: '/host' }] },
  id,
  name: 'web',
  createdTime: '2026-11-20T04:10:00.5Z',
  rootfsImageName: 'docker.io/library/alpine:3',
  restart_policy: 'always',
  privileged: true,
};

describe.skipIf(!hasPeer('sqlite3', '-version'))('Podman’s database (skipped without sqlite3)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'davylamp-podman-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const made = (name: string, sql: string): RangedBytes => {
    const path = join(folder, name);
    execFileSync('sqlite3', [path], { input: sql });
    return rangedBytes(readFileSync(path));
  };

  it('tells what a container is, and whether it runs', () => {
    const bytes = made('db.sql', podmanTables([{ id, config, state: 3, startedTime: '2026-11-20T04:10:01Z' }]));
    expect(podmanContainers(bytes)?.get(id)).toMatchObject({
      runtime: 'podman',
      name: 'web',
      image: 'docker.io/library/alpine:3',
      words: ['/x', '--flag'],
      mounts: [{ source: '/', target: '/host' }],
      created: '2026-11-20T04:10:00.500Z',
      started: '2026-11-20T04:10:01.000Z',
      state: 'running',
      restart: 'always',
      privileged: true,
    });
  });

  it('is taken without states, and with rows that are no JSON', () => {
    const sql = `create table ContainerConfig(ID text primary key not null, Name text, PodID text, JSON text);
      insert into ContainerConfig values('${id}', 'a', 'pod', '{}'), ('${'cd34'.repeat(16)}', 'b', null, '{'), ('../x', 'c', null, '{}');`;
    const containers = podmanContainers(made('odd.sql', sql));
    expect([...(containers?.values() ?? [])]).toMatchObject([{ id, name: 'a', words: [] }]);
  });

  it('is told from another database, and from what is none', () => {
    expect(podmanContainers(made('other.sql', 'create table t(a);'))).toBeUndefined();
    expect(podmanContainers(rangedBytes(new Uint8Array(300)))).toBeUndefined();
  });
});
