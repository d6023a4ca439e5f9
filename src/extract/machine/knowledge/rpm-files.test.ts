import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Files, machineOf } from '../../../../tests/machine-tree.ts';
import { hasPeer } from '../../../../tests/peer.ts';
import { rpmHeader } from '../../../../tests/rpm-database.ts';
import { berkeleyHash, rpmNdb } from '../../../../tests/rpm-stores.ts';
import { packagesOf } from './packages.ts';

const spec = `Name: lamp
Version: 1.2
Release: 3
Summary: a test
License: none
BuildArch: noarch
%description
A test.
%install
mkdir -p %{buildroot}/usr/bin %{buildroot}/etc
printf program > %{buildroot}/usr/bin/lamp
printf settings > %{buildroot}/etc/lamp.conf
printf made > %{buildroot}/usr/bin/lamp-made
printf set > %{buildroot}/usr/bin/lamp-set
%files
/usr/bin/lamp
%ghost /usr/bin/lamp-made
%verify(not md5) /usr/bin/lamp-set
%config(noreplace) /etc/lamp.conf
`;

/** Skipped without `rpmbuild` and `sqlite3`. */
describe.skipIf(!(hasPeer('rpmbuild') && hasPeer('sqlite3', '-version')))(
  'a database that rpm wrote (skipped without rpm, sqlite3)',
  () => {
    let folder = '';
    let database = new Uint8Array();
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'davylamp-rpm-'));
      const root = join(folder, 'root');
      mkdirSync(root);
      writeFileSync(join(folder, 'lamp.spec'), spec);
      const quiet = { stdio: 'ignore', timeout: 60_000 } as const;
      execFileSync('rpmbuild', ['-bb', '--define', `_topdir ${folder}`, join(folder, 'lamp.spec')], quiet);
      const built = join(folder, 'RPMS/noarch/lamp-1.2-3.noarch.rpm');
      const options = ['--root', root, '--define', '_db_backend sqlite', '--define', '_dbpath /var/lib/rpm'];
      execFileSync('rpm', [...options, '-i', '--nodeps', '--justdb', '--force-debian', built], quiet);
      database = readFileSync(join(root, 'var/lib/rpm/rpmdb.sqlite'));
    }, 120_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('tells whose a file is, and whether it is still what it was', () => {
      const at = '/var/lib/rpm/rpmdb.sqlite';
      const packages = packagesOf(
        machineOf({ [at]: database, '/usr/bin/lamp': 'program', '/etc/lamp.conf': 'edited' }),
      );
      expect(packages.owner('/usr/bin/lamp')).toMatchObject({
        package: 'lamp',
        version: '1.2-3',
        manager: 'rpm',
        state: 'yes',
      });
      expect(packages.compare('/etc/lamp.conf')).toMatchObject({ configuration: true });
      expect(packages.stateOf('/usr/bin/other')).toBe('no');
      const changed = packagesOf(machineOf({ [at]: database, '/usr/bin/lamp': 'another' }));
      expect(changed.stateOf('/usr/bin/lamp')).toBe('changed');
    });

    it('does not say what a file holds that is made later, or is known to be changed', () => {
      const stands = { '/usr/bin/lamp-made': 'on the machine', '/usr/bin/lamp-set': 'by a script' };
      const packages = packagesOf(machineOf({ '/var/lib/rpm/rpmdb.sqlite': database, ...stands }));
      expect(packages.owner('/usr/bin/lamp-made')).toMatchObject({ package: 'lamp', state: 'unknown' });
      expect(packages.owner('/usr/bin/lamp-set')).toMatchObject({ package: 'lamp', state: 'unknown' });
    });

    it('is read with the changes that stand in a log beside it', () => {
      const at = '/usr/lib/sysimage/rpm/rpmdb.sqlite';
      const sql = `pragma journal_mode=wal; pragma wal_autocheckpoint=0; delete from Packages;
.system cp rpmdb.sqlite copy; cp rpmdb.sqlite-wal copy-wal
`;
      const cwd = join(folder, 'root/var/lib/rpm');
      execFileSync('sqlite3', ['rpmdb.sqlite'], { input: sql, cwd, timeout: 60_000 });
      const [copy, log] = ['copy', 'copy-wal'].map((name) => readFileSync(join(cwd, name)));
      const owned = (files: Files): string | undefined =>
        packagesOf(machineOf(files)).ownedBy('/usr/bin/lamp')?.package;
      expect(owned({ [at]: copy ?? '' })).toBe('lamp');
      expect(owned({ [at]: copy ?? '', [`${at}-wal`]: log ?? '' })).toBeUndefined();
    });
  },
);

const digest = createHash('sha256').update('program').digest('hex');
const headers = Array.from({ length: 200 }, (_, i) =>
  rpmHeader({
    name: `part-${i}`,
    version: '1.2',
    release: '3.el7',
    installed: 1_700_000_000,
    files: [
      { path: `/usr/bin/part-${i}`, digest },
      ...Array.from({ length: i % 50 }, (__, j) => ({ path: `/usr/share/part-${i}/file-${j}`, digest })),
    ],
  }),
);
const stores = [
  { path: '/var/lib/rpm/Packages', store: berkeleyHash(headers.slice(0, 80), { pageBytes: 16_384 }) },
  {
    path: '/var/lib/rpm/Packages',
    store: berkeleyHash(headers.slice(0, 80), { pageBytes: 8192, littleEndian: false }),
  },
  { path: '/usr/lib/sysimage/rpm/Packages.db', store: rpmNdb(headers) },
];

describe.each(stores)('a database of RPM in an older form: $path', ({ path, store }) => {
  it('tells whose a file is, and whether it is still what it was', () => {
    const machine = machineOf({ [path]: store, '/usr/bin/part-7': 'program', '/usr/bin/part-8': 'another' });
    const packages = packagesOf(machine);
    expect(packages.misses).toEqual([]);
    expect(packages.owner('/usr/bin/part-7')).toEqual({
      package: 'part-7',
      version: '1.2-3.el7',
      manager: 'rpm',
      installed: 1_700_000_000_000,
      state: 'yes',
    });
    expect(packages.stateOf('/usr/bin/part-8')).toBe('changed');
    expect(packages.stateOf('/usr/bin/other')).toBe('no');
    expect(packages.ownedBy('/usr/share/part-49/file-48')?.package).toBe('part-49');
  });

  it('is a gap where a part of it is missing, and known as far as it goes', () => {
    const cut = store.subarray(0, store.length - 9000);
    const packages = packagesOf(machineOf({ [path]: cut, '/usr/bin/part-7': 'program' }));
    expect(packages.misses).toMatchObject([{ gap: { code: 'malformed', path } }]);
    expect(packages.stateOf('/usr/bin/part-7')).toBe('yes');
  });
});

describe('databases of RPM', () => {
  it.each(['/var/lib/rpm/Packages', '/usr/lib/sysimage/rpm/Packages.db', '/var/lib/rpm/rpmdb.sqlite'])(
    'are gaps where they are broken: %s',
    (path) => {
      const packages = packagesOf(machineOf({ [path]: 'SQLite?', '/usr/bin/ps': 'ps' }));
      expect(packages.misses).toMatchObject([{ gap: { code: 'malformed', path } }]);
      expect(packages.stateOf('/usr/bin/ps')).toBe('unknown');
    },
  );

  it('that are empty hide none that is not', () => {
    const store = {
      '/var/lib/rpm/Packages.db': rpmNdb([]),
      '/var/lib/rpm/Packages': berkeleyHash(headers.slice(0, 3)),
    };
    expect(packagesOf(machineOf(store)).ownedBy('/usr/bin/part-2')?.package).toBe('part-2');
  });
});
