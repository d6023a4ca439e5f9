import { expect, test } from 'vitest';
import { GuessedYear } from './guessed-year.ts';

const iso = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : new Date(ms).toISOString());

test('a log ends in the year in which its file was changed last', () => {
  const year = new GuessedYear(Date.UTC(2026, 10, 23));
  expect(iso(year.ms(11, 3, 4, 12, 55))).toBe('2026-11-03T04:12:55.000Z');
});

test('what would lie in the future was written a year before', () => {
  const year = new GuessedYear(Date.UTC(2026, 2, 1));
  expect(iso(year.ms(12, 30, 23, 0, 0))).toBe('2025-12-30T23:00:00.000Z');
});

test('a year passes where the months go back', () => {
  const year = new GuessedYear(Date.UTC(2026, 2, 1));
  year.ms(12, 31, 23, 59, 59);
  expect(iso(year.ms(1, 1, 0, 0, 1))).toBe('2026-01-01T00:00:01.000Z');
});

test('a clock that is set back by an hour, or by months into the future, is no turn of a year', () => {
  const year = new GuessedYear(Date.UTC(2026, 10, 23));
  year.ms(11, 3, 4, 0, 0);
  expect(iso(year.ms(11, 3, 3, 0, 0))).toBe('2026-11-03T03:00:00.000Z');
  expect(iso(year.ms(1, 1, 0, 0, 0))).toBe('2026-01-01T00:00:00.000Z');
});

test('what is no day has no time', () => {
  expect(new GuessedYear(0).ms(13, 1, 0, 0, 0)).toBeUndefined();
  expect(new GuessedYear(0).ms(1, 0, 0, 0, 0)).toBeUndefined();
});

test('a log that is a year long to the day does not reach into the future, nor does a line with a forged month', () => {
  const year = new GuessedYear(Date.UTC(2026, 10, 23, 12));
  expect(iso(year.ms(11, 24, 0, 0, 0))).toBe('2026-11-24T00:00:00.000Z');
  expect(iso(year.ms(11, 25, 0, 0, 0))).toBe('2025-11-25T00:00:00.000Z');
  expect(iso(year.ms(1, 1, 0, 0, 0))).toBe('2026-01-01T00:00:00.000Z');
  expect(iso(year.ms(12, 31, 0, 0, 0))).toBe('2025-12-31T00:00:00.000Z');
  expect(iso(year.ms(1, 1, 0, 0, 1))).toBe('2026-01-01T00:00:01.000Z');
});
