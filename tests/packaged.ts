/** Package databases as package managers write them, for the tests of probes. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Files, Planted } from './machine-tree.ts';
import { rpmHeader } from './rpm-database.ts';
import { berkeleyHash, rpmNdb } from './rpm-stores.ts';

const hex = (algorithm: string, content: string): string => createHash(algorithm).update(content).digest('hex');

/** A file as its package brought it: what the database says of it stays so, whatever `stands` there now. */
export interface Packaged {
  readonly brought: string;
  /** In place of what was brought; `null` where it is gone. */
  readonly stands?: string | Planted | null;
}

/** A machine of Debian with one package that has these files. */
export function debianWith(files: Readonly<Record<string, string | Packaged>>, name = 'procps'): Files {
  const entries = packagedIn(files);
  const sums = entries.map(([path, { brought }]) => `${hex('md5', brought)}  ${path.slice(1)}\n`);
  return {
    '/var/lib/dpkg/status': `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 2:4.0.2-3\n\n`,
    [`/var/lib/dpkg/info/${name}.list`]: `/.\n/usr\n${entries.map(([path]) => `${path}\n`).join('')}`,
    [`/var/lib/dpkg/info/${name}.md5sums`]: sums.join(''),
    ...standing(entries),
  };
}

/** A machine of Alpine Linux with one package that has these files. */
export function alpineWith(files: Readonly<Record<string, string | Packaged>>): Files {
  const entries = packagedIn(files);
  const lines = entries.map(([path, { brought }]) => {
    const at = path.lastIndexOf('/');
    const digest = createHash('sha1').update(brought).digest('base64');
    return `F:${path.slice(1, at)}\nR:${path.slice(at + 1)}\na:0:0:755\nZ:Q1${digest}\n`;
  });
  return {
    '/lib/apk/db/installed': `C:Q1AAAA=\nP:busybox\nV:1.36.1-r5\nA:x86_64\n${lines.join('')}\n`,
    ...standing(entries),
  };
}

/** A machine of CentOS 7 with one package that has these files. */
export function centosWith(files: Readonly<Record<string, string | Packaged>>): Files {
  return { '/var/lib/rpm/Packages': berkeleyHash([headerOf(files)]), ...standing(packagedIn(files)) };
}

/** A machine of SUSE with one package that has these files. */
export function suseWith(files: Readonly<Record<string, string | Packaged>>): Files {
  return { '/usr/lib/sysimage/rpm/Packages.db': rpmNdb([headerOf(files)]), ...standing(packagedIn(files)) };
}

function headerOf(files: Readonly<Record<string, string | Packaged>>): Uint8Array {
  const brought = packagedIn(files).map(([path, file]) => ({ path, digest: hex('sha256', file.brought) }));
  return rpmHeader({
    name: 'procps-ng',
    version: '3.3.10',
    release: '28.el7',
    installed: 1_700_000_000,
    files: brought,
  });
}

/** A machine of Arch Linux with one package that has these files, one of which an administrator may edit. */
export function archWith(files: Readonly<Record<string, string | Packaged>>, edited = 'etc/none'): Files {
  const entries = packagedIn(files);
  const place = '/var/lib/pacman/local/procps-ng-4.0.4-3';
  const sums = entries.map(([path, { brought }]) => `.${path} size=1 sha256digest=${hex('sha256', brought)}\n`);
  return {
    '/var/lib/pacman/local/ALPM_DB_VERSION': '9\n',
    [`${place}/desc`]: '%NAME%\nprocps-ng\n\n%VERSION%\n4.0.4-3\n\n%INSTALLDATE%\n1700000000\n\n',
    [`${place}/files`]: `%FILES%\nusr/\n${entries.map(([path]) => `${path.slice(1)}\n`).join('')}\n%BACKUP%\n${edited}\tabc\n\n`,
    [`${place}/mtree`]: gzipSync(`#mtree\n/set type=file\n./.PKGINFO size=1\n${sums.join('')}`),
    ...standing(entries),
  };
}

function packagedIn(files: Readonly<Record<string, string | Packaged>>): (readonly [string, Packaged])[] {
  return Object.entries(files).map(([path, file]) => [path, asPackaged(file)]);
}

function asPackaged(file: string | Packaged): Packaged {
  return typeof file === 'string' ? { brought: file } : file;
}

function standing(entries: readonly (readonly [string, Packaged])[]): Record<string, string | Planted> {
  return Object.fromEntries(
    entries.flatMap(([path, { brought, stands = brought }]) => (stands === null ? [] : [[path, stands]])),
  );
}
