import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPeer } from '../../../tests/peer.ts';
import { rangedBytes } from '../../model/ranged-bytes.ts';
import { readSqliteTable, type SqliteRow } from './sqlite-table.ts';

/** Skipped without `sqlite3`. */
describe.skipIf(!hasPeer('sqlite3', '-version'))('tables that sqlite3 wrote (skipped without it)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'davylamp-sqlite-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const made = (name: string, sql: string): Uint8Array => {
    const path = join(folder, name);
    execFileSync('sqlite3', [path], { input: sql });
    return readFileSync(path);
  };
  const rowsOf = (bytes: Uint8Array, table: string): (SqliteRow | undefined)[] => {
    const read = readSqliteTable(rangedBytes(bytes), table);
    // Bytes in a row hold until the next one is asked for.
    return read.status === 'ok' ? Array.from(read.value, (row) => row && structuredClone(row)) : [];
  };

  it('give their values', () => {
    const bytes = made(
      'values',
      "create table t(id integer primary key, a, b); insert into t values(7, 'text', x'00ff'), (8, -2, null), (9, 1.5, 70000), (10, 9007199254740993, 1), (11, -40000, 0);",
    );
    expect(rowsOf(bytes, 't')).toEqual([
      [null, 'text', Uint8Array.of(0, 255)],
      [null, -2, null],
      [null, 1.5, 70_000],
      [null, 9007199254740993n, 1],
      [null, -40_000, 0],
    ]);
  });

  it.each([512, 4096, 65_536])(
    'are read whole over many pages of %i bytes, with rows that are longer than a page',
    (page) => {
      const sql = `pragma page_size=${page}; create table t(n, blob); create table other(x);
      with recursive c(n) as (select 1 union all select n + 1 from c where n < 3000) insert into t select n, zeroblob(n % 997 * 5) from c;`;
      const rows = rowsOf(made(`pages-${page}`, sql), 't');
      expect(rows).toHaveLength(3000);
      for (const row of rows) expect(row?.[1]).toHaveLength((Number(row?.[0]) % 997) * 5);
    },
  );

  it('are told from what is none, and from others', () => {
    expect(readSqliteTable(rangedBytes(made('one', 'create table a(x);')), 'b').status).toBe('malformed');
    expect(readSqliteTable(rangedBytes(new Uint8Array(200)), 'a').status).toBe('not-this-format');
  });

  it('have undefined for a row whose length is damaged, and all that are behind it', () => {
    const bytes = made('length', "create table t(a); insert into t values('first'), ('second'), ('third');");
    const first = Buffer.from(bytes).indexOf('first');
    const damaged = Uint8Array.from(bytes);
    // Before the text: the row's length, its number, the length of its head, the type of its value.
    damaged[first - 4] = 0xff;
    damaged[first - 3] = 0x7f;
    expect(rowsOf(damaged, 't')).toEqual([undefined, ['second'], ['third']]);
  });

  it('never throw, and end, however they are damaged', () => {
    const bytes = made(
      'damaged',
      'pragma page_size=512; create table t(a, b); with recursive c(n) as (select 1 union all select n + 1 from c where n < 200) insert into t select n, zeroblob(n * 9) from c;',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        (changes) => {
          const damaged = bytes.slice();
          for (const [at, value] of changes) damaged[at] = value;
          for (const row of rowsOf(damaged, 't')) expect(row?.length ?? 0).toBeLessThanOrEqual(200);
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('a file that says it is larger than any disk is no burden', () => {
  const bytes = new Uint8Array(512);
  bytes.set(new TextEncoder().encode('SQLite format 3\0'));
  bytes.set([0x02, 0x00], 16);
  bytes[100] = 0x0d;
  const { fill } = rangedBytes(bytes);
  expect(readSqliteTable({ size: 2 ** 50, fill }, 'Packages').status).toBe('malformed');
});
