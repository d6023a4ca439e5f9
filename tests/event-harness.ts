/** A log format of the tests' own, so that what reads events is tested without any format: an event a line, in JSON. */

import { LineLog } from '../src/extract/log/line-log.ts';
import type { LogEvent } from '../src/model/log-event.ts';
import type { EventExtractor } from '../src/model/log-units.ts';
import { defineLogFormat, type LogFormat } from '../src/model/log-units.ts';
import type { Sighting } from '../src/model/units.ts';
import type { Expected } from './fixture.ts';
import { runEvents } from './harness.ts';

export const noon: number = Date.UTC(2026, 10, 20, 12);

/** Takes `{source, fields, time, machine}` a line; what stands in `line` is the text that a log would hold. */
export const lineFormat: LogFormat = defineLogFormat({
  id: 'test-lines',
  title: 'events in JSON, a line each',
  sources: [],
  accepts: () => true,
  open: (beginning) =>
    new LineLog(
      { id: 'test-lines', tells: ['system'] },
      { read: (text) => readEvent(text) },
      { ...beginning, every: true },
    ),
});

/** What the extractor sees in these lines; the span that the log covers is left out. */
export function seenIn(extractor: EventExtractor, lines: readonly string[]): Sighting[] {
  const { sightings } = runEvents(extractor, lineFormat, { name: 'log', input: lines.join('\n') });
  return sightings.filter(({ kind }) => kind !== 'log-span');
}

function readEvent(text: string): LogEvent | undefined {
  if (!text.startsWith('{')) return undefined;
  // Lines of our own making, below.
  const { line, ...event } = JSON.parse(text) as Omit<LogEvent, 'text'> & { line?: string };
  return { ...event, text: line ?? text };
}

interface MoreOfEvent {
  readonly source?: LogEvent['source'];
  readonly seconds?: number;
  readonly machine?: string;
  readonly line?: string;
  readonly zoneUnknown?: true;
}

/** One event, so many seconds after noon. */
export function eventLine(fields: LogEvent['fields'], more: MoreOfEvent = {}): string {
  const { source = {}, seconds = 0, zoneUnknown, ...rest } = more;
  const time = { ms: noon + seconds * 1000, ...(zoneUnknown ? { zoneUnknown } : {}) };
  return JSON.stringify({ source, time, fields, ...rest });
}

/** A line of a service that only says something. */
export function saidLine(message: string, more: MoreOfEvent & { readonly program?: string } = {}): string {
  const { program, ...rest } = more;
  return eventLine({ message, ...(program === undefined ? {} : { program }) }, { line: message, ...rest });
}

interface MoreOfRequest extends MoreOfEvent {
  readonly status?: number;
  readonly from?: string;
  readonly agent?: string;
  readonly referer?: string;
}

export function webLine(method: string, target: string, more: MoreOfRequest = {}): string {
  const { status = 200, from = '198.51.100.7', agent = 'Mozilla/5.0', referer, ...rest } = more;
  const [stem = '', ...query] = target.split('?');
  const fields = {
    'c-ip': from,
    'cs-method': method,
    'cs-uri-stem': stem,
    'cs-user-agent': agent,
    'sc-status': status,
    ...(query.length > 0 ? { 'cs-uri-query': query.join('?') } : {}),
    ...(referer === undefined ? {} : { 'cs-referer': referer }),
  };
  const line = `${from} - - [x] "${method} ${target} HTTP/1.1" ${status} 1 "${referer ?? '-'}" "${agent}"`;
  return eventLine(fields, { source: { category: 'webserver' }, line, ...rest });
}

/** Logs in which an extractor of events must see nothing, and some in which it must. */
export interface EventFixture {
  readonly fires: readonly {
    readonly name: string;
    readonly lines: readonly string[];
    readonly expect: readonly Expected[];
  }[];
  readonly silent: readonly { readonly name: string; readonly lines: readonly string[] }[];
}
