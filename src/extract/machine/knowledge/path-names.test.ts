import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameOf, withoutEndingSlashes } from './path-names.ts';

test('slashes at the end go, and the root stays', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\/[a-z/]{0,20}[a-z]$/), fc.nat(20), (path, slashes) => {
      expect(withoutEndingSlashes(path + '/'.repeat(slashes))).toBe(path);
    }),
  );
  expect(withoutEndingSlashes('///')).toBe('/');
});

test('the last part of a path is its name', () => {
  expect([nameOf('/a/b'), nameOf('b'), nameOf('/')]).toEqual(['b', 'b', '']);
});
