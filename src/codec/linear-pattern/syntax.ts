/**
 * A regular expression as a tree. The dialect is what PCRE and ECMAScript share: literals, `.`, classes, groups (none
 * is remembered), alternation, greedy and lazy repetition with bounds, anchors, `\b`, `\d \w \s`, and the flags i, m
 * and s, also as `(?i)` and `(?i:…)`. Source: pcre2pattern(3), https://www.pcre.org/current/doc/html/pcre2pattern.html
 * Where both differ, PCRE decides: `.` leaves out the line feed alone, `\s` is ASCII. `$` is the very end.
 * Refused, since no matcher that is linear in the text can have them or a rule has no need: back references, looking
 * ahead and behind, atomic groups, possessive repetition, Unicode properties, POSIX classes.
 */
import { limit, malformed, ok, type Result } from '../../model/result.ts';
import { ClassReader } from './class-syntax.ts';
import { escapedSet, escapedUnit } from './escapes.ts';
import { everyUnit, inverted, lineEnd, type UnitSet, withBothCases } from './unit-set.ts';

export type Assertion = 'start' | 'end' | 'line-start' | 'line-end' | 'boundary' | 'no-boundary';

export type Pattern =
  | { readonly kind: 'set'; readonly set: UnitSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
  /** `most` may be Infinity. Greedy or lazy is all the same where only "matches or not" is asked. */
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number }
  | { readonly kind: 'assertion'; readonly what: Assertion };

export interface PatternFlags {
  /** Upper and lower case are the same. */
  readonly i?: boolean;
  /** `^` and `$` stand at the ends of each line. */
  readonly m?: boolean;
  /** `.` is the line feed, too. */
  readonly s?: boolean;
}

/** Characters. */
const longest = 20_000;
const deepest = 100;
/** Larger bounds are refused: the program grows with them. */
const mostRepeats = 1000;

/** Reads an expression; `malformed` says at which character it is wrong, or uses what cannot be had. */
export function readPattern(source: string, flags: PatternFlags = {}): Result<Pattern> {
  if (source.length > longest) return limit(longest, 'the expression is too long');
  const reader = new PatternReader(source, flags);
  const pattern = reader.choice(0);
  if (reader.complaint === undefined && reader.at < source.length) reader.refuse(reader.at, 'a `)` closes nothing');
  const wrong = reader.complaint;
  return wrong ? malformed(wrong.at, wrong.what) : ok(pattern);
}

const empty: Pattern = { kind: 'sequence', parts: [] };

const assertions: Readonly<Record<string, Assertion>> = {
  b: 'boundary',
  B: 'no-boundary',
  A: 'start',
  z: 'end',
  Z: 'end',
};

class PatternReader {
  readonly #source: string;
  #flags: PatternFlags;
  at = 0;
  complaint: { readonly at: number; readonly what: string } | undefined;

  constructor(source: string, flags: PatternFlags) {
    this.#source = source;
    this.#flags = flags;
  }

  /** The first complaint stands, and ends the reading. */
  refuse(at: number, what: string): Pattern {
    this.complaint ??= { at, what };
    this.at = this.#source.length;
    return empty;
  }

  /** `a|b|c`, up to the group's end. Flags that are set within hold to its end. */
  choice(depth: number): Pattern {
    if (depth > deepest) return this.refuse(this.at, 'groups are nested too deeply');
    const outside = this.#flags;
    const parts = [this.#sequence(depth)];
    while (this.#take('|')) parts.push(this.#sequence(depth));
    this.#flags = outside;
    return parts.length === 1 ? (parts[0] ?? empty) : { kind: 'choice', parts };
  }

  #sequence(depth: number): Pattern {
    const parts: Pattern[] = [];
    while (this.at < this.#source.length && !'|)'.includes(this.#source[this.at] ?? '')) {
      const from = this.at;
      const part = this.#item(depth);
      parts.push(this.#repeated(part, from));
    }
    return { kind: 'sequence', parts };
  }

  #item(depth: number): Pattern {
    const from = this.at;
    const character = this.#source[this.at++] ?? '';
    switch (character) {
      case '(':
        return this.#group(depth, from);
      case '[':
        return this.#class(from);
      case '.':
        return { kind: 'set', set: this.#flags.s ? everyUnit : inverted(lineEnd) };
      case '^':
        return { kind: 'assertion', what: this.#flags.m ? 'line-start' : 'start' };
      case '$':
        return { kind: 'assertion', what: this.#flags.m ? 'line-end' : 'end' };
      case '\\':
        return this.#escape(from);
      case '*':
      case '+':
      case '?':
        return this.refuse(from, `\`${character}\` stands behind nothing that it could repeat`);
      default:
        return this.#literal(character.charCodeAt(0));
    }
  }

  #literal(unit: number): Pattern {
    return this.#set([[unit, unit]]);
  }

  #set(set: UnitSet): Pattern {
    return { kind: 'set', set: this.#flags.i ? withBothCases(set) : set };
  }

  #class(from: number): Pattern {
    const reader = new ClassReader(this.#source, this.at);
    const read = reader.read();
    this.at = reader.at;
    if (read.status !== 'ok') return this.refuse(from, read.status === 'malformed' ? read.what : 'a class is wrong');
    const { set, negated } = read.value;
    const folded = this.#flags.i ? withBothCases(set) : set;
    return { kind: 'set', set: negated ? inverted(folded) : folded };
  }

  #escape(from: number): Pattern {
    const letter = this.#source[this.at] ?? '';
    const what = assertions[letter];
    if (what) {
      this.at++;
      return { kind: 'assertion', what };
    }
    const set = escapedSet(letter);
    if (set) {
      this.at++;
      return { kind: 'set', set };
    }
    const unit = escapedUnit(this.#source, this.at);
    if (unit.status !== 'ok') return this.refuse(from, unit.status === 'malformed' ? unit.what : 'a `\\` is wrong');
    this.at = unit.value.end;
    return this.#literal(unit.value.unit);
  }

  #group(depth: number, from: number): Pattern {
    if (this.#take('?')) {
      const opened = this.#groupKind(from);
      if (opened === 'closed' || opened === 'refused') return empty;
      const outside = this.#flags;
      this.#flags = opened;
      const part = this.choice(depth + 1);
      this.#flags = outside;
      return this.#closed(part, from);
    }
    return this.#closed(this.choice(depth + 1), from);
  }

  #closed(part: Pattern, from: number): Pattern {
    return this.#take(')') ? part : this.refuse(from, 'a `(` is never closed');
  }

  /** Behind `(?`: the flags within the group; `closed` where it held flags or a comment alone. */
  #groupKind(from: number): PatternFlags | 'closed' | 'refused' {
    const rest = this.#source.slice(this.at, this.at + 80);
    const comment = /^#[^)]*\)/.exec(rest);
    const flags = /^([ims]*)(?:-([ims]+))?([:)])/.exec(rest);
    const name = /^P?<[A-Za-z_]\w{0,60}>/.exec(rest);
    const found = comment ?? flags ?? name;
    if (!found) {
      this.refuse(from, this.#refusal(rest));
      return 'refused';
    }
    this.at += found[0].length;
    if (comment) return 'closed';
    if (!flags) return this.#flags;
    const set = { ...this.#flags, ...each(flags[1] ?? '', true), ...each(flags[2] ?? '', false) };
    if (flags[3] === ':') return set;
    this.#flags = set;
    return 'closed';
  }

  #refusal(rest: string): string {
    if (/^<?[=!]/.test(rest)) return 'looking ahead or behind cannot be matched in linear time';
    if (rest.startsWith('>')) return 'an atomic group cannot be matched in linear time';
    return 'this kind of group is not known';
  }

  #repeated(part: Pattern, from: number): Pattern {
    const bounds = this.#bounds();
    if (!bounds) return part;
    const [least, most] = bounds;
    if (part.kind === 'assertion') return this.refuse(from, 'an anchor cannot be repeated');
    if (least > most) return this.refuse(from, 'the bounds of a repetition stand the wrong way round');
    if (Math.max(least, most === Number.POSITIVE_INFINITY ? 0 : most) > mostRepeats)
      return this.refuse(from, `a repetition of more than ${mostRepeats} times is not taken`);
    if (this.#take('+')) return this.refuse(from, 'possessive repetition cannot be matched in linear time');
    this.#take('?');
    if (this.#bounds()) return this.refuse(from, 'a repetition is repeated; put the inner one in a group');
    return { kind: 'repeat', part, least, most };
  }

  #bounds(): readonly [number, number] | undefined {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#take('?')) return [0, 1];
    const braces = /^\{(\d{1,9})(?:(,)(\d{0,9}))?\}/.exec(this.#source.slice(this.at, this.at + 24));
    if (!braces) return undefined;
    this.at += braces[0].length;
    const least = Number(braces[1]);
    if (!braces[2]) return [least, least];
    return [least, braces[3] ? Number(braces[3]) : Number.POSITIVE_INFINITY];
  }

  #take(character: string): boolean {
    if (this.#source[this.at] !== character) return false;
    this.at++;
    return true;
  }
}

function each(letters: string, value: boolean): PatternFlags {
  return Object.fromEntries([...letters].map((letter) => [letter, value]));
}
