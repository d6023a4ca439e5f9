import { describe, expect, it } from 'vitest';
import { isoTime, monthNumber, timeOfSeconds, timeOfText } from './time.ts';

const ten = Date.parse('2026-11-23T10:00:00.250Z');

describe('times of logs', () => {
  it('are read with their zone, however it is written', () => {
    const texts = ['2026-11-23T10:00:00.250000+0000', '2026-11-23T11:00:00.25+01:00', '2026-11-23T10:00:00.250123Z'];
    expect(texts.map(timeOfText)).toEqual([ten, ten, ten]);
    expect(timeOfSeconds(ten / 1000)).toBe(ten);
  });

  it('are none without a zone, in another form, and outside of what logs hold', () => {
    const texts = ['2026-11-23T10:00:00', 'yesterday', '9999-01-01T00:00:00Z', '2026-13-45T10:00:00Z', undefined];
    expect(texts.map(timeOfText)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect([timeOfSeconds(-1), timeOfSeconds(1e12), timeOfSeconds(Number.NaN)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(isoTime(undefined)).toBeUndefined();
  });

  it('name their months in English, and nothing else is one', () => {
    expect(['Jan', 'Nov', 'anF', 'Foo'].map(monthNumber)).toEqual(['01', '11', '00', '00']);
    expect(timeOfText(`2026-${monthNumber('anF')}-23T10:00:00Z`)).toBeUndefined();
  });
});
