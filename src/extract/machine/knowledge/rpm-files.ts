/**
 * The packages of Fedora, RHEL and its relatives, SUSE and Amazon Linux: who brought which file, and what it should hold.
 * RPM keeps a header for each package in one of three databases: SQLite (since 2020), Berkeley DB (before; CentOS and RHEL
 * up to 8, Amazon Linux 2) or its own, ndb (SUSE). They are read piece by piece: they have hundreds of megabytes.
 * Source: https://rpm-software-management.github.io/rpm/; codec/sqlite-table, codec/berkeley-hash, codec/rpm-ndb and
 * codec/rpm-header say what is read.
 * Does not see: a database elsewhere (`_dbpath`); of a database that is being written, what is not on the disk yet.
 */
import { hexToBytes } from '@noble/hashes/utils.js';
import { type BerkeleyPair, readBerkeleyHash } from '../../../codec/berkeley-hash/berkeley-hash.ts';
import { type RpmPackage, readRpmHeader } from '../../../codec/rpm-header/rpm-header.ts';
import { readRpmNdb } from '../../../codec/rpm-ndb/rpm-ndb.ts';
import { withLog } from '../../../codec/sqlite-table/sqlite-log.ts';
import { readSqliteTable } from '../../../codec/sqlite-table/sqlite-table.ts';
import type { MachineMiss, MachineTree } from '../../../model/machine-units.ts';
import type { RangedBytes } from '../../../model/ranged-bytes.ts';
import { notThisFormat, ok, type Result } from '../../../model/result.ts';
import { CompactDatabase } from './compact-database.ts';
import type { ReadDatabase } from './package-database.ts';
import { nameOf } from './path-names.ts';
import { RangedFile } from './ranged-file.ts';

type Headers = Iterable<Uint8Array | undefined>;

/** The last is that of systems whose /usr is one image (rpm-ostree). */
const folders = ['/usr/lib/sysimage/rpm', '/var/lib/rpm', '/usr/share/rpm'];
/** By the name of their file; where a system changed from one to another, the first of them is the newer. */
const forms: Readonly<Record<string, (source: RangedBytes) => Result<Headers>>> = {
  'rpmdb.sqlite': inSqlite,
  'Packages.db': readRpmNdb,
  Packages: inBerkeley,
};
const mostBytes = 2 * 1024 * 1024 * 1024;
const mostLogBytes = 256 * 1024 * 1024;

export function readRpm(tree: MachineTree): ReadDatabase {
  const misses: MachineMiss[] = [];
  for (const place of placesOf(tree)) {
    const read = readAt(tree, place);
    misses.push(...read.misses);
    // A newer RPM that was only asked leaves an empty database beside the one in use.
    if (read.database && read.database.paths > 0) return { database: read.database, misses };
  }
  return { misses };
}

function placesOf(tree: MachineTree): string[] {
  const places = Object.keys(forms).flatMap((name) => folders.map((folder) => `${folder}/${name}`));
  const isThere = (place: string): boolean => {
    const state = tree.follow(place);
    return state?.kind === 'file' && state.size > 0;
  };
  return places.filter(isThere);
}

function readAt(tree: MachineTree, place: string): ReadDatabase {
  const file = new RangedFile(tree, place);
  if (file.size > mostBytes) return { misses: [missed('limit-bytes', 'it is too large to be read', place)] };
  // Where SQLite keeps its latest changes; beside the other forms there is none.
  const log = new RangedFile(tree, `${place}-wal`);
  const isLogRead = log.size <= mostLogBytes;
  const read = forms[nameOf(place)] ?? (() => notThisFormat);
  const headers = read(isLogRead ? withLog(file, log) : file);
  if (headers.status !== 'ok')
    return { misses: [missed('malformed', `its packages cannot be read${why(headers)}`, place)] };
  const { database, unread } = databaseOf(headers.value);
  const misses = database.missesAt(place);
  if (unread > 0)
    misses.push(missed('malformed', `${unread} of its packages, or pages of them, cannot be read`, place));
  if (!isLogRead) misses.push(missed('limit-bytes', 'its latest changes are too many to be read', `${place}-wal`));
  return { database, misses };
}

function databaseOf(headers: Headers): { readonly database: CompactDatabase; readonly unread: number } {
  const database = new CompactDatabase('rpm');
  let unread = 0;
  for (const bytes of headers) {
    const header = bytes && readRpmHeader(bytes);
    if (header?.status === 'ok') addPackage(database, header.value);
    else unread++;
  }
  return { database, unread };
}

function why(result: Result<unknown>): string {
  return 'what' in result ? `: ${result.what}` : '';
}

function inSqlite(source: RangedBytes): Result<Headers> {
  const rows = readSqliteTable(source, 'Packages');
  return rows.status === 'ok' ? ok(blobsOf(rows.value)) : rows;
}

function* blobsOf(rows: Iterable<readonly unknown[] | undefined>): Headers {
  for (const row of rows) yield row?.find((value) => value instanceof Uint8Array);
}

function inBerkeley(source: RangedBytes): Result<Headers> {
  const pairs = readBerkeleyHash(source);
  return pairs.status === 'ok' ? ok(valuesOf(pairs.value)) : pairs;
}

/** Key 0 has the highest number that was given to a package in place of one. */
function* valuesOf(pairs: Iterable<BerkeleyPair | undefined>): Headers {
  for (const pair of pairs) if (!pair || pair.key.some((byte) => byte !== 0)) yield pair?.value;
}

function missed(code: MachineMiss['gap']['code'], what: string, path: string): MachineMiss {
  return { gap: { code, what, path } };
}

function addPackage(database: CompactDatabase, { name, version, installed, algorithm, files }: RpmPackage): void {
  const time = installed === undefined ? {} : { installed: installed * 1000 };
  database.addPackage({ manager: 'rpm', package: name, version, ...time });
  for (const { folder, name: file, digest, configuration, stands } of files) {
    if (!stands) continue;
    const isKept = algorithm !== undefined && algorithm !== 'sha512' && /^(?:[0-9a-f]{2}){16,32}$/.test(digest);
    database.addFileIn(folder, file, isKept ? { algorithm, bytes: hexToBytes(digest), configuration } : undefined);
  }
}
