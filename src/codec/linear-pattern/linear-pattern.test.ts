import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinearPattern, linearPattern } from './linear-pattern.ts';
import { compileProgram } from './program.ts';
import { type PatternFlags, readPattern } from './syntax.ts';
import { neighbour, UnitClasses } from './unit-classes.ts';
import { Walker } from './walker.ts';

function compiled(source: string, flags?: PatternFlags): LinearPattern {
  const read = linearPattern(source, flags);
  if (read.status !== 'ok') throw new Error(`${source}: ${JSON.stringify(read)}`);
  return read.value;
}

function matches(source: string, text: string, flags?: PatternFlags): boolean {
  return compiled(source, flags).test(text);
}

function refusal(source: string): string | undefined {
  const read = linearPattern(source);
  return read.status === 'malformed' || read.status === 'limit' ? read.what : undefined;
}

/** Expressions that both engines read alike. */
const expression = fc.letrec<{ tree: string; atom: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('atom'),
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => a + b),
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(?:${a}|${b})`),
    tie('tree').map((a) => `(${a})`),
    fc
      .tuple(tie('tree'), fc.constantFrom('*', '+', '?', '*?', '+?', '{2}', '{1,3}', '{0,2}', '{2,}', '{0}'))
      .map(([a, suffix]) => `(?:${a})${suffix}`),
  ),
  atom: fc.constantFrom(
    ...['a', 'b', 'B', ' ', '-', '\\.', '.', '\\d', '\\w', '\\s', '\\W', '\\D', '\\S', '\\b', '\\B', '^', '$'],
    ...['[ab]', '[^a]', '[a-c-]', '[^\\w]', '[\\d.]', '\\x61', '\\u0062', '\\n', 'é', 'É', '', '\\\\', '{', 'a{'],
  ),
}));
const text = fc.string({
  unit: fc.constantFrom('a', 'A', 'b', 'B', 'c', ' ', '-', '1', '\n', '.', 'é', 'É', '\\'),
  maxLength: 12,
});

/** The same without any states that are kept. */
function walks(source: string, chosen: PatternFlags, each: string): boolean {
  const pattern = readPattern(source, chosen);
  const program = pattern.status === 'ok' ? compileProgram(pattern.value) : pattern;
  if (program.status !== 'ok') throw new Error(source);
  const walker = new Walker(program.value, new UnitClasses(program.value));
  return walker.test(each, 0, { steps: new Int32Array(0), before: neighbour.none });
}

describe('a linear pattern', () => {
  it('matches exactly where RegExp does', () => {
    const flags = fc.record({ i: fc.boolean(), m: fc.boolean(), s: fc.boolean() });
    fc.assert(
      fc.property(expression.tree, fc.array(text, { minLength: 1, maxLength: 8 }), flags, (source, texts, chosen) => {
        const letters = Object.entries(chosen).flatMap(([letter, on]) => (on ? [letter] : []));
        const oracle = new RegExp(source, letters.join(''));
        const pattern = compiled(source, chosen);
        for (const each of texts) {
          const expected = oracle.test(each);
          const seen = [pattern.test(each), walks(source, chosen, each)];
          expect([source, chosen, each, ...seen]).toEqual([source, chosen, each, expected, expected]);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('names a text that every match holds', () => {
    fc.assert(
      fc.property(expression.tree, fc.array(text, { minLength: 1, maxLength: 8 }), fc.boolean(), (source, texts, i) => {
        const pattern = compiled(source, { i });
        for (const each of texts) if (pattern.test(each)) expect(each.toLowerCase()).toContain(pattern.neededText);
      }),
      { numRuns: 1000 },
    );
    expect(compiled('^C:\\\\Users\\\\[^\\\\]+\\\\NTUSER\\.DAT$', { i: true }).neededText).toBe('\\ntuser.dat');
    expect(compiled('a|bcd').neededText).toBe('');
    expect(compiled('x(?:needle){2,}y?').neededText).toBe('needle');
  });

  it('reads flags within the expression, for the group they stand in', () => {
    expect(matches('(?i)abc', 'ABC')).toBe(true);
    expect(matches('x(?i:abc)x', 'xABCx')).toBe(true);
    expect(matches('x(?i:abc)x', 'XabcX')).toBe(false);
    expect(matches('(a(?i)b)b', 'aBB')).toBe(false);
    expect(matches('(?s).(?-s).', '\n\n')).toBe(false);
    expect(matches('(?#a comment)(?<name>a)(?P<other>b)', 'ab')).toBe(true);
  });

  it('follows PCRE where ECMAScript differs', () => {
    expect(matches('a.b', 'a\rb')).toBe(true);
    expect(matches('a.b', 'a\nb')).toBe(false);
    expect(matches('[]a]', ']')).toBe(true);
    expect(matches('\\s', '\u00a0')).toBe(false);
    expect(matches('\\Aab\\z', 'ab')).toBe(true);
    expect(matches('^b', 'a\nb')).toBe(false);
    expect(matches('\\x{62}', 'b')).toBe(true);
  });

  it('takes time in proportion to the text', () => {
    const steps = `${'a'.repeat(50_000)}!`;
    for (const source of ['(a+)+$', '(a|a)*b', '(.*)*x', '^(a?){50}a{50}$', '(?:a|aa)+$', '.*.*.*=.*'])
      expect([source, matches(source, steps)]).toEqual([source, false]);
  });

  it('goes on where its automaton grows too large', () => {
    const pattern = compiled('[ab]*a[ab]{12}c');
    let bits = 1;
    let long = '';
    for (let i = 0; i < 20_000; i++) {
      bits = (Math.imul(bits, 1103515245) + 12345) >>> 0;
      long += bits & 0x10000 ? 'a' : 'b';
    }
    expect(pattern.test(long)).toBe(false);
    expect(pattern.test(`${long}abbbbbbbbbbbbc`)).toBe(true);
  });

  it('says what it does not take, and where', () => {
    expect(refusal('(a)\\1')).toMatch('reference to a group');
    for (const source of ['(?=a)', '(?!a)', '(?<=a)b', '(?<!a)b']) expect(refusal(source)).toMatch('looking ahead');
    expect(refusal('(?>a)')).toMatch('atomic');
    expect(refusal('a++')).toMatch('possessive');
    expect(refusal('a{2000}')).toMatch('1000 times');
    expect(refusal('((a{99}){99}){99}')).toBe('the expression is too large');
    expect(refusal('(a')).toMatch('never closed');
    expect(refusal('a)')).toMatch('closes nothing');
    expect(refusal('[a')).toMatch('never closed');
    expect(refusal('[z-a]')).toMatch('wrong way round');
    expect(refusal('*a')).toMatch('nothing that it could repeat');
    expect(refusal('[[:alpha:]]')).toMatch('classes with names');
    expect(refusal('\\p{L}')).toMatch('not known');
    expect(refusal('('.repeat(200))).toMatch('too deeply');
    expect(linearPattern('ab\\')).toMatchObject({ status: 'malformed', at: 2 });
  });

  it('ends where what repeats is nothing, or holds every letter many times', () => {
    expect(linearPattern('(((((){1000}){1000}){1000}){1000}){1000}').status).toBe('ok');
    expect(refusal(`(?i)${'[\\W]'.repeat(2001)}`)).toBe('the expression is too large');
    expect(refusal('a'.repeat(20_001))).toBe('the expression is too long');
  });

  it('never throws, whatever the expression', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab()[]{}*+?|\\^$.-,123:<>=!#dwsbBx😀é') }),
        text,
        (source, each) => {
          const read = linearPattern(source);
          if (read.status === 'ok') read.value.test(each);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
