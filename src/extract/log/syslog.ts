/**
 * Lines of syslog: auth.log, secure, syslog, messages, cron, daemon.log, kern.log, and what other programs send there, also
 * Sysmon for Linux and auditd. Sources: codec/syslog, codec/sysmon-linux, codec/audit-log.
 * Does not see: the year and the zone where RFC 3164 leaves them out (the year is guessed, the zone unknown); lines that
 * were taken out. Anybody on the host may write lines in any program's name (logger(1)).
 */
import { GuessedYear } from '../../codec/log-lines/guessed-year.ts';
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import { readProgramWords } from '../../codec/syslog/program-words.ts';
import { type LocalStamp, readSyslogRecord, type SyslogRecord } from '../../codec/syslog/record.ts';
import { readRelayedLine, surerTime } from '../../codec/web-line/relayed.ts';
import type { LogEvent, LogTime, LogValue } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

export const syslog: LogFormat = defineLogFormat({
  id: 'syslog',
  title: 'System logs (syslog), with Sysmon for Linux and auditd in them',
  sources: [
    { category: 'webserver' },
    ...['auth', 'sshd', 'sudo', 'cron', 'syslog', 'vsftpd', 'clamav', 'guacamole', 'auditd'].map((service) => ({
      product: 'linux',
      service,
    })),
    ...['process_creation', 'network_connection', 'file_event', 'file_delete', 'process_termination'].map(
      (category) => ({ product: 'linux', category, service: 'sysmon' }),
    ),
  ],
  accepts: (head) => mayBegin(head) && mostLinesAre(head, (line) => readSyslogRecord(line)?.program !== undefined),
  open(beginning) {
    const year = new GuessedYear(beginning.latest);
    const service = serviceOfFile(beginning.name);
    return new LineLog(
      { id: 'syslog', tells: service === 'auth' ? ['logins'] : ['logins', 'system'] },
      { read: (text) => readEvent(text, year, service) },
      beginning,
    );
  },
});

/** `<30>`, `Nov `, `2026-`: most files are done with here. `1 2026-…` is RFC 5424 without its priority. */
function mayBegin(head: Uint8Array): boolean {
  const [first, second, third, fourth] = [head[0] ?? 0, head[1] ?? 0, head[2] ?? 0, head[3] ?? 0];
  if (first === 0x3c) return isDigit(second);
  if (isDigit(first)) return (isDigit(fourth) && head[4] === 0x2d) || (first === 0x31 && second === 0x20);
  return first >= 0x41 && first <= 0x53 && second >= 0x61 && third >= 0x61 && fourth === 0x20;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** What lines of programs that we do not know are, by the file's name. */
function serviceOfFile(name: string): string {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase();
  if (/^(?:auth\.log|authlog|secure)(?:$|[.-])/.test(file)) return 'auth';
  return /^cron(?:$|[.-])/.test(file) ? 'cron' : 'syslog';
}

function readEvent(text: string, year: GuessedYear, service: string): LogEvent | undefined {
  const record = readSyslogRecord(text);
  if (record === undefined) return undefined;
  const { program, pid, facility, message, repeated, host } = record;
  const words = readProgramWords(program, message, { facility, service });
  const own: Record<string, LogValue> = { message };
  if (program !== undefined) own['program'] = program;
  if (pid !== undefined) own['pid'] = pid;
  if (facility !== undefined) own['facility'] = facility;
  if (repeated !== undefined) own['repeated'] = repeated;
  const time = timeOf(record, year);
  const web = readRelayedLine(message, program);
  if (web !== undefined) return relayed(web, own, { outer: time, host, text });
  return {
    source: words.source,
    ...(time === undefined ? {} : { time }),
    ...(host === undefined ? {} : { machine: host }),
    fields: Object.assign(own, words.fields),
    text,
  };
}

/** A web server's line: a request or an error, as its own log would hold it. */
function relayed(
  web: LogEvent,
  own: LogEvent['fields'],
  {
    outer,
    host,
    text,
  }: { readonly outer: LogTime | undefined; readonly host: string | undefined; readonly text: string },
): LogEvent {
  const time = surerTime(outer, web.time);
  const told = { ...(time === undefined ? {} : { time }), ...(host === undefined ? {} : { machine: host }) };
  return { source: web.source, ...told, fields: { ...own, ...web.fields }, text };
}

function timeOf({ ms, stamp }: SyslogRecord, year: GuessedYear): LogTime | undefined {
  if (ms !== undefined) return { ms };
  return stamp && (stamp.year === undefined ? guessed(stamp, year) : dated(stamp, stamp.year));
}

function guessed({ month, day, hours, minutes, seconds }: LocalStamp, year: GuessedYear): LogTime | undefined {
  const ms = year.ms(month, day, hours, minutes, seconds);
  return ms === undefined ? undefined : { ms, zoneUnknown: true, yearGuessed: true };
}

function dated({ month, day, hours, minutes, seconds }: LocalStamp, year: number): LogTime | undefined {
  const ms = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  const isDay = day >= 1 && day <= 31 && hours < 24 && minutes < 60 && seconds <= 60;
  return isDay && ms >= 0 ? { ms, zoneUnknown: true } : undefined;
}
