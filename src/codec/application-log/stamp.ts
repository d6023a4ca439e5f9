/**
 * The time at the beginning of a record of an application's log, in the styles of common loggers.
 * Sources: ISO 8601 and RFC 3339 (Logback, Log4j, Spring Boot, Jenkins, Go's slog); Go's log package
 * (`2026/11/23 16:31:56`); Tomcat's OneLineFormatter (`23-Nov-2026 16:31:56.123`); java.util.logging and WebLogic
 * (`Nov 23, 2026 4:31:56 PM UTC`).
 * Does not see: zones by an abbreviation other than UTC and GMT: what CST means depends on who writes it.
 */
import type { LogTime } from '../../model/log-event.ts';
import { monthAt, utcMs, zoneMs } from '../log-lines/calendar.ts';

export interface Stamp {
  readonly time?: LogTime;
  /** Index behind it. */
  readonly end: number;
}

/** Characters. */
export const longestStamp = 64;

const numeric =
  /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?(?: ?(Z|[+-]\d\d(?::?\d\d)?|(?!LOG|INFO|WARN|ERROR|DEBUG|FATAL|TRACE|PANIC)[A-Z]{3,5}(?= \[| -|,"|:|$)))?(?![\w.])/;
const dayFirst = /^(\d{1,2})-([A-Z][a-z]{2})-(\d{4}) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?!\w)/;
const twelveHours =
  /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)(?:[,.:](\d{1,9}))?(?:\s([AP])M)?(?: ([A-Z][A-Za-z ]{2,32}|[+-]\d{4})(?=>|$))?/;
const hoursOnly = /^(\d\d):(\d\d):(\d\d)[.,]\d{3}(?= )/;

/** The stamp at the beginning of the text. A time that no calendar has is a stamp without time. */
export function stampOf(text: string): Stamp | undefined {
  const head = text.slice(0, longestStamp);
  const first = head.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return numericStamp(head) ?? dayFirstStamp(head) ?? hourStamp(head);
  return first >= 0x41 && first <= 0x53 ? twelveHourStamp(head) : undefined;
}

function numericStamp(head: string): Stamp | undefined {
  const [whole, year, month, day, hours, minutes, seconds, fraction, zone] = numeric.exec(head) ?? [];
  if (whole === undefined) return undefined;
  const clock = [Number(hours), Number(minutes), Number(seconds), msOf(fraction)] as const;
  return stamp(whole, utcMs(Number(year), Number(month), Number(day), ...clock), zone);
}

function dayFirstStamp(head: string): Stamp | undefined {
  const [whole, day, month = '', year, hours, minutes, seconds, fraction] = dayFirst.exec(head) ?? [];
  if (whole === undefined) return undefined;
  const clock = [Number(hours), Number(minutes), Number(seconds), msOf(fraction)] as const;
  return stamp(whole, utcMs(Number(year), monthAt(month, 0), Number(day), ...clock), undefined);
}

/** Only the hour is told (Selenium): no time that could stand beside others. */
function hourStamp(head: string): Stamp | undefined {
  const [whole] = hoursOnly.exec(head) ?? [];
  return whole === undefined ? undefined : { end: whole.length };
}

function twelveHourStamp(head: string): Stamp | undefined {
  const [whole, month = '', day, year, hour, minutes, seconds, fraction, half, zone] = twelveHours.exec(head) ?? [];
  if (whole === undefined || monthAt(month, 0) === 0) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  const clock = [hours, Number(minutes), Number(seconds), msOf(fraction)] as const;
  const known = zone === 'Coordinated Universal Time' || zone === 'Greenwich Mean Time' ? 'UTC' : zone;
  return stamp(whole, utcMs(Number(year), monthAt(month, 0), Number(day), ...clock), known);
}

function msOf(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function stamp(whole: string, ms: number | undefined, zone: string | undefined): Stamp {
  const end = whole.length;
  if (ms === undefined) return { end };
  const ahead = zone === undefined ? undefined : zoneMs(zone);
  return { end, time: ahead === undefined ? { ms, zoneUnknown: true } : { ms: ms - ahead } };
}
