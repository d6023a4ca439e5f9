/**
 * The index against a second evaluator, which holds every rule against every event by the words of the specification,
 * with RegExp for wildcards, and shares nothing with the first but the YAML library.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { LogValue } from '../src/model/log-event.ts';
import { linuxEvent, sigmaSet } from './sigma-rules.ts';

type Scalar = string | number | boolean | null;
type Selection = Readonly<Record<string, Scalar | readonly Scalar[]>>;
interface Rule {
  readonly selections: Readonly<Record<string, Selection | readonly Selection[] | readonly string[]>>;
  readonly condition: string;
}

const letters = fc.constantFrom('a', 'b', 'A', 'B', '*', '?', '\\', '-', '/', ' ', 'ab', 'é');
const word = fc.array(letters, { maxLength: 5 }).map((parts) => parts.join(''));
const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 1, arbitrary: fc.constantFrom<Scalar>(1, 12, true, null) },
);
const modifiers = fc.constantFrom(
  ...[
    '',
    '',
    '|contains',
    '|contains',
    '|startswith',
    '|endswith',
    '|contains|all',
    '|cased',
    '|contains|cased',
    '|neq',
  ],
);
const key = fc.tuple(fc.constantFrom('f', 'g', 'h'), modifiers).map((parts) => parts.join(''));
const selection: fc.Arbitrary<Selection> = fc.dictionary(
  key,
  fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 3 })),
  { minKeys: 1, maxKeys: 3, noNullPrototype: true },
);
const keywords = fc.array(
  word.filter((text) => text !== ''),
  { minLength: 1, maxLength: 3 },
);
const rule: fc.Arbitrary<Rule> = fc.record({
  selections: fc.record({
    s1: selection,
    s2: fc.oneof(selection, fc.array(selection, { minLength: 1, maxLength: 2 })),
    k: keywords,
  }),
  condition: fc.constantFrom(
    ...['s1', 's2', 'k', 's1 and s2', 's1 or s2', 's1 and not s2', '1 of s*', 'all of s*', 'all of them'],
    ...['not (s1 or k)', 's1 and s2 or k', 'not 1 of s* and k', '2 of them'],
  ),
});
const value: fc.Arbitrary<LogValue> = fc.oneof(
  fc
    .array(fc.constantFrom('a', 'b', 'A', 'B', '\\', '-', ' ', 'ab', 'é', '*'), { maxLength: 8 })
    .map((parts) => parts.join('')),
  fc.constantFrom<LogValue>(1, 12, true, null, ['a', 'Ab'], []),
);
const event = fc.record({
  fields: fc.dictionary(fc.constantFrom('f', 'g', 'h'), value, { noNullPrototype: true }),
  text: fc
    .array(fc.constantFrom('a', 'b', 'A', ' ', 'é', '\\'), { minLength: 1, maxLength: 10 })
    .map((parts) => parts.join('')),
});
type Event = { readonly fields: Readonly<Record<string, LogValue>>; readonly text: string };

/** A text with wildcards as an expression. */
function expression(text: string): string {
  const parts = [...text.matchAll(/\\([\\*?])|([\s\S])/g)];
  return parts
    .map(([whole, escaped]) => {
      if (escaped === undefined && whole === '*') return '[^]*';
      if (escaped === undefined && whole === '?') return '[^]';
      return (escaped ?? whole).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    })
    .join('');
}

function texts(held: LogValue | undefined): readonly string[] {
  if (held === undefined || held === null) return [];
  return typeof held === 'object' ? held.flatMap(texts) : [String(held)];
}

function item(name: string, wanted: Scalar | readonly Scalar[], seen: Event): boolean {
  const [field = '', ...applied] = name.split('|');
  const test = (each: Scalar): boolean => {
    const held = seen.fields[field];
    if (each === null) return held === undefined || held === null;
    const [before, after] = applied.includes('contains')
      ? ['', '']
      : [applied.includes('endswith') ? '' : '^', applied.includes('startswith') ? '' : '$'];
    const pattern = new RegExp(
      `${before}(?:${expression(String(each))})${after}`,
      applied.includes('cased') ? '' : 'i',
    );
    return texts(held).some((text) => pattern.test(text));
  };
  const list = Array.isArray(wanted) ? wanted : [wanted];
  const passed = applied.includes('all') ? list.every(test) : list.some(test);
  return passed !== applied.includes('neq');
}

function holds(part: Rule['selections'][string], seen: Event): boolean {
  if (!Array.isArray(part)) return Object.entries(part).every(([name, wanted]) => item(name, wanted, seen));
  return part.some((each: Selection | string) =>
    typeof each === 'string' ? new RegExp(expression(each), 'i').test(seen.text) : holds(each, seen),
  );
}

function slowly({ selections, condition }: Rule, seen: Event): boolean {
  const truth = new Map(Object.entries(selections).map(([name, part]) => [name, holds(part, seen)]));
  const s = [truth.get('s1') === true, truth.get('s2') === true];
  const k = truth.get('k') === true;
  const [s1 = false, s2 = false] = s;
  const answers: Readonly<Record<string, boolean>> = {
    s1,
    s2,
    k,
    's1 and s2': s1 && s2,
    's1 or s2': s1 || s2,
    's1 and not s2': s1 && !s2,
    '1 of s*': s1 || s2,
    'all of s*': s1 && s2,
    'all of them': s1 && s2 && k,
    'not (s1 or k)': !(s1 || k),
    's1 and s2 or k': (s1 && s2) || k,
    'not 1 of s* and k': !(s1 || s2) && k,
    '2 of them': [s1, s2, k].filter(Boolean).length >= 2,
  };
  return answers[condition] ?? false;
}

test('the index finds exactly the rules that a slow evaluator finds', () => {
  fc.assert(
    fc.property(
      fc.array(rule, { minLength: 1, maxLength: 12 }),
      fc.array(event, { minLength: 1, maxLength: 12 }),
      (rules, events) => {
        const sources = rules.map(({ selections, condition }, i) =>
          JSON.stringify({ title: `${i}`, logsource: { product: 'linux' }, detection: { ...selections, condition } }),
        );
        const set = sigmaSet(...sources);
        const again = sources.map((source): Rule => {
          const { condition, ...selections } = parse(source).detection;
          return { condition, selections };
        });
        for (const seen of events) {
          const found = set.match(linuxEvent(seen.fields, seen.text)).map((match) => match.rule.title);
          const expected = again.flatMap((each, i) => (slowly(each, seen) ? [`${i}`] : []));
          expect(found.sort()).toEqual(expected.sort());
        }
      },
    ),
    { numRuns: 400 },
  );
});
