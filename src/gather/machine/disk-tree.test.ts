import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawPath } from '../path.ts';
import { DiskTree } from './disk-tree.ts';
import { TreeGaps } from './tree-gaps.ts';

const isRoot = process.geteuid?.() === 0;
let top = '';
let gaps = new TreeGaps();
let tree = new DiskTree('/', gaps);

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'davylamp-tree-'));
  writeFileSync(join(top, 'outside'), 'secret of this machine');
  const root = join(top, 'disk');
  for (const folder of ['etc/cron.d', 'usr/bin', 'opt/locked']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\n');
  writeFileSync(join(root, 'usr/bin/ls'), 'ELF');
  symlinkSync('usr/bin', join(root, 'bin'));
  symlinkSync('/etc/passwd', join(root, 'absolute'));
  symlinkSync('../../../../../../../../etc/passwd', join(root, 'etc/up'));
  symlinkSync(join(top, 'outside'), join(root, 'out'));
  symlinkSync('../outside', join(root, 'near'));
  symlinkSync('round', join(root, 'round'));
  symlinkSync('/nowhere/at/all', join(root, 'dangling'));
  execFileSync('mkfifo', [join(root, 'etc/cron.d/pipe')]);
  writeFileSync(rawPath(join(root, 'etc/cron.d/caf\udce9')), 'bytes');
  writeFileSync(join(root, 'large'), 'x'.repeat(3000));
  gaps = new TreeGaps();
  tree = new DiskTree(`${root}/`, gaps);
});
afterAll(() => {
  chmodSync(join(top, 'disk/opt/locked'), 0o755);
  rmSync(top, { recursive: true });
});

test('paths are those of the machine', () => {
  expect(tree.text('/etc/passwd')).toBe('root:x:0:0::/root:/bin/sh\n');
  expect(tree.list('/').map(({ name }) => name)).toContain('etc');
  expect(tree.stat('/usr/bin/ls')).toMatchObject({ kind: 'file', size: 3 });
  expect(tree.onDisk('/etc')).toBe(join(top, 'disk/etc'));
});

describe('links', () => {
  test('lead where they would lead on the machine itself', () => {
    expect(tree.text('/bin/ls')).toBe('ELF');
    expect(tree.real('/bin/ls')).toBe('/usr/bin/ls');
    expect(tree.text('/absolute')).toContain('root:x');
    expect(tree.follow('/bin')).toMatchObject({ kind: 'folder' });
    expect(tree.stat('/bin')).toMatchObject({ kind: 'link' });
    expect(tree.target('/bin')).toBe('usr/bin');
  });

  test('never lead out of it', () => {
    for (const path of ['/out', '/near', '/../outside', '/etc/../../outside', '/bin/../../outside'])
      expect(tree.read(path)).toBeUndefined();
    // As on the machine itself, above the root stands the root.
    expect(tree.text('/etc/up')).toContain('root:x');
  });

  test('in a circle, or to nothing, lead nowhere', () => {
    expect([tree.real('/round'), tree.real('/dangling'), tree.read('/round')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(tree.target('/dangling')).toBe('/nowhere/at/all');
  });
});

describe('chains of links', () => {
  const chained = (target: (i: number) => string): DiskTree => {
    const folder = mkdtempSync(join(top, 'chain-'));
    symlinkSync('.', join(folder, 'l0'));
    for (let i = 1; i <= 40; i++) symlinkSync(target(i), join(folder, `l${i}`));
    return new DiskTree(folder, new TreeGaps());
  };

  test('end after forty links in all, and not in each of them', () => {
    const doubled = chained((i) => `l${i - 1}/l${i - 1}`);
    expect([doubled.real('/l2'), doubled.real('/l40'), doubled.text('/l40/x')]).toEqual(['/', undefined, undefined]);
  });

  test('may be long', () => {
    const long = chained((i) => `l${i - 1}${'/no'.repeat(1300)}`);
    expect(long.real('/l39')).toBeUndefined();
    expect(new DiskTree(top, new TreeGaps()).real(`${'/no'.repeat(1_000_000)}`)).toBeUndefined();
  });

  test('are left upwards from where they lead', () => {
    symlinkSync('usr/bin', join(top, 'disk/tools'));
    expect(tree.real('/tools/../bin/ls')).toBe('/usr/bin/ls');
    expect(tree.real('/tools/..')).toBe('/usr');
  });
});

test.skipIf(process.platform !== 'linux')(
  'what stands in the root of a process leads within that root (skipped beside Linux)',
  () => {
    const here = new DiskTree('/', new TreeGaps());
    const seen = `/proc/self/root${top}`;
    const real = `/proc/${process.pid}/root`;
    expect(here.real(`${seen}/disk/absolute`)).toBe(`${real}/etc/passwd`);
    expect(here.real(`${seen}/disk/etc/up`)).toBe(`${real}/etc/passwd`);
    expect(here.text(`${seen}/disk/bin/ls`)).toBe('ELF');
    expect(here.follow('/proc/self/exe')).toMatchObject({ kind: 'file' });
  },
);

test('only files are handed on to be opened', () => {
  expect(tree.fileOnDisk('/bin/ls')).toBe(join(top, 'disk/usr/bin/ls'));
  for (const path of ['/etc/cron.d/pipe', '/etc', '/no', '/out', '/round'])
    expect(tree.fileOnDisk(path)).toBeUndefined();
});

test('a name that holds a zero byte is nothing, and no gap', () => {
  const own = new TreeGaps();
  expect(new DiskTree(join(top, 'disk'), own).read('/etc/pass\0wd')).toBeUndefined();
  expect(own.told()).toEqual([]);
});

test('a pipe, a folder and what is not there are nothing to read, and no gap', () => {
  expect([tree.read('/etc/cron.d/pipe'), tree.read('/etc'), tree.read('/no'), tree.list('/no')]).toEqual([
    undefined,
    undefined,
    undefined,
    [],
  ]);
  expect([tree.target('/etc/passwd'), tree.target('/no')]).toEqual([undefined, undefined]);
  expect(gaps.told()).toEqual([]);
});

test('a name in any bytes is read back', () => {
  const [name = ''] = tree
    .list('/etc/cron.d')
    .map((entry) => entry.name)
    .filter((entry) => entry.startsWith('caf'));
  expect(tree.text(`/etc/cron.d/${name}`)).toBe('bytes');
});

test('of a large file the beginning is read; as a text, that is said', () => {
  expect(tree.read('/large', 1000)).toMatchObject({ whole: false });
  expect(tree.read('/large', 3000)).toMatchObject({ whole: true });
  const own = new TreeGaps();
  expect(new DiskTree(join(top, 'disk'), own).text('/large', 10)).toBe('x'.repeat(10));
  expect(own.told()).toEqual([
    { gap: { code: 'limit-bytes', what: 'only its beginning was read: it is too long', path: '/large' } },
  ]);
});

test('of a large file any part is read, as far as it goes', () => {
  const into = new Uint8Array(8);
  expect([tree.fill('/etc/passwd', 5, into), String.fromCharCode(...into)]).toEqual([8, 'x:0:0::/']);
  expect([tree.fill('/large', 2996, into), tree.fill('/large', 5000, into)]).toEqual([4, 0]);
  expect(['/no', '/etc', '/etc/cron.d/pipe', '/out'].map((path) => tree.fill(path, 0, into))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test.skipIf(isRoot)('what may not be read is a gap with its path (skipped as root, whom nobody refuses)', () => {
  chmodSync(join(top, 'disk/opt/locked'), 0);
  expect(tree.list('/opt/locked')).toEqual([]);
  expect(gaps.told()).toMatchObject([{ gap: { code: 'no-permission', path: '/opt/locked' } }]);
});

test('what many processes refuse is one gap with their number; one that ended is none', () => {
  const own = new TreeGaps();
  const refused = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  for (const pid of [7, 8, 9]) own.failed(`/proc/${pid}/environ`, refused);
  own.failed('/proc/7/task/71/stat', Object.assign(new Error('gone'), { code: 'ESRCH' }));
  expect(own.told()).toEqual([
    { gap: { code: 'no-permission', what: 'no permission to read it (3 times)', path: '/proc/*/environ' } },
  ]);
});

test.skipIf(process.platform !== 'linux')('files that say they are empty are read whole (skipped beside Linux)', () => {
  const here = new DiskTree('/', new TreeGaps());
  expect(here.text('/proc/self/status')).toContain('Pid:');
  expect(here.read('/proc/self/exe', 4)?.bytes).toEqual(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46));
});
