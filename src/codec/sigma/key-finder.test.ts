import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyFinder } from './key-finder.ts';

it('finds every place of every text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '世'), minLength: 1, maxLength: 5 });
  const value = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '世', 'x', '\u{10ffff}'), maxLength: 40 });
  fc.assert(
    fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 12 }), value, (texts, each) => {
      const found: Record<string, number> = {};
      new KeyFinder(texts).find(each, (number) => {
        const key = texts[number] ?? '';
        found[key] = (found[key] ?? 0) + 1;
      });
      const expected: Record<string, number> = {};
      for (const sought of texts)
        for (let at = each.indexOf(sought); at >= 0; at = each.indexOf(sought, at + 1))
          expected[sought] = (expected[sought] ?? 0) + 1;
      expect(found).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
