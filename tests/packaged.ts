/** Package databases as package managers write them, for the tests of probes. */
import { createHash } from 'node:crypto';
import type { Files, Planted } from './machine-tree.ts';

const hex = (algorithm: string, content: string): string => createHash(algorithm).update(content).digest('hex');

/** A file as its package brought it: what the database says of it stays so, whatever `stands` there now. */
export interface Packaged {
  readonly brought: string;
  /** In place of what was brought; `null` where it is gone. */
  readonly stands?: string | Planted | null;
}

/** A machine of Debian with one package that has these files. */
export function debianWith(files: Readonly<Record<string, string | Packaged>>, name = 'procps'): Files {
  const entries = Object.entries(files).map(([path, file]) => [path, asPackaged(file)] as const);
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
  const entries = Object.entries(files).map(([path, file]) => [path, asPackaged(file)] as const);
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

function asPackaged(file: string | Packaged): Packaged {
  return typeof file === 'string' ? { brought: file } : file;
}

function standing(entries: readonly (readonly [string, Packaged])[]): Record<string, string | Planted> {
  return Object.fromEntries(
    entries.flatMap(([path, { brought, stands = brought }]) => (stands === null ? [] : [[path, stands]])),
  );
}
