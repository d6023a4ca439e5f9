import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBraces } from './braces.ts';
import { pairsIn } from './pairs.ts';
import { isArray, isObject, readTolerantJson, type TolerantJson } from './tolerant-json.ts';

/** As JSON.parse would have it. */
function plain(value: TolerantJson): unknown {
  if (isObject(value)) return Object.fromEntries([...value.members].map(([key, member]) => [key, plain(member)]));
  if (isArray(value)) return value.items.map(plain);
  return value;
}

const read = (text: string): unknown => plain(readTolerantJson(text, 0).value);

describe('JSON', () => {
  it('is read as JSON.parse reads it', () => {
    const json = fc
      .json({ maxDepth: 6 })
      .filter((text) => /^[[{]/.test(text) && !/__proto__|[^ -~]|\d{15}|\de/.test(text));
    fc.assert(
      fc.property(json, (text) => {
        const reading = readTolerantJson(text, 0);
        expect(reading).toMatchObject({ damaged: false, end: text.length });
        expect(JSON.stringify(plain(reading.value))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it.each([
    ['comments', '{ // a\n "a": /* b */ 1, # c\n }', { a: 1 }],
    ['trailing commas', '{"a": [1, 2,],}', { a: [1, 2] }],
    ['single quotes', "{'a': 'b\"c'}", { a: 'b"c' }],
    ['unquoted keys and values', '{a: b, c: true}', { a: 'b', c: true }],
    ['other signs', '{"a" = 1, "b" => 2}', { a: 1, b: 2 }],
    ['escapes', '{"a": "\\u0041\\n\\/"}', { a: 'A\n/' }],
    ['a byte order mark', '\xef\xbb\xbf{"a": 1}', { a: 1 }],
  ])('may have %s', (_name, text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(readTolerantJson(text, 0).damaged).toBe(false);
  });

  it.each([
    ['its end', '{"a": {"b": [1, "c', { a: { b: [1, 'c'] } }],
    ['a quote', '{"a": "b,\n "c": 1}', { a: 'b', c: 1 }],
    ['a comma', '{"a": 1 "b": 2}', { a: 1, b: 2 }],
    ['a brace', '{"a": [{"b": 1, {"b": 2}]}', { a: [{ b: 1 }, { b: 2 }] }],
    ['a bracket', '{"a": [1, 2}', { a: [1, 2] }],
    ['a colon', '{"a" 1, "b": 2}', { b: 2 }],
    ['a page that is all zeros', `{"a": 1,${'\0'.repeat(512)} "b": [2\0, 3\0]}`, { a: 1, b: [2, 3] }],
  ])('may have lost %s', (_name, text, expected) => {
    expect(read(text)).toMatchObject(expected);
    expect(readTolerantJson(text, 0).damaged).toBe(true);
  });

  it('ends at a NUL that something else follows', () => {
    expect(read('{"a": 1\0other "b": 2}')).toEqual({ a: 1 });
  });

  it('says where its objects stand', () => {
    const { value } = readTolerantJson('xx{"a": {"b": 1}} ', 2);
    expect(value).toMatchObject({ at: 2, end: 17 });
    expect(isObject(value) && value.members.get('a')).toMatchObject({ at: 8, end: 16 });
  });

  it('keeps to its bounds', () => {
    expect(readTolerantJson(`{"a": "${'x'.repeat(100)}"}`, 0, 20).end).toBeLessThanOrEqual(20);
    expect(readTolerantJson('['.repeat(100_000), 0, 100_000).damaged).toBe(true);
  });

  it('is read to an end whatever it is', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      ':',
      ',',
      'a',
      '1',
      '\\',
      '\n',
      '/*',
      '//',
      '#',
      '\0',
      '=',
      '=>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
        const text = pieces.join('');
        expect(readTolerantJson(text, 0).end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('pairs without a structure', () => {
  const pairs = (text: string) => [...pairsIn(text, 0, text.length)].map(({ key, value }) => [key, value]);

  it('are found wherever they stand', () => {
    expect(pairs('x"}, "a": "b", \'c\' : 1 } "d":"e\\"f')).toEqual([
      ['a', 'b'],
      ['c', '1'],
      ['d', 'e\\"f'],
    ]);
  });

  it('are not found in comments', () => {
    expect(pairs('/* "a": 1 */ // "b": 2\n "c": "//d", "e": 3')).toEqual([
      ['c', '//d'],
      ['e', '3'],
    ]);
  });
});

describe('braces that are open', () => {
  it('are given innermost first', () => {
    expect(openBraces('{ {x} { {y', [3, 9], 2)).toEqual([
      [2, 0],
      [8, 6],
    ]);
  });
  it('are none after the last is closed', () => {
    expect(openBraces('{}}x', [3], 4)).toEqual([[]]);
  });
});
