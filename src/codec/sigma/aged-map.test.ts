import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AgedMap } from './aged-map.ts';

it('knows its oldest entry, whatever was set, deleted and cleared before', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const step = fc.oneof(
    { weight: 6, arbitrary: key.map((name) => ({ kind: 'set' as const, name })) },
    { weight: 2, arbitrary: key.map((name) => ({ kind: 'delete' as const, name })) },
    { weight: 3, arbitrary: fc.constant({ kind: 'pop' as const, name: '' }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'clear' as const, name: '' }) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const map = new AgedMap<number>();
      let expected: (readonly [string, number])[] = [];
      steps.forEach(({ kind, name }, i) => {
        if (kind === 'clear') {
          map.clear();
          expected = [];
        } else if (kind === 'pop') {
          expect(map.oldest()).toEqual(expected[0]);
          map.delete(expected[0]?.[0] ?? 'none');
          expected = expected.slice(1);
        } else {
          expected = expected.filter(([known]) => known !== name);
          if (kind === 'set') expected.push([name, i]);
          if (kind === 'set') map.set(name, i);
          else map.delete(name);
        }
        expect([map.size, map.values()]).toEqual([expected.length, expected.map(([, value]) => value)]);
      });
      expect(map.oldest()).toEqual(expected[0]);
    }),
    { numRuns: 1000 },
  );
});
