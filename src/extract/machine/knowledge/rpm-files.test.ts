import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineOf } from '../../../../tests/machine-tree.ts';
import { hasPeer } from '../../../../tests/peer.ts';
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
%files
/usr/bin/lamp
%config(noreplace) /etc/lamp.conf
`;

/** Skipped without `rpmbuild`. */
describe.skipIf(!hasPeer('rpmbuild'))('a database that rpm wrote (skipped without rpmbuild)', () => {
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
    const packages = packagesOf(machineOf({ [at]: database, '/usr/bin/lamp': 'program', '/etc/lamp.conf': 'edited' }));
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

  it('is not complete while changes stand in a log beside it', () => {
    const at = '/usr/lib/sysimage/rpm/rpmdb.sqlite';
    expect(packagesOf(machineOf({ [at]: database, [`${at}-wal`]: 'x' })).misses).toHaveLength(1);
  });
});

describe('databases of RPM in other forms', () => {
  it.each(['/var/lib/rpm/Packages', '/usr/lib/sysimage/rpm/Packages.db'])('are gaps: %s', (path) => {
    const packages = packagesOf(machineOf({ [path]: 'x', '/usr/bin/ps': 'ps' }));
    expect(packages.misses).toMatchObject([{ gap: { code: 'not-supported', path } }]);
    expect(packages.stateOf('/usr/bin/ps')).toBe('unknown');
  });

  it('are gaps where they are broken', () => {
    const path = '/var/lib/rpm/rpmdb.sqlite';
    expect(packagesOf(machineOf({ [path]: 'SQLite?' })).misses).toMatchObject([{ gap: { code: 'malformed', path } }]);
  });
});
