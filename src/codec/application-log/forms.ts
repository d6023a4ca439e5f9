/**
 * Forms of records that name their writer.
 * Sources: Oracle WebLogic "Server log message format"; Redis serverLogRaw; https://github.com/kubernetes/klog;
 * https://pkg.go.dev/github.com/sirupsen/logrus#TextFormatter (logfmt: Docker's daemon, containerd, Traefik, Grafana).
 */
import type { LogTime } from '../../model/log-event.ts';
import { addNumber, addText, type Fields } from '../access-log/request.ts';
import { monthAt, utcMs } from '../log-lines/calendar.ts';
import type { GuessedYear } from '../log-lines/guessed-year.ts';
import type { ApplicationRecord } from './record.ts';
import { longestStamp, stampOf } from './stamp.ts';

/** Parts of a WebLogic record before its message, and of a logfmt line. */
const mostParts = 32;

/** `####<time> <level> <subsystem> <machine> <server> <thread> <user> <transaction> <context> <ms> <BEA-…> <message>` */
export function webLogicRecord(text: string): ApplicationRecord | undefined {
  const head = text.startsWith('####<') ? 5 : text.startsWith('<') ? 1 : 0;
  const stamp = head === 0 ? undefined : stampOf(text.slice(head, head + longestStamp));
  if (stamp === undefined || !text.startsWith('> <', head + stamp.end)) return undefined;
  const id = /> <(BEA-\d{6})> </.exec(text);
  const said = id === null ? undefined : text.slice(id.index + id[0].length).replace(/>\s*$/, '');
  const [, level, subsystem, ...more] = text.slice(0, id?.index ?? 4096).split('> <', mostParts);
  const fields: Fields = {};
  addText(fields, 'level', level);
  addText(fields, 'logger', subsystem);
  if (head === 5) {
    addText(fields, 'server', more[1]);
    addText(fields, 'thread', more[2]);
    addText(fields, 'user', more[3]);
  }
  addText(fields, 'code', id?.[1]);
  addText(fields, 'message', said);
  // The time in milliseconds stands there, too, and needs no zone.
  const exact = more.find((part) => /^1\d{12}$/.test(part));
  const time: LogTime | undefined = exact === undefined ? stamp.time : { ms: Number(exact) };
  return { fields, time, source: { category: 'application', product: 'jvm', service: 'weblogic' } };
}

/** `77:M 23 Nov 2026 16:31:56.123 * message`; before version 3, `[77] 23 Nov 16:31:56.123 * message`. */
const redis = /^(\d{1,10}):([XCSM]) (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)\.(\d{3}) ([.\-*#]) (.*)$/s;
const redisLevels: Readonly<Record<string, string>> = { '.': 'debug', '-': 'verbose', '*': 'notice', '#': 'warning' };

export function redisRecord(text: string): ApplicationRecord | undefined {
  const [, pid, role, day, month = '', year, hours, minutes, seconds, fraction, sign = '', message] =
    redis.exec(text) ?? [];
  if (pid === undefined) return undefined;
  const clock = [Number(hours), Number(minutes), Number(seconds), Number(fraction)] as const;
  const ms = utcMs(Number(year), monthAt(month, 0), Number(day), ...clock);
  const fields: Fields = {};
  addNumber(fields, 'pid', pid);
  addText(fields, 'role', role);
  addText(fields, 'level', redisLevels[sign]);
  addText(fields, 'message', message);
  return { fields, time: local(ms), source: { category: 'application', service: 'redis' } };
}

/** `E1123 16:31:56.123456      77 file.go:12] message`: Kubernetes. The year is not told. */
const klog = /^([IWEF])(\d\d)(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{3})\d{3} +(\d{1,10}) ([\w.-]{1,100}:\d{1,6})\] (.*)$/s;
const klogLevels: Readonly<Record<string, string>> = { I: 'info', W: 'warning', E: 'error', F: 'fatal' };

export function klogRecord(text: string, year: GuessedYear): ApplicationRecord | undefined {
  const [, letter = '', month, day, hours, minutes, seconds, fraction, pid, place, message] = klog.exec(text) ?? [];
  if (pid === undefined) return undefined;
  const ms = year.ms(Number(month), Number(day), Number(hours), Number(minutes), Number(seconds));
  const fields: Fields = {};
  addText(fields, 'level', klogLevels[letter]);
  addNumber(fields, 'pid', pid);
  addText(fields, 'logger', place);
  addText(fields, 'message', message);
  const time: LogTime | undefined =
    ms === undefined ? undefined : { ms: ms + Number(fraction), zoneUnknown: true, yearGuessed: true };
  return { fields, time, source: { category: 'application', service: 'kubernetes' } };
}

const pair = /([A-Za-z_][\w.-]{0,63})=(?:"((?:[^"\\]|\\.){0,8192})"|([^\s"]{0,8192}))(?:\s|$)/y;
const renamed: Readonly<Record<string, string>> = { msg: 'message', lvl: 'level' };

/** `time="2026-11-23T16:31:56Z" level=info msg="…"`. */
export function logfmtRecord(text: string): ApplicationRecord | undefined {
  if (!/^(?:time|ts|t|level|lvl)=/.test(text)) return undefined;
  const fields: Fields = {};
  let time: LogTime | undefined;
  pair.lastIndex = 0;
  for (let i = 0; i < mostParts; i++) {
    const [, name = '', quoted, plain] = pair.exec(text) ?? [];
    if (name === '') break;
    const value = quoted?.replace(/\\(["\\n])/g, (_, c: string) => (c === 'n' ? '\n' : c)) ?? plain;
    if (name === 'time' || name === 'ts' || name === 't') time ??= stampOf(value ?? '')?.time;
    else addText(fields, renamed[name] ?? name, value);
  }
  if (fields['level'] === undefined || fields['message'] === undefined) return undefined;
  return { fields, time };
}

function local(ms: number | undefined): LogTime | undefined {
  return ms === undefined ? undefined : { ms, zoneUnknown: true };
}

/** True where a record that names its writer may begin: looked at for every line, so by its first bytes. */
export function beginsNamedRecord(line: string): boolean {
  return /^(?:####<|<[A-Z][a-z]{2} \d|\d{1,10}:[XCSM] \d\d |[IWEF]\d{4} \d\d:\d\d:|(?:time|ts|t|level|lvl)=)/.test(
    line,
  );
}
