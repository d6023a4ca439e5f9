/**
 * Lines of W3C extended logs: IIS, HTTP.SYS's HTTPERR, IIS's FTP server, Exchange, WebLogic's extended access log,
 * CloudFront, and the Windows firewall's pfirewall.log. The columns are named by `#Fields:` and may change at any line.
 * Sources: https://www.w3.org/TR/WD-logfile.html; https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging;
 * https://learn.microsoft.com/en-us/troubleshoot/developer/webapps/aspnet/site-behavior-performance/error-logging-http-apis.
 *
 *     #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status
 *     2026-11-23 16:31:56 192.0.2.1 PROPFIND / - 80 - 198.51.100.7 - 411
 *
 * IIS writes UTC, `+` for a blank and `-` for nothing; the firewall and WebLogic write the machine's own time.
 * Does not see: columns of a log whose header is lost, unless they are those that IIS writes by itself; headers of a
 * request that are no column (the `If` of CVE-2017-7269).
 */
import type { LogEvent, LogSource, LogTime } from '../../model/log-event.ts';
import { addNumber, addTarget, addText, type Fields } from '../access-log/request.ts';
import { digitsAt, utcMs } from '../log-lines/calendar.ts';
import { commaSeparated } from '../log-lines/comma-separated.ts';
import { type Column, columnsOf, guessedColumns } from './columns.ts';

/** A log's software, by what `#Software:` says or its columns show. */
interface Software {
  readonly source: LogSource;
  /** Writes the machine's own time. */
  readonly local?: true;
  /** Writes `+` for a blank in headers. */
  readonly plus?: true;
}

const webserver = 'webserver';
const iis: Software = { source: { category: webserver, service: 'iis' }, plus: true };
const known: readonly (readonly [RegExp, Software])[] = [
  [/Firewall/i, { source: { product: 'windows', category: 'firewall' }, local: true }],
  [/Exchange/i, { source: { product: 'windows', category: 'application', service: 'exchange' } }],
  [/WebLogic/i, { source: { category: webserver, service: 'weblogic' }, local: true }],
  [/Microsoft/i, iis],
  [/x-edge-/, { source: { category: webserver, service: 'cloudfront' } }],
  [/cs\(User-Agent\)|s-ip|s-siteid/, iis],
];
const unnamed: Software = { source: { category: webserver } };

function softwareOf(said: string): Software | undefined {
  return known.find(([pattern]) => pattern.test(said))?.[1];
}

/** Reads one log, line by line. */
export class W3cLog {
  #columns: readonly Column[] | undefined;
  #commas = false;
  #software: Software | undefined;
  /** Of the last `#Date:`, for lines that name only the hour. */
  #day: string | undefined;

  /** The event in a line; nothing where it is a directive, or its columns are unknown. */
  read(line: string): LogEvent | undefined {
    if (line.startsWith('#') || line.startsWith('\ufeff#')) {
      this.#takeDirective(line.replace('\ufeff', ''));
      return undefined;
    }
    const values = this.#split(line);
    const fits = this.#columns !== undefined && values.length <= this.#columns.length;
    const columns = fits ? this.#columns : guessedColumns(values);
    return columns === undefined ? undefined : this.#event(line, columns, values);
  }

  #takeDirective(line: string): void {
    const [, name = '', said = ''] = /^#(Software|Fields|Date):\s*(.{0,4096})/.exec(line) ?? [];
    if (name === 'Software') this.#software = softwareOf(said);
    if (name === 'Date') this.#day = said.slice(0, 10);
    if (name !== 'Fields') return;
    this.#columns = columnsOf(said);
    this.#commas = said.includes(',');
    this.#software ??= softwareOf(said);
  }

  #split(line: string): string[] {
    if (this.#commas) return commaSeparated(line);
    const tabbed = line.includes('\t');
    return line.trimEnd().split(tabbed ? '\t' : ' ');
  }

  #event(line: string, columns: readonly Column[], values: readonly string[]): LogEvent | undefined {
    const software = this.#software ?? (this.#columns === undefined ? iis : unnamed);
    const fields: Fields = {};
    let day = this.#day;
    let clock: string | undefined;
    let machine: string | undefined;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? '';
      const { name, as } = columns[i] ?? { name: '' };
      if (as === 'date') day = value;
      else if (as === 'time') clock = value;
      else if (as === 'moment') {
        day = value.slice(0, 10);
        clock = value.slice(11);
      } else if (as === 'number') addNumber(fields, name, value);
      else if (as === 'machine') machine = value;
      else if (as === 'target' && value !== '-') addTarget(fields, '', value);
      else addText(fields, name, as === 'header' && software.plus ? blanks(value) : value);
    }
    const time = timeOf(day, clock, software);
    // A line of something else: each of these logs names the hour.
    if (time === undefined && clock === undefined) return undefined;
    addWholeTarget(fields);
    return { source: software.source, ...(time ? { time } : {}), ...(machine ? { machine } : {}), fields, text: line };
  }
}

/** Path and query in one, as Sigma's rules may ask for them. */
function addWholeTarget(fields: Fields): void {
  const stem = fields['cs-uri-stem'];
  const query = fields['cs-uri-query'];
  if (typeof stem === 'string') fields['c-uri'] ??= typeof query === 'string' ? `${stem}?${query}` : stem;
}

/** `a+b` is `a b`; `;++http` was `; +http`. */
function blanks(value: string): string {
  return value.includes('+') ? value.replace(/\+(\+?)/g, ' $1') : value;
}

function timeOf(day: string | undefined, clock: string | undefined, { local }: Software): LogTime | undefined {
  if (day === undefined || clock === undefined) return undefined;
  const at = (text: string, from: number, count: number): number => digitsAt(text, from, count);
  const seconds = at(clock, 6, 2);
  const fraction = /^\.\d{1,3}/.exec(clock.slice(8, 12))?.[0] ?? '';
  const ms = Number(`0${fraction}`) * 1000;
  const [hours, minutes] = [at(clock, 0, 2), at(clock, 3, 2)];
  const utc = utcMs(at(day, 0, 4), at(day, 5, 2), at(day, 8, 2), hours, minutes, seconds, ms);
  if (utc === undefined) return undefined;
  return local ? { ms: utc, zoneUnknown: true } : { ms: utc };
}
