/** What a folder holds. */
import { type Dirent, readdirSync } from 'node:fs';
import { pathText, rawPath } from './path.ts';

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'special';
}

/** By name; names that are no UTF-8 are read again as bytes. Throws Node's error where it can't. */
export function entriesOf(folder: string): Entry[] {
  const raw = rawPath(folder);
  let entries = readdirSync(raw, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  if (entries.some(({ name }) => name.includes('\ufffd')))
    // @types/node knows names as bytes only without file types.
    entries = (
      readdirSync(raw, { withFileTypes: true, encoding: 'buffer' as 'utf8' }) as unknown as (Dirent & {
        name: Buffer;
      })[]
    ).map((entry) => ({ name: pathText(entry.name), kind: kindOf(entry) }));
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): Entry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special';
}
