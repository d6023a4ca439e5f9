import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commaSeparated } from './comma-separated.ts';

test('values are what was written, whatever stands in them', () => {
  const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 8 }), (values) => {
      expect(commaSeparated(values.map(quoted).join(','))).toEqual(values);
    }),
  );
});

test('plain values, empty ones, and quotes that do not close', () => {
  expect(commaSeparated('a,,c,')).toEqual(['a', '', 'c', '']);
  expect(commaSeparated('a,"b,c')).toEqual(['a', 'b,c']);
});
