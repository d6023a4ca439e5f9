/**
 * PostgreSQL's log: what it was asked, by whom and from where, as far as it is set to tell. Source: codec/postgresql-log.
 * Does not see: statements, unless log_statement or an error made the server write them.
 */
import { longestStamp, stampOf } from '../../codec/application-log/stamp.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import { readPostgresqlRecord } from '../../codec/postgresql-log/read.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

const two = 0x32;
const dash = 0x2d;
const space = 0x20;

export const postgresqlLog: LogFormat = defineLogFormat({
  id: 'postgresql-log',
  title: 'PostgreSQL’s log',
  sources: [{ category: 'application', product: 'sql', service: 'postgresql' }],
  // `2026-11-23 `: what follows is looked at only there.
  accepts: (head) =>
    startsWithDay(head, 0) &&
    mostLinesAre(head, (line) => isIndented(line) || readPostgresqlRecord(line) !== undefined),
  open: (beginning) =>
    new LineLog({ id: 'postgresql-log', tells: ['commands'] }, { read: readPostgresqlRecord, begins }, beginning),
});

function startsWithDay(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === two && bytes[start + 4] === dash && bytes[start + 10] === space;
}

function begins(bytes: Uint8Array, start: number, end: number): boolean {
  if (!startsWithDay(bytes, start)) return false;
  return stampOf(latin1(bytes.subarray(start, Math.min(end, start + longestStamp)))) !== undefined;
}

/** More of the statement before. */
function isIndented(line: string): boolean {
  return line.startsWith('\t');
}
