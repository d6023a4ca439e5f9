import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../../../tests/machine-tree.ts';
import { archWith } from '../../../../tests/packaged.ts';
import { hasPeer } from '../../../../tests/peer.ts';
import { packagesOf } from './packages.ts';

const local = '/var/lib/pacman/local';

describe('packages of Arch Linux', () => {
  const lamp = archWith(
    { '/usr/bin/lamp': 'program', '/usr/bin/ps': { brought: 'ps', stands: 'a wrapper' }, '/etc/lamp.conf': 'settings' },
    'etc/lamp.conf',
  );

  it('tell whose a file is, and whether it is still what it was', () => {
    const packages = packagesOf(machineOf(lamp));
    expect(packages.misses).toEqual([]);
    expect(packages.owner('/usr/bin/lamp')).toEqual({
      package: 'procps-ng',
      version: '4.0.4-3',
      manager: 'pacman',
      installed: 1_700_000_000_000,
      state: 'yes',
    });
    expect(packages.compare('/etc/lamp.conf')).toMatchObject({ configuration: true });
    expect([packages.stateOf('/usr/bin/ps'), packages.stateOf('/usr/bin/other')]).toEqual(['changed', 'no']);
  });

  it('say nothing of what a file should hold where their list is broken', () => {
    const broken = packagesOf(machineOf({ ...lamp, [`${local}/procps-ng-4.0.4-3/mtree`]: 'x' }));
    expect(broken.owner('/usr/bin/lamp')).toMatchObject({ package: 'procps-ng', state: 'unknown' });
    expect(broken.misses).toEqual([]);
  });

  it('are a gap where they do not say what they brought', () => {
    const bad = { [`${local}/bad-1-1/desc`]: '%NAME%\n\n', [`${local}/bad-1-1/files`]: '' };
    const packages = packagesOf(machineOf({ ...lamp, ...bad }));
    expect(packages.misses).toMatchObject([{ gap: { code: 'malformed', path: local } }]);
    expect(packages.ownedBy('/usr/bin/lamp')?.package).toBe('procps-ng');
  });
});

/** Skipped without `pacman` and `bsdtar`. */
describe.skipIf(!(hasPeer('pacman') && hasPeer('bsdtar')))(
  'a package that pacman installed (skipped without pacman-package-manager, libarchive-tools)',
  () => {
    it('is known, with each of its files', () => {
      const folder = mkdtempSync(join(tmpdir(), 'davylamp-pacman-'));
      try {
        const place = join(installed(folder), local, 'lamp-1.2-3');
        const kept = ['desc', 'files', 'mtree'].map((name) => [
          `${local}/lamp-1.2-3/${name}`,
          readFileSync(join(place, name)),
        ]);
        const stands = { '/usr/bin/lamp': 'program', '/usr/bin/a b#=': 'another', '/etc/lamp.conf': 'settings' };
        const packages = packagesOf(machineOf({ ...Object.fromEntries(kept), ...stands }));
        expect(packages.misses).toEqual([]);
        expect(Object.keys(stands).map((path) => packages.stateOf(path))).toEqual(['yes', 'changed', 'yes']);
        expect(packages.compare('/etc/lamp.conf')).toMatchObject({ algorithm: 'sha256', configuration: true });
        expect(packages.owner('/usr/bin/lamp')).toMatchObject({ package: 'lamp', version: '1.2-3' });
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  },
);

/** Builds a package as makepkg does, and has pacman install it below the folder. */
function installed(folder: string): string {
  const [build, root] = [join(folder, 'build'), join(folder, 'root')];
  const files = { 'usr/bin/lamp': 'program', 'usr/bin/a b#=': 'one', 'etc/lamp.conf': 'settings' };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(build, path, '..'), { recursive: true });
    writeFileSync(join(build, path), content);
  }
  const described = ['pkgname = lamp', 'pkgver = 1.2-3', 'arch = any', 'size = 20', 'backup = etc/lamp.conf', ''];
  writeFileSync(join(build, '.PKGINFO'), described.join('\n'));
  const quiet = { cwd: build, stdio: 'ignore', timeout: 60_000 } as const;
  const options = '--options=!all,use-set,type,uid,gid,mode,time,size,md5,sha256,link';
  execFileSync('bsdtar', ['-czf', '.MTREE', '--format=mtree', options, '.PKGINFO', 'usr', 'etc'], quiet);
  const archive = join(folder, 'lamp-1.2-3-any.pkg.tar.gz');
  execFileSync('bsdtar', ['-czf', archive, '.PKGINFO', '.MTREE', 'usr', 'etc'], quiet);
  mkdirSync(join(root, 'var/lib/pacman'), { recursive: true });
  const settings = join(folder, 'pacman.conf');
  writeFileSync(settings, '[options]\nArchitecture = auto\nSigLevel = Never\nLocalFileSigLevel = Never\n');
  const places = { config: settings, root, dbpath: join(root, 'var/lib/pacman'), cachedir: folder, gpgdir: folder };
  const flags = Object.entries(places).flatMap(([name, place]) => [`--${name}`, place]);
  execFileSync('pacman', ['-U', '--noconfirm', '--logfile', join(folder, 'log'), ...flags, archive], quiet);
  return root;
}
