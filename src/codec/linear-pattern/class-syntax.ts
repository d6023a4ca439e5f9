/** `[…]` in a regular expression. Source: pcre2pattern(3), "Square brackets and character classes". */
import { malformed, ok, type Result } from '../../model/result.ts';
import { escapedSet, escapedUnit } from './escapes.ts';
import { type UnitRange, type UnitSet, union } from './unit-set.ts';

export interface UnitClass {
  readonly set: UnitSet;
  readonly negated: boolean;
}

const backspace = 8;

export class ClassReader {
  readonly #source: string;
  #ranges: UnitRange[] = [];
  /** Behind the opening bracket; after `read`, behind the closing one. */
  at: number;

  constructor(source: string, at: number) {
    this.#source = source;
    this.at = at;
  }

  read(): Result<UnitClass> {
    const negated = this.#source[this.at] === '^';
    if (negated) this.at++;
    // A closing bracket that comes first stands for itself.
    for (let first = true; first || this.#source[this.at] !== ']'; first = false) {
      if (this.at >= this.#source.length) return malformed(this.at, 'a `[` is never closed');
      const wrong = this.#member();
      if (wrong !== undefined) return malformed(this.at, wrong);
    }
    this.at++;
    return ok({ set: union(this.#ranges), negated });
  }

  /** A set, a unit or a range; what is wrong with it, if anything. */
  #member(): string | undefined {
    if (this.#source.startsWith('[:', this.at)) return 'classes with names, like `[:alpha:]`, are not known';
    const first = this.#unit();
    if (typeof first === 'string') return first;
    if (first === undefined) return undefined;
    if (this.#source[this.at] !== '-' || this.#source[this.at + 1] === ']') return this.#add(first, first);
    const dash = this.at++;
    const last = this.#unit();
    if (typeof last === 'string') return last;
    // `[a-\d]`: the dash stands for itself.
    if (last === undefined) return this.#add(first, first) ?? this.#add(0x2d, 0x2d);
    if (last >= first) return this.#add(first, last);
    this.at = dash;
    return 'a range in `[…]` stands the wrong way round';
  }

  /** One unit; undefined where a whole set stood here, which is added. */
  #unit(): number | string | undefined {
    const unit = this.#source.charCodeAt(this.at++);
    if (Number.isNaN(unit)) return 'a `[` is never closed';
    if (unit >= 0xd800 && unit <= 0xdfff) return 'characters beyond U+FFFF cannot stand in `[…]`';
    if (unit !== 0x5c) return unit;
    const letter = this.#source[this.at] ?? '';
    const set = escapedSet(letter);
    if (set) this.#ranges.push(...set);
    if (set || letter === 'b') this.at++;
    if (set) return undefined;
    if (letter === 'b') return backspace;
    const read = escapedUnit(this.#source, this.at);
    if (read.status !== 'ok') return read.status === 'malformed' ? read.what : 'a `\\` is wrong';
    this.at = read.value.end;
    return read.value.unit;
  }

  #add(first: number, last: number): undefined {
    this.#ranges.push([first, last]);
  }
}
