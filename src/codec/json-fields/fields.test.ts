import { expect, it } from 'vitest';
import { fieldsOfJson } from './fields.ts';

it('names values by their path, and sets those of a list side by side', () => {
  expect(
    fieldsOfJson({
      a: { b: 1, c: null },
      list: ['x', 'y'],
      pods: [{ image: 'p', args: ['q', 'r'] }, { image: 's' }],
      none: [],
    }),
  ).toEqual({ 'a.b': 1, 'a.c': null, list: ['x', 'y'], 'pods.image': ['p', 's'], 'pods.args': ['q', 'r'], none: [] });
});

it('takes nothing for a value that every object inherits', () => {
  expect(fieldsOfJson({ constructor: ['x'] })['constructor']).toEqual(['x']);
});

it('is bounded in depth and number', () => {
  const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i]));
  expect(Object.keys(fieldsOfJson(wide))).toHaveLength(1_024);
  const deep = JSON.parse(`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`);
  expect(fieldsOfJson(deep)).toEqual({});
  expect(fieldsOfJson({ ['k'.repeat(2_000)]: { a: 1 }, list: [{ ['k'.repeat(2_000)]: 1 }], b: 2 })).toEqual({ b: 2 });
});

it('gives a number that no number holds as a text', () => {
  expect(fieldsOfJson({ a: Number.POSITIVE_INFINITY, b: { c: [Number.NEGATIVE_INFINITY, 1] } })).toEqual({
    a: 'Infinity',
    'b.c': ['-Infinity', 1],
  });
});
