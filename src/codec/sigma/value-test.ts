/**
 * What a rule compares a field's values with. Each test names a text that must stand in a value for it to pass, where
 * there is one: the index finds those, and nothing else is tried.
 */
import { ok, type Result } from '../../model/result.ts';
import { compilePattern, linearPattern } from '../linear-pattern/linear-pattern.ts';
import type { Pattern, PatternFlags } from '../linear-pattern/syntax.ts';
import { everyUnit, union } from '../linear-pattern/unit-set.ts';
import { isInRange, readNetworkRange } from './network-range.ts';
import { dashes, type Place, type SigmaPart, type SigmaText } from './sigma-text.ts';

export interface ValueTest {
  /** As the rule wrote it. */
  readonly pattern: string;
  /** The same for tests that pass the same values. */
  readonly identity: string;
  /** Folded: stands in every folded value that passes. Absent where no text is known. */
  readonly key?: string;
  /**
   * `whole`: the folded value is the key. `inside`: a value with the key in it passes. `more`: ask `passes`, which is
   * quick. `pattern`: ask it, but not before it matters.
   */
  readonly decides: 'whole' | 'inside' | 'more' | 'pattern';
  /** `folded` is `fold(value)`. */
  readonly passes: (value: string, folded: string) => boolean;
}

/** Texts that differ by case alone become the same. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Sigma's form at a word's end depends on what follows, which a piece of a text cannot know.
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}

/** A text with wildcards at a place within the value. */
export function textTest(written: string, text: SigmaText, place: Place, cased: boolean): Result<ValueTest> {
  const parts = placed(text, place);
  const identity = JSON.stringify([cased, parts]);
  const simple = simpleTest(parts, cased);
  if (simple) return ok({ pattern: written, identity, ...simple });
  const compiled = compilePattern(asPattern(parts, cased));
  if (compiled.status !== 'ok') return compiled;
  const pattern = compiled.value;
  const key = longestText(parts);
  return ok({
    pattern: written,
    identity,
    ...(key === '' ? {} : { key }),
    decides: 'pattern',
    passes: (value, folded) => pattern.test(cased ? value : folded),
  });
}

function placed(text: SigmaText, place: Place): SigmaText {
  const parts = [...text];
  if ((place === 'contains' || place === 'endswith') && parts[0] !== 'any') parts.unshift('any');
  if ((place === 'contains' || place === 'startswith') && parts.at(-1) !== 'any') parts.push('any');
  return parts;
}

/** For texts with wildcards at their ends at most, which nearly all are. */
function simpleTest(parts: SigmaText, cased: boolean): Omit<ValueTest, 'pattern' | 'identity'> | undefined {
  const opens = parts[0] === 'any';
  const closes = parts.at(-1) === 'any';
  const inner = parts.slice(opens ? 1 : 0, closes ? Math.max(parts.length - 1, 1) : parts.length);
  const [only] = inner;
  if (inner.length > 1 || typeof only === 'string') return undefined;
  const text = only?.text ?? '';
  if (text === '' && (opens || closes)) return { decides: 'more', passes: () => true };
  const key = fold(text);
  const sought = cased ? text : key;
  const within = (value: string, folded: string): string => (cased ? value : folded);
  if (!opens && !closes)
    return {
      key,
      decides: cased && text !== '' ? 'more' : 'whole',
      passes: (value, folded) => within(value, folded) === sought,
    };
  if (opens && closes)
    return {
      key,
      decides: cased ? 'more' : 'inside',
      passes: (value, folded) => within(value, folded).includes(sought),
    };
  return {
    key,
    decides: 'more',
    passes: (value, folded) =>
      opens ? within(value, folded).endsWith(sought) : within(value, folded).startsWith(sought),
  };
}

function longestText(parts: SigmaText): string {
  let longest = '';
  for (const part of parts) if (typeof part === 'object' && part.text.length > longest.length) longest = part.text;
  return fold(longest);
}

function asPattern(parts: SigmaText, cased: boolean): Pattern {
  const inner = parts.map((part) => partPattern(part, cased));
  return {
    kind: 'sequence',
    parts: [{ kind: 'assertion', what: 'start' }, ...inner, { kind: 'assertion', what: 'end' }],
  };
}

function partPattern(part: SigmaPart, cased: boolean): Pattern {
  const unit = { kind: 'set', set: everyUnit } as const;
  if (part === 'one') return unit;
  if (part === 'any') return { kind: 'repeat', part: unit, least: 0, most: Number.POSITIVE_INFINITY };
  if (part === 'dash')
    return { kind: 'set', set: union([...dashes].map((dash) => [dash.charCodeAt(0), dash.charCodeAt(0)])) };
  const text = cased ? part.text : fold(part.text);
  return {
    kind: 'sequence',
    parts: Array.from({ length: text.length }, (_, at) => ({
      kind: 'set',
      set: [[text.charCodeAt(at), text.charCodeAt(at)]],
    })),
  };
}

/** A regular expression, anywhere in the value. */
export function patternTest(written: string, flags: PatternFlags): Result<ValueTest> {
  const compiled = linearPattern(written, flags);
  if (compiled.status !== 'ok') return compiled;
  const pattern = compiled.value;
  return ok({
    pattern: written,
    identity: JSON.stringify(['re', flags, written]),
    ...(pattern.neededText === '' ? {} : { key: fold(pattern.neededText) }),
    decides: 'pattern',
    passes: (value) => pattern.test(value),
  });
}

/** An address range; undefined where the text is none. */
export function rangeTest(written: string): ValueTest | undefined {
  const range = readNetworkRange(written);
  return (
    range && {
      pattern: written,
      identity: JSON.stringify(['cidr', written]),
      decides: 'more',
      passes: (value) => isInRange(value, range),
    }
  );
}

export type Operator = 'lt' | 'lte' | 'gt' | 'gte' | 'eq';

/** A number, or what `figure` reads from the value, compared. */
export function numberTest(
  operator: Operator,
  number: number,
  figure: (value: string) => number | undefined,
  written: string,
): ValueTest {
  return {
    pattern: written,
    identity: JSON.stringify(['number', written]),
    decides: 'more',
    passes: (value) => {
      const read = figure(value);
      return read !== undefined && compares(read, operator, number);
    },
  };
}

export function compares(read: number, operator: Operator | 'neq', number: number): boolean {
  switch (operator) {
    case 'lt':
      return read < number;
    case 'lte':
      return read <= number;
    case 'gt':
      return read > number;
    case 'gte':
      return read >= number;
    case 'eq':
      return read === number;
    case 'neq':
      return read !== number;
  }
}

/** Decimal, or hexadecimal behind `0x`. */
export function readNumber(value: string): number | undefined {
  const text = value.trim();
  return /^(?:[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:e[+-]?\d{1,3})?|0x[\da-f]{1,16})$/i.test(text)
    ? Number(text)
    : undefined;
}

export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

const timestamp = /^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?/;

/** A part of a date, as it is written: no time zone is applied, as the specification warns. */
export function readTimePart(value: string, part: TimePart): number | undefined {
  const found = timestamp.exec(value);
  if (!found) return undefined;
  const [, year, month, day, hour, minute] = found.map((text) => (text === undefined ? undefined : Number(text)));
  if (part === 'week') return isoWeek(year ?? 0, month ?? 1, day ?? 1);
  return { year, month, day, hour, minute }[part];
}

const dayMs = 86_400_000;

/** Source: ISO 8601, weeks begin on Monday and the first one holds the year's first Thursday. */
function isoWeek(year: number, month: number, day: number): number {
  const date = Date.UTC(year, month - 1, day);
  const thursday = date + (4 - (new Date(date).getUTCDay() || 7)) * dayMs;
  const newYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.ceil(((thursday - newYear) / dayMs + 1) / 7);
}
