import { describe, expect, it } from 'vitest';
import { stampOf } from './stamp.ts';

const iso = (text: string): string | undefined => {
  const time = stampOf(text)?.time;
  return time && `${new Date(time.ms).toISOString()}${time.zoneUnknown ? ' somewhere' : ''}`;
};

describe('times of applications', () => {
  it.each([
    ['2026-11-23T16:31:56.123456Z x', '2026-11-23T16:31:56.123Z'],
    ['2026-11-23T17:31:56+01:00 x', '2026-11-23T16:31:56.000Z'],
    ['2026-11-23 16:31:56.123+0000 [id=1]', '2026-11-23T16:31:56.123Z'],
    ['2026-11-23 16:31:56.123 UTC [77] x', '2026-11-23T16:31:56.123Z'],
    ['2026-11-23 16:31:56,5 INFO x', '2026-11-23T16:31:56.500Z somewhere'],
    ['2026-11-23 16:31:56.123 CST [77] x', '2026-11-23T16:31:56.123Z somewhere'],
    ['2026/11/23 16:31:56 x', '2026-11-23T16:31:56.000Z somewhere'],
    ['23-Nov-2026 16:31:56.123 x', '2026-11-23T16:31:56.123Z somewhere'],
    ['Nov 23, 2026 4:31:56 PM UTC> <x', '2026-11-23T16:31:56.000Z'],
    ['Nov 23, 2026, 12:31:56,123 AM Coordinated Universal Time> x', '2026-11-23T00:31:56.123Z'],
    // Java 20 and later put a narrow blank before AM and PM.
    ['Nov 23, 2026 12:31:56\u202fPM a.b.C d', '2026-11-23T12:31:56.000Z somewhere'],
  ])('%s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it.each(['', '2026', '2026-11-23', '2026-11-23 16:31', 'Now 23, 2026 4:31:56 PM', '2026-11-23 16:31:56x', 'x'])(
    'are none: %s',
    (text) => {
      expect(stampOf(text)).toBeUndefined();
    },
  );

  it('that no calendar has are stamps without a time', () => {
    expect(stampOf('2026-02-31 16:31:56 x')).toEqual({ end: 19 });
    expect(stampOf('16:31:56.123 INFO x')).toEqual({ end: 12 });
  });
});
