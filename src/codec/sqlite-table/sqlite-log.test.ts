import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { sqliteLog } from '../../../tests/sqlite-log.ts';
import { rangedBytes } from '../../model/ranged-bytes.ts';
import { withLog } from './sqlite-log.ts';
import { readSqliteTable } from './sqlite-table.ts';

/** How many bytes each row of the table has. */
function rowsOf(database: Uint8Array, log: Uint8Array): (number | undefined)[] {
  const read = readSqliteTable(withLog(rangedBytes(database), rangedBytes(log)), 't');
  if (read.status !== 'ok') return [];
  return Array.from(read.value, (row) => (row?.[0] instanceof Uint8Array ? row[0].length : undefined));
}

describe('a log', () => {
  const page = (byte: number): Uint8Array => new Uint8Array(512).fill(byte);
  const database = rangedBytes(new Uint8Array(1024));

  it('has pages in place of those of the database, and behind them', () => {
    const log = sqliteLog(
      new Map([
        [2, page(2)],
        [3, page(3)],
      ]),
      3,
    );
    const both = withLog(database, rangedBytes(log));
    const into = new Uint8Array(1024);
    expect([both.size, both.fill(256, into), both.fill(1000, into)]).toEqual([1536, true, false]);
    expect([into[0], into[255], into[256], into[767], into[768], into[1023]]).toEqual([0, 0, 2, 2, 3, 3]);
  });

  it('does not make a database larger than there are pages', () => {
    const log = sqliteLog(new Map([[1, page(1)]]), 0xffff_ffff);
    expect(withLog(database, rangedBytes(log)).size).toBe(1536);
  });
});

/** Skipped without `sqlite3`. */
describe.skipIf(!hasPeer('sqlite3', '-version'))('logs that sqlite3 wrote (skipped without it)', () => {
  let folder = '';
  let database = new Uint8Array();
  let log = new Uint8Array();
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'davylamp-sqlite-log-'));
    // A copy while it is open: whoever closes it last writes the log into the database.
    const sql = `pragma page_size=512; create table t(blob); insert into t values(zeroblob(10));
      pragma journal_mode=wal; pragma wal_autocheckpoint=0;
      insert into t values(zeroblob(3000)), (zeroblob(20)); update t set blob = zeroblob(11) where rowid = 1;
      delete from t where rowid = 3; insert into t values(zeroblob(5000));
.system cp a.db copy.db; cp a.db-wal copy.db-wal
`;
    execFileSync('sqlite3', ['a.db'], { input: sql, cwd: folder, timeout: 60_000 });
    database = readFileSync(join(folder, 'copy.db'));
    log = readFileSync(join(folder, 'copy.db-wal'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('have what the database does not have yet', () => {
    expect(rowsOf(database, new Uint8Array())).toEqual([10]);
    expect(rowsOf(database, log)).toEqual([11, 3000, 5000]);
  });

  it('count up to the last change that was finished', () => {
    expect(rowsOf(database, log.subarray(0, log.length - 1))).toEqual([11, 3000]);
    const damaged = Uint8Array.from(log);
    damaged[40] = 1;
    expect(rowsOf(database, damaged)).toEqual([10]);
    damaged[0] = 0;
    expect(rowsOf(database, damaged)).toEqual([10]);
  });

  it('never make it throw, and end, however they are damaged', () => {
    fc.assert(
      fc.property(fc.nat(log.length - 1), fc.nat(255), fc.nat(log.length), (at, value, length) => {
        const damaged = Uint8Array.from(log);
        damaged[at] = value;
        expect(rowsOf(database, damaged.subarray(0, length)).length).toBeLessThan(5);
      }),
      { numRuns: 300 },
    );
  });
});
