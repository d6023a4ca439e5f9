/** What holds for every log format: its fixture's events, however the log comes in, and silence on what is no such log. */
import { describe, expect, it } from 'vitest';
import type { LogFormat, PlacedEvent } from '../src/model/log-units.ts';
import type { LogCase, LogFormatFixture } from './fixture.ts';
import { bytesOf, readLog } from './read-log.ts';

/** States a fixture's cases as tests. `lines`: false for a format whose events are no lines, so that all are read. */
export function testLogFormat(
  format: LogFormat,
  fixture: LogFormatFixture,
  { lines = true }: { readonly lines?: boolean } = {},
): void {
  describe(`${format.id} reads`, () => {
    it.each(fixture.fires)('$name', (example) => {
      expect(accepts(format, example)).toBe(true);
      const { events } = readLog(format, example, example);
      const told = events.map(({ event: { source, time, machine, fields } }, i) => ({
        source,
        time: time && new Date(time.ms).toISOString(),
        machine,
        // A field that the fixture wants absent is compared, too.
        fields: {
          ...Object.fromEntries(Object.keys(example.expect[i]?.fields ?? {}).map((name) => [name, undefined])),
          ...fields,
        },
      }));
      expect(told).toMatchObject(example.expect);
      expect(told).toHaveLength(example.expect.length);
    });
    it.each(fixture.fires)('the same in small stretches: $name', (example) => {
      const placed = ({ event, offset, length }: PlacedEvent): unknown => ({ event, offset, length });
      const stretched = readLog(format, example, { ...example, stretch: 7 }).events;
      expect(stretched.map(placed)).toEqual(readLog(format, example, example).events.map(placed));
    });
    it.each(lines ? fixture.fires : [])(
      'only lines with something in them, where nobody wants all: $name',
      (example) => {
        expect(readLog(format, example, { ...example, texts: [] }).events.length).toBeLessThanOrEqual(
          format.anchors === undefined ? 0 : example.expect.length,
        );
      },
    );
  });
  describe(`${format.id} leaves alone`, () => {
    it.each(fixture.silent)('$name', (example) => {
      expect(accepts(format, example)).toBe(false);
    });
  });
}

function accepts(format: LogFormat, { input, file }: LogCase): boolean {
  return format.accepts(bytesOf(input).subarray(0, 4096), file ?? 'sample');
}
