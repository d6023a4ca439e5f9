/** Databases of RPM packages: nothing throws, loops end, and no more comes out than the file holds. */
import { readRpmHeader } from '../../src/codec/rpm-header/rpm-header.ts';
import { withLog } from '../../src/codec/sqlite-table/sqlite-log.ts';
import { readSqliteTable } from '../../src/codec/sqlite-table/sqlite-table.ts';
import { type RangedBytes, rangedBytes } from '../../src/model/ranged-bytes.ts';
import { rpmHeader } from '../../tests/rpm-database.ts';
import { sqliteLog } from '../../tests/sqlite-log.ts';
import type { FuzzTarget } from '../target.ts';

const digest = 'ab'.repeat(32);
const made = rpmHeader({
  name: 'a',
  version: '1',
  release: '2',
  installed: 3,
  files: [
    { path: '/usr/bin/a', digest },
    { path: '/etc/a', digest, configuration: true },
  ],
});

export const target: FuzzTarget = {
  id: 'rpm-database',
  seeds: () => [made, databaseWith(made), logWith(databaseWith(made))],
  run: (bytes) => {
    readRpmHeader(bytes);
    readRows(rangedBytes(bytes), bytes.length);
    readRows(withLog(rangedBytes(databaseWith(made)), rangedBytes(bytes)), databaseWith(made).length + bytes.length);
  },
};

function readRows(source: RangedBytes, most: number): void {
  const rows = readSqliteTable(source, 'Packages');
  if (rows.status !== 'ok') return;
  let total = 0;
  for (const row of rows.value) for (const value of row ?? []) if (value instanceof Uint8Array) total += value.length;
  if (total > most) throw new Error('more than the file holds');
}

function logWith(database: Uint8Array): Uint8Array {
  return sqliteLog(
    new Map([
      [1, database.subarray(0, 512)],
      [2, database.subarray(512)],
    ]),
    2,
  );
}

/** Two pages of 512 bytes: the schema and one row. */
function databaseWith(blob: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1024);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('SQLite format 3\0'));
  view.setUint16(16, 512);
  page(view, 100, 512, [
    [text('table'), text('Packages'), text('Packages'), { type: 1, bytes: Uint8Array.of(2) }, text('')],
  ]);
  page(view, 512, 1024, [
    [
      { type: 0, bytes: new Uint8Array() },
      { type: 2 * Math.min(blob.length, 400) + 12, bytes: blob.subarray(0, 400) },
    ],
  ]);
  return bytes;
}

interface Value {
  readonly type: number;
  readonly bytes: Uint8Array;
}

function text(value: string): Value {
  return { type: 2 * value.length + 13, bytes: new TextEncoder().encode(value) };
}

function page(view: DataView, header: number, end: number, rows: readonly (readonly Value[])[]): void {
  view.setUint8(header, 0x0d);
  view.setUint16(header + 3, rows.length);
  let at = end;
  for (const [i, row] of rows.entries()) {
    const types = row.flatMap(({ type }) => varint(type));
    const record = [types.length + 1, ...types, ...row.flatMap(({ bytes }) => [...bytes])];
    const cell = [...varint(record.length), 1, ...record];
    at -= cell.length;
    new Uint8Array(view.buffer).set(cell, at);
    view.setUint16(header + 8 + 2 * i, at % 512);
  }
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value >> 7) | 0x80, value & 0x7f];
}
