/** What the formats that are read for rules alone have in common. */
import type { LogTime } from '../../model/log-event.ts';
import type { LogBeginning, LogReader } from '../../model/log-units.ts';
import { LineLog, type LineReading } from './line-log.ts';

/** A reader of every line that tells no span: what a sensor saw is no account of what a machine did. */
export function everyLine(id: string, reading: LineReading, beginning: LogBeginning): LogReader {
  const log = new LineLog({ id, tells: [] }, reading, beginning);
  return { push: (view) => log.push(view), end: () => log.end() };
}

/** A time whose zone and year the line names. @param ms since 1970 */
export function timeAt(ms: number | undefined): LogTime | undefined {
  return ms === undefined ? undefined : { ms };
}
