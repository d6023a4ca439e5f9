import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from './lines-of.ts';

test('lines are what a split gives, but for an end that is no line', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', 'bc', '\r\n', '\u2028')), (parts) => {
      const text = parts.join('');
      const split = text.split('\n');
      expect([...linesOf(text)]).toEqual(split.at(-1) === '' ? split.slice(0, -1) : split);
    }),
  );
});
