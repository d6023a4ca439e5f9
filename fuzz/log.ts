/** Fuzz targets of log formats: events lie within the log, hold what events may hold, and come whatever the stretches. */
import type { LogValue } from '../src/model/log-event.ts';
import type { LogFormat, PlacedEvent } from '../src/model/log-units.ts';
import type { LogFormatFixture } from '../tests/fixture.ts';
import { readLog } from '../tests/read-log.ts';
import type { FuzzTarget } from './target.ts';

/** Bytes of a stretch: cuts through lines, and often. */
const shortStretch = 61;
/** Reading a long log in short stretches takes its time and shows nothing more. Bytes. */
const mostTwice = 20_000;

export function logTarget(id: string, format: LogFormat, { fires }: LogFormatFixture): FuzzTarget {
  const utf8 = new TextEncoder();
  return {
    id,
    seeds: () => fires.map(({ input }) => (typeof input === 'string' ? utf8.encode(input) : input)),
    run(bytes) {
      format.accepts(bytes.subarray(0, 4096), 'fuzz');
      const { events, misses } = readLog(format, { input: bytes });
      for (const event of events) check(event, bytes.length);
      for (const { gap } of misses)
        if ((gap.offset ?? 0) < 0 || (gap.offset ?? 0) > bytes.length) throw new Error(`a gap at ${gap.offset}`);
      if (bytes.length > mostTwice) return;
      const again = readLog(format, { input: bytes }, { stretch: shortStretch });
      if (again.events.length !== events.length) throw new Error('other stretches, other events');
    },
  };
}

function check({ event, offset, length, excerpt }: PlacedEvent, size: number): void {
  if (offset < 0 || length < 0 || offset + length > size) throw new Error('an event lies outside');
  if (excerpt().length > 256) throw new Error('an excerpt is too long');
  if (event.time && !(event.time.ms >= 0 && event.time.ms <= 8.64e15)) throw new Error('a time that is none');
  if (!Object.values(event.fields).every(isValue)) throw new Error('a field that holds nothing of a log');
}

function isValue(value: LogValue | undefined): boolean {
  if (Array.isArray(value)) return value.every(isValue);
  return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}
