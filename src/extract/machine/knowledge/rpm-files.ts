/**
 * The packages of Fedora, RHEL and its relatives, SUSE and Amazon Linux: who brought which file, and what it should hold.
 * Source: https://rpm-software-management.github.io/rpm/; codec/sqlite-table and codec/rpm-header say what is read.
 * Does not see: databases in the forms before 2020 (Berkeley DB) and of SUSE (ndb), which become gaps; what `prelink`
 * rewrote on systems of long ago.
 */
import { hexToBytes } from '@noble/hashes/utils.js';
import { type RpmPackage, readRpmHeader } from '../../../codec/rpm-header/rpm-header.ts';
import { readSqliteTable } from '../../../codec/sqlite-table/sqlite-table.ts';
import type { MachineMiss, MachineTree } from '../../../model/machine-units.ts';
import { CompactDatabase } from './compact-database.ts';
import type { ReadDatabase } from './package-database.ts';

const folders = ['/usr/lib/sysimage/rpm', '/var/lib/rpm'];
const otherForms = ['Packages', 'Packages.db'];
const mostBytes = 768 * 1024 * 1024;

export function readRpm(tree: MachineTree): ReadDatabase {
  const places = folders.map((folder) => `${folder}/rpmdb.sqlite`);
  const place = places.find((path) => (tree.follow(path)?.size ?? 0) > 0);
  if (place === undefined) return { misses: inOtherForms(tree) };
  const read = tree.read(place, mostBytes);
  if (!read?.whole) return { misses: read ? [missed('limit-bytes', 'more of it is not read', place)] : [] };
  const rows = readSqliteTable(read.bytes, 'Packages');
  if (rows.status !== 'ok') return { misses: [missed('malformed', 'it has no table of packages', place)] };
  const database = new CompactDatabase('rpm');
  let unread = 0;
  for (const row of rows.value) {
    const blob = row.find((value) => value instanceof Uint8Array);
    const header = blob && readRpmHeader(blob);
    if (header?.status === 'ok') addPackage(database, header.value);
    else unread++;
  }
  const damaged = unread > 0 ? [missed('malformed', `${unread} of its packages cannot be read`, place)] : [];
  return { database, misses: [...damaged, ...database.missesAt(place), ...pending(tree, place)] };
}

/** Changes that RPM has not yet written into the database itself. */
function pending(tree: MachineTree, place: string): MachineMiss[] {
  const log = `${place}-wal`;
  if ((tree.follow(log)?.size ?? 0) === 0) return [];
  return [missed('not-supported', 'the latest changes of the package database stand in a log that is not read', log)];
}

function inOtherForms(tree: MachineTree): MachineMiss[] {
  const paths = folders.flatMap((folder) => otherForms.map((name) => `${folder}/${name}`));
  const what = 'a database of RPM packages in an older form: packages and their files are not known';
  return paths
    .filter((path) => tree.follow(path)?.kind === 'file')
    .slice(0, 1)
    .map((path) => missed('not-supported', what, path));
}

function missed(code: MachineMiss['gap']['code'], what: string, path: string): MachineMiss {
  return { gap: { code, what, path } };
}

function addPackage(database: CompactDatabase, { name, version, installed, algorithm, files }: RpmPackage): void {
  const time = installed === undefined ? {} : { installed: installed * 1000 };
  database.addPackage({ manager: 'rpm', package: name, version, ...time });
  for (const { path, digest, configuration, stands } of files) {
    if (!stands) continue;
    const isKept = algorithm !== undefined && algorithm !== 'sha512' && /^(?:[0-9a-f]{2}){16,32}$/.test(digest);
    database.addFile(path, isKept ? { algorithm, bytes: hexToBytes(digest), configuration } : undefined);
  }
}
