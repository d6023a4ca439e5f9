/** The packages of Alpine Linux: who brought which file, and what it should hold. Source: apk(8), codec/apk. */
import { readInstalled } from '../../../codec/apk/installed.ts';
import type { MachineTree } from '../../../model/machine-units.ts';
import { CompactDatabase } from './compact-database.ts';
import type { ReadDatabase } from './package-database.ts';

/** The second form is that of merged /usr (Alpine 3.23). */
const places = ['/lib/apk/db/installed', '/usr/lib/apk/db/installed'];
const mostBytes = 64 * 1024 * 1024;

export function readApk(tree: MachineTree): ReadDatabase {
  const place = places.find((path) => tree.follow(path)?.kind === 'file');
  const text = place === undefined ? undefined : tree.text(place, mostBytes);
  if (place === undefined || text === undefined) return { misses: [] };
  const database = new CompactDatabase('apk');
  const installed = tree.follow(place)?.modified;
  for (const { name, version, files } of readInstalled(text)) {
    // The database is written anew with every change, so that only the last of them has a time.
    database.addPackage({ manager: 'apk', package: name, version, ...(installed === undefined ? {} : { installed }) });
    for (const { path, digest } of files)
      database.addFile(path, digest && { ...digest, configuration: path.startsWith('/etc/') });
  }
  return { database, misses: database.missesAt(place) };
}
