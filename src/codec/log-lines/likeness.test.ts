import { expect, test } from 'vitest';
import { mostLinesAre } from './likeness.ts';

const looksLike = (text: string): boolean => mostLinesAre(Buffer.from(text), (line) => line.startsWith('log'));

test('half of the first lines are enough, empty ones aside', () => {
  expect(looksLike('log 1\n\nother\n')).toBe(true);
  expect(looksLike('text\ntext\nlog 1\n')).toBe(false);
  expect(looksLike('')).toBe(false);
});

test('a last line that is cut counts only where it is the first, too', () => {
  expect(looksLike('log 1 that goes on')).toBe(true);
  expect(looksLike('text\nlog')).toBe(false);
});

test('no more than the first lines are looked at', () => {
  expect(looksLike(`${'text\n'.repeat(8)}${'log\n'.repeat(100)}`)).toBe(false);
});
