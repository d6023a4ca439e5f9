import * as engine from '@litko/yara-x';
import { expect, test } from 'vitest';
import { RuleSet } from './rule-set.ts';

const rule = (name: string, text: string, before = ''): string =>
  `${before}rule ${name} : tagged { meta: description = "says ${name}" strings: $a = "${text}" condition: $a }`;
const file = (path: string, ...rules: string[]) => ({ path, source: rules.join('\n') });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const names = (set: RuleSet, text: string): string[] => set.match(bytes(text)).map((match) => match.rule);

test('a match carries its rule’s file, tags, words and places', () => {
  const set = new RuleSet([file('a.yar', rule('lamp', 'OIL'))], engine);
  expect(set.reading).toEqual({ rules: 1, mistakes: [] });
  expect(set.match(bytes('..OIL.OIL'))).toEqual([
    {
      engine: 'yara',
      rule: 'lamp',
      file: 'a.yar',
      tags: ['tagged'],
      meta: [{ key: 'description', value: 'says lamp' }],
      patterns: [
        { name: '$a', offset: 2, length: 3 },
        { name: '$a', offset: 6, length: 3 },
      ],
    },
  ]);
});

test('files are compiled together, apart where names meet, and alone where a rule speaks for all', () => {
  const set = new RuleSet(
    [
      file('a.yar', rule('lamp', 'OIL')),
      file('b.yar', rule('lamp', 'WICK')),
      file('c.yar', rule('gauze', 'OIL')),
      file('d.yar', rule('never', 'NEVER', 'global '), rule('mute', 'OIL')),
    ],
    engine,
  );
  expect(set.reading).toEqual({ rules: 5, mistakes: [] });
  expect(names(set, 'OIL').sort()).toEqual(['gauze', 'lamp']);
  expect(set.match(bytes('WICK'))).toMatchObject([{ rule: 'lamp', file: 'b.yar' }]);
});

test('a file that does not compile is told, and the others are used', () => {
  const set = new RuleSet([file('bad.yar', 'rule x { condition: }'), file('good.yar', rule('lamp', 'OIL'))], engine);
  expect(set.reading.rules).toBe(1);
  expect(set.reading.mistakes).toMatchObject([{ path: 'bad.yar' }]);
  expect(set.reading.mistakes[0]?.what).toMatch(/error/i);
  expect(names(set, 'OIL')).toEqual(['lamp']);
});

test('a pattern that stands everywhere shows some of its places', () => {
  const set = new RuleSet([file('a.yar', rule('lamp', 'OIL'))], engine);
  expect(set.match(bytes('OIL'.repeat(10_000)))[0]?.patterns.length).toBeLessThanOrEqual(32);
});
