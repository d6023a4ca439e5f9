import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsAt, monthAt, utcMs, zoneMs } from './calendar.ts';

describe('days of a log', () => {
  it('are what the calendar says they are', () => {
    const ms = fc.integer({ min: 0, max: 4_102_444_799_999 });
    fc.assert(
      fc.property(ms, (value) => {
        const day = new Date(value);
        const clock = [day.getUTCHours(), day.getUTCMinutes(), day.getUTCSeconds(), day.getUTCMilliseconds()] as const;
        expect(utcMs(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate(), ...clock)).toBe(value);
      }),
    );
  });

  it('are none where the calendar has none', () => {
    const times = [
      utcMs(2026, 2, 31, 0, 0, 0),
      utcMs(2026, 0, 1, 0, 0, 0),
      utcMs(2026, 13, 1, 0, 0, 0),
      utcMs(2026, 1, 1, 24, 0, 0),
      utcMs(2026, 1, 1, 0, 60, 0),
      utcMs(9999, 1, 1, 0, 0, 0),
      utcMs(2026, 1, 1, Number.NaN, 0, 0),
    ];
    expect(times).toEqual(times.map(() => undefined));
    expect(utcMs(2016, 12, 31, 23, 59, 60)).toBe(Date.UTC(2017, 0, 1));
  });

  it('name their month in English', () => {
    expect(['Jan', 'Dec', 'anF', 'De', 'dec', ''].map((text) => monthAt(text, 0))).toEqual([1, 12, 0, 0, 0, 0]);
  });

  it('are written in digits', () => {
    expect([digitsAt('x2026', 1, 4), digitsAt('20 6', 0, 4), digitsAt('20', 0, 4)]).toEqual([
      2026,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe('zones', () => {
  it('are hours and minutes ahead of UTC', () => {
    const hour = 3_600_000;
    expect(['Z', 'UTC', '+01:00', '+0100', '+01', '-0330', '+0545'].map(zoneMs)).toEqual(
      [0, 0, 1, 1, 1, -3.5, 5.75].map((hours) => hours * hour),
    );
  });

  it('are none where nobody lives', () => {
    expect(['CST', '', '+', '+1', '+99:00', '+01:99', '+1:000', 'Europe/Berlin'].map(zoneMs)).toEqual(
      Array.from({ length: 8 }, () => undefined),
    );
  });
});
