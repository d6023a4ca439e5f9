/** The time of NCSA's common log format. */
import type { LogTime } from '../../model/log-event.ts';
import { digitsAt, monthAt, utcMs, zoneMs } from './calendar.ts';

/** `23/Nov/2026:16:31:56 +0000`; without a zone, and with a blank before the hour, as Python writes it. */
export function clfTime(text: string): LogTime | undefined {
  const at = (from: number, count = 2): number => digitsAt(text, from, count);
  const ms = utcMs(at(7, 4), monthAt(text, 3), at(0), at(12), at(15), at(18));
  if (ms === undefined) return undefined;
  const ahead = text.length > 21 ? zoneMs(text.slice(21)) : undefined;
  return ahead === undefined ? { ms, zoneUnknown: true } : { ms: ms - ahead };
}
