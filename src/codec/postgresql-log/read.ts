/**
 * Records of PostgreSQL's log: `stderr` with any log_line_prefix that begins with the time, and `csvlog`. A statement of
 * several lines goes on behind tabs (stderr) or within its quotes (csvlog).
 * Source: https://www.postgresql.org/docs/current/runtime-config-logging.html.
 *
 *     2026-11-23 16:31:56.123 UTC [77] postgres@shop LOG:  statement: COPY t FROM PROGRAM 'id'
 *
 * Does not see: what stands before the level in a prefix of one's own, but for process, user, database and client; zones
 * by an abbreviation other than UTC. jsonlog is codec/json-log's.
 */
import type { LogEvent, LogSource, LogTime } from '../../model/log-event.ts';
import { addNumber, addText, type Fields } from '../access-log/request.ts';
import { type Stamp, stampOf } from '../application-log/stamp.ts';
import { commaSeparated } from '../log-lines/comma-separated.ts';

const source: LogSource = { category: 'application', product: 'sql', service: 'postgresql' };

/** Behind the prefix: two blanks tell a level from any other word. */
const level =
  /\b(LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DEBUG[1-5]?|STATEMENT|DETAIL|HINT|CONTEXT|QUERY|LOCATION): {2}/;
/** Characters. */
const longestPrefix = 256;

export function readPostgresqlRecord(text: string): LogEvent | undefined {
  const stamp = stampOf(text);
  if (stamp === undefined) return undefined;
  const fields: Fields = {};
  const read = text.charAt(stamp.end) === ',' ? addColumns(fields, text) : addPrefixed(fields, text, stamp);
  return read ? { source, ...timeOf(stamp.time), fields, text } : undefined;
}

function timeOf(time: LogTime | undefined): { time?: LogTime } {
  return time === undefined ? {} : { time };
}

function addPrefixed(fields: Fields, text: string, stamp: Stamp): boolean {
  const found = level.exec(text.slice(stamp.end, stamp.end + longestPrefix));
  if (found === null) return false;
  const prefix = text.slice(stamp.end, stamp.end + found.index);
  addText(fields, 'level', found[1]);
  addNumber(fields, 'pid', /\[(\d{1,10})(?:-\d{1,10})?\]/.exec(prefix)?.[1]);
  const [, user, database] = /([\w$-]{1,63})@([\w$-]{1,63})/.exec(prefix) ?? [];
  addText(fields, 'user', user);
  addText(fields, 'database', database);
  addText(fields, 'client', /([\d.]{7,15}|[\da-fA-F:]{3,45})\(\d{1,5}\)/.exec(prefix)?.[1]);
  addText(fields, 'message', text.slice(stamp.end + found.index + found[0].length).replaceAll('\n\t', '\n'));
  return true;
}

/** Columns of csvlog that are told, by their place; later versions only add some behind. */
const columns: readonly (readonly [number, string])[] = [
  [1, 'user'],
  [2, 'database'],
  [4, 'client'],
  [7, 'command'],
  [11, 'level'],
  [12, 'code'],
  [13, 'message'],
  [14, 'detail'],
  [19, 'query'],
  [22, 'application'],
];

const csvLevel = /^(?:LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DEBUG[1-5]?)$/;

function addColumns(fields: Fields, text: string): boolean {
  const values = commaSeparated(text);
  if (!csvLevel.test(values[11] ?? '')) return false;
  addNumber(fields, 'pid', values[3]);
  for (const [at, name] of columns) addText(fields, name, values[at]);
  const client = fields['client'];
  if (typeof client === 'string') fields['client'] = client.replace(/:\d{1,5}$/, '');
  return true;
}
