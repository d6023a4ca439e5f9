/**
 * Records of applications' logs: a time and a level, or one of the forms that name their writer (WebLogic's `####<`,
 * Redis, klog, logfmt). Tomcat, Spring Boot, Log4j, Logback, Jenkins, Confluence, Elasticsearch, ActiveMQ, Python, MySQL,
 * Selenium, gunicorn, Docker's daemon.
 * What does not begin so belongs to the record before it: stack traces, and what an application lets its children print.
 * Sources: the loggers' documentation, by form in stamp.ts, message.ts and forms.ts.
 * Does not see: a log without level (then any text would be one).
 */
import type { LogEvent, LogSource } from '../../model/log-event.ts';
import { addNumber, addText, type Fields } from '../access-log/request.ts';
import type { GuessedYear } from '../log-lines/guessed-year.ts';
import { beginsNamedRecord, klogRecord, logfmtRecord, redisRecord, webLogicRecord } from './forms.ts';
import { addMessage } from './message.ts';
import type { ApplicationRecord } from './record.ts';
import { longestStamp, stampOf } from './stamp.ts';

export interface ApplicationLogContext {
  /** What wrote the log, where its records do not say. */
  readonly source: LogSource;
  readonly year: GuessedYear;
}

export function readApplicationRecord(text: string, { source, year }: ApplicationLogContext): LogEvent | undefined {
  const record =
    webLogicRecord(text) ?? logfmtRecord(text) ?? redisRecord(text) ?? klogRecord(text, year) ?? stampedRecord(text);
  if (record === undefined) return undefined;
  const { time, fields } = record;
  return { source: record.source ?? source, ...(time ? { time } : {}), fields, text };
}

/** `[2026-11-23 …] …`, or a level before the time: `INFO  [2026-11-23 …]`, `[INFO] 2026-11-23 …`. */
const levelFirst = /^(?:\[([A-Za-z]{4,8})\]|(TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|SEVERE))\s{1,4}\[?(?=\d{4}-)/;

/** GitHub's runners and container runtimes set such a time before whatever line they pass on. */
const passedOn = /T\d\d:\d\d:\d\d\.(?:\d{7}|\d{9})Z$/;

function stampedRecord(text: string): ApplicationRecord | undefined {
  const [leading = ''] = levelFirst.exec(text) ?? [];
  const open = leading === '' && text.startsWith('[') ? 1 : leading.length;
  const stamp = stampOf(text.slice(open, open + longestStamp));
  if (stamp === undefined || passedOn.test(text.slice(0, stamp.end))) return undefined;
  const rest = text.slice(open + stamp.end).replace(/^\]/, '');
  const fields: Fields = {};
  // java.util.logging's old form sets the level on a line of its own.
  const said = leading === '' ? rest : ` ${leading.replace(/[[\]]/g, '').trim()} ${rest}`;
  if (nginx.test(rest)) return undefined;
  if (
    !addMysqlCommand(fields, rest) &&
    !addOldJava(fields, rest) &&
    !addMessage(fields, said.startsWith(' ') ? said : ` ${said}`)
  )
    return undefined;
  return { fields, time: stamp.time };
}

/** Its own reader is codec/error-log. */
const nginx = /^ \[[a-z]{4,8}\] \d{1,10}#\d/;
/** MySQL's general log: `<time>\t   12 Query\tSELECT 1`. */
const mysqlCommand =
  /^\t\s{0,12}(\d{1,12}) (Query|Connect|Quit|Init DB|Execute|Prepare|Close stmt|Field List|Change user|Statistics|Ping|Kill)(?:\t(.*))?$/s;

function addMysqlCommand(fields: Fields, text: string): boolean {
  const [, id, command, said] = mysqlCommand.exec(text) ?? [];
  if (command === undefined) return false;
  addNumber(fields, 'connection', id);
  addText(fields, 'command', command);
  addText(fields, 'message', said);
  return true;
}

const oldJava = /^ ([\w.$]{3,160}) ([\w$<>]{1,100})\n([A-Z]{4,8}): (.*)$/s;

function addOldJava(fields: Fields, text: string): boolean {
  const [, logger, method, level, message = ''] = oldJava.exec(text) ?? [];
  if (logger === undefined || level === undefined) return false;
  Object.assign(fields, { logger: `${logger}.${method}`, level, message });
  return true;
}

/** What a line is known by: no form's beginning is longer. Characters. */
export const longestBeginning = 96;

/**
 * True where a record may begin with this line.
 *
 * @param line its first `longestBeginning` characters
 */
export function beginsApplicationRecord(line: string): boolean {
  const open = line.charAt(0) === '[' ? 1 : 0;
  return stampOf(line.slice(open)) !== undefined || levelFirst.test(line) || beginsNamedRecord(line);
}

/** False where none can begin at bytes[start]: stack traces, and the first lines of most files, are done with here. */
export function mayBeginRecord(bytes: Uint8Array, start: number): boolean {
  const first = bytes[start] ?? 0;
  if (isDigit(first)) return true;
  const second = bytes[start + 1] ?? 0;
  // `[2026-`, `[INFO]`; `##`; `<Nov`; `Nov 23`, `INFO `, `E1123`; `time=`, `ts=`, `level=`.
  if (first === 0x5b) return isDigit(second) || isLetter(second);
  if (first === 0x23) return second === first;
  if (first === 0x3c) return second >= 0x41 && second <= 0x53 && bytes[start + 4] === 0x20;
  if (first >= 0x41 && first <= 0x57) return isDigit(second) || isMonth(bytes, start) || isLevel(bytes, start);
  return (first === 0x74 || first === 0x6c) && bytes.subarray(start, start + 6).includes(0x3d);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** `Nov 23, ` */
function isMonth(bytes: Uint8Array, start: number): boolean {
  return bytes[start + 3] === 0x20 && isDigit(bytes[start + 4] ?? 0);
}

/** Three capitals. */
function isLevel(bytes: Uint8Array, start: number): boolean {
  const [, second = 0, third = 0] = bytes.subarray(start, start + 3);
  return second >= 0x41 && second <= 0x5a && third >= 0x41 && third <= 0x5a;
}
