/** What a rule's tests see in an event, without any index: for tests that have no key, and to say why a rule matched. */
import type { LogEvent, LogValue } from '../../model/log-event.ts';
import { type FieldAliases, readField } from './field-aliases.ts';
import { ownText } from './own-text.ts';
import type { Comparison, FieldTest, Search } from './rule.ts';
import { fold, type ValueTest } from './value-test.ts';

/** Why a rule matched. */
export interface SigmaReason {
  /** Absent for words anywhere in the event. */
  readonly field?: string;
  /** What the field holds, cut where it is long. */
  readonly value: string;
  /** What the rule looks for, as it is written there. */
  readonly pattern: string;
}

/** Values of a list that are looked at. */
const mostValues = 1000;
const mostReasons = 16;
const longestValue = 256;

/** What a field holds, as texts, a list's values one by one; without a name, the words of the whole event. */
export function fieldTexts(event: LogEvent, name: string | undefined, aliases: FieldAliases): readonly string[] {
  if (name !== undefined) return valueTexts(readField(event.fields, name, aliases));
  // Asked for once: some logs put it together only then.
  const { text } = event;
  return text === '' ? Object.values(event.fields).flatMap(valueTexts) : [text];
}

/** Nothing for null. */
function valueTexts(value: LogValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [String(value)];
  const texts: string[] = [];
  const waiting: LogValue[] = [...value].reverse();
  for (let next = waiting.pop(); next !== undefined && texts.length < mostValues; next = waiting.pop()) {
    if (next === null) continue;
    if (typeof next === 'object') waiting.push(...[...next].reverse());
    else texts.push(String(next));
  }
  return texts;
}

/** The value that passes, and by what; `tests` stand for those of a test of values. */
export function passing(
  test: FieldTest,
  tests: readonly ValueTest[],
  event: LogEvent,
  aliases: FieldAliases,
): { readonly value: string; readonly pattern: string } | undefined {
  if (test.kind === 'nothing') {
    const value = readField(event.fields, test.field, aliases) ?? null;
    return value === null ? { value: '', pattern: 'null' } : undefined;
  }
  if (test.kind === 'exists') {
    const there = readField(event.fields, test.field, aliases) !== undefined;
    return there === test.wanted ? { value: '', pattern: `exists: ${test.wanted}` } : undefined;
  }
  const texts = fieldTexts(event, test.field, aliases);
  if (test.kind === 'values') return passingText(texts, tests);
  const others = fieldTexts(event, test.other, aliases);
  const value = texts.find((text) => others.some((other) => compared(text, other, test.how)));
  return value === undefined ? undefined : { value, pattern: `fieldref: ${test.other}` };
}

function passingText(
  texts: readonly string[],
  tests: readonly ValueTest[],
): { readonly value: string; readonly pattern: string } | undefined {
  for (const value of texts) {
    const folded = fold(value);
    const passed = tests.find((test) => test.passes(value, folded));
    if (passed) return { value, pattern: passed.pattern };
  }
  return undefined;
}

function compared(text: string, other: string, { place, cased }: Comparison): boolean {
  const [value, sought] = cased ? [text, other] : [fold(text), fold(other)];
  if (place === 'contains') return value.includes(sought);
  if (place === 'startswith') return value.startsWith(sought);
  return place === 'endswith' ? value.endsWith(sought) : value === sought;
}

/** What of the search holds for the event; what it leaves out by `not` is no reason. */
export function reasonsFor(search: Search, event: LogEvent, aliases: FieldAliases): readonly SigmaReason[] {
  const reasons: SigmaReason[] = [];
  const walk = (part: Search): void => {
    if (part.kind === 'not') return;
    if (part.kind !== 'test') {
      if (holds(part, event, aliases)) for (const each of part.of) walk(each);
      return;
    }
    const { test } = part;
    const passed = passing(test, test.kind === 'values' ? test.tests : [], event, aliases);
    if (passed && reasons.length < mostReasons)
      reasons.push({
        ...(test.field === undefined ? {} : { field: test.field }),
        value: ownText(passed.value, longestValue),
        pattern: passed.pattern,
      });
  };
  walk(search);
  return reasons;
}

function holds(search: Search, event: LogEvent, aliases: FieldAliases): boolean {
  switch (search.kind) {
    case 'test': {
      const tests = search.test.kind === 'values' ? search.test.tests : [];
      return passing(search.test, tests, event, aliases) !== undefined;
    }
    case 'not':
      return !holds(search.search, event, aliases);
    case 'all':
      return search.of.every((part) => holds(part, event, aliases));
    case 'any':
      return search.of.some((part) => holds(part, event, aliases));
    case 'least':
      return search.of.filter((part) => holds(part, event, aliases)).length >= search.count;
  }
}
