/**
 * Reads expressions of names, literals, sums, brackets, calls, members and indexes, and works out those that are the same
 * on every run. Precedence is that of reading order: sums of texts need no other. Nothing is run.
 */
import { deepest, isText } from './constant.ts';
import type { Folding } from './edits.ts';
import { bytesOf, textOf } from './encodings.ts';
import { keyOf, type Language, type Word } from './language.ts';
import { backwards, combine, elementAt, seam } from './operators.ts';
import { type Emitter, knownValues, type Part } from './part.ts';

const arithmetic = new Set(['-', '*', '^', '+', '%', '/']);

export class ExpressionReader {
  readonly words: readonly Word[];
  /** What names stand for here. */
  readonly variables: Map<string, Part> = new Map();
  at = 0;
  readonly #language: Language;
  readonly #folding: Folding;
  readonly #emitter: Emitter;
  #depth = 0;

  constructor(words: readonly Word[], language: Language, folding: Folding, emitter: Emitter) {
    this.words = words;
    this.#language = language;
    this.#folding = folding;
    this.#emitter = emitter;
  }

  peek(ahead = 0): Word | undefined {
    return this.words[this.at + ahead];
  }

  is(value: string, ahead = 0): boolean {
    const word = this.peek(ahead);
    return word?.kind === 'sign' && word.value === value;
  }

  expression(): Part | undefined {
    if (this.#depth >= deepest || !this.#folding.budget.spend()) return undefined;
    this.#depth++;
    let left = this.#term();
    while (left && this.#folding.budget.spend()) {
      const sign = this.peek();
      if (sign?.kind !== 'sign' || !(this.#language.joins.has(sign.value) || arithmetic.has(sign.value))) break;
      this.at++;
      const right = this.#term();
      if (!right) {
        this.#emitter.emit(left);
        left = { at: left.at, end: left.end, telling: false, composed: false };
        break;
      }
      left = this.#combined(left, sign.value, right);
    }
    this.#depth--;
    return left;
  }

  #combined(left: Part, sign: string, right: Part): Part {
    const value = combine(left.value, sign, right.value, this.#language.joins, this.#folding.budget);
    const span = { at: left.at, end: right.end };
    if (value !== undefined) {
      const tells = typeof left.value !== 'number' && seam(left.value, right.value);
      return { ...span, value, telling: left.telling || right.telling || tells, composed: true };
    }
    this.#emitter.emit(left);
    // What follows may be put together with the next part: `x + "str" + "atum"`.
    if (left.value === undefined && isText(right.value) && this.#language.joins.has(sign)) return right;
    this.#emitter.emit(right);
    return { ...span, telling: false, composed: false };
  }

  #term(): Part | undefined {
    let part = this.#primary();
    while (part && this.#folding.budget.spend()) {
      if (this.is('(')) part = this.#called(part);
      else if (this.is('.') && this.peek(1)?.kind === 'name') part = this.#member(part);
      else if (this.is('[')) part = this.#element(part);
      else break;
    }
    return part;
  }

  #primary(): Part | undefined {
    const word = this.peek();
    if (!word) return undefined;
    if (word.kind === 'text') return this.#texts(word);
    if (word.kind === 'number' || word.kind === 'name') {
      this.at++;
      const span = { at: word.at, end: word.end };
      if (word.kind === 'number') return { ...span, value: Number(word.value), telling: false, composed: false };
      const held = this.variables.get(keyOf(word.value, this.#language));
      return held
        ? { ...span, value: held.value, telling: held.telling, composed: isText(held.value) && held.telling }
        : { ...span, telling: false, composed: false, name: word.value };
    }
    if (word.kind === 'sign' && word.value === '-') {
      this.at++;
      const inner = this.#depth < deepest ? this.#primary() : undefined;
      return typeof inner?.value === 'number' ? { ...inner, at: word.at, value: -inner.value } : inner;
    }
    if (this.is('(')) return this.#bracketed(word, ')');
    return this.is('[') ? this.#bracketed(word, ']') : undefined;
  }

  #texts(first: Word): Part {
    let { value } = first;
    let telling = first.form === 'escaped';
    let end = first.end;
    const bytes = first.form === 'bytes';
    this.at++;
    let pieces = 1;
    for (let next = this.peek(); this.#language.adjacent && next?.kind === 'text'; next = this.peek()) {
      if (!this.#folding.budget.spend()) break;
      telling ||= next.form === 'escaped' || seam(value, next.value);
      value += next.value;
      end = next.end;
      pieces++;
      this.at++;
    }
    return {
      at: first.at,
      end,
      value: bytes ? bytesOf(value) : value,
      telling,
      composed: !bytes && (pieces > 1 || telling),
    };
  }

  #bracketed(open: Word, close: string): Part {
    this.at++;
    const parts = this.#list(close);
    const end = this.words[this.at - 1]?.end ?? open.end;
    const [only, more] = parts;
    if (close === ')' && only && !more)
      return { ...only, at: open.at, end, composed: only.value !== undefined && only.composed };
    const known = knownValues(parts);
    if (known && known.length > 0)
      return { at: open.at, end, value: known, telling: parts.some(({ telling }) => telling), composed: false };
    for (const part of parts) this.#emitter.emit(part);
    return { at: open.at, end, telling: false, composed: false };
  }

  #list(close: string): Part[] {
    const parts: Part[] = [];
    while (!this.is(close) && this.at < this.words.length && this.#folding.budget.spend()) {
      const before = this.at;
      const part = this.expression();
      if (part) parts.push(part);
      if (this.is(',')) this.at++;
      else if (!this.is(close)) {
        // Something that is no list of constants: its parts are looked at one by one.
        for (const each of parts) this.#emitter.emit(each);
        parts.length = 0;
        parts.push({ at: 0, end: 0, telling: false, composed: false });
        if (this.at === before || !part) this.at++;
      }
    }
    if (this.is(close)) this.at++;
    return parts;
  }

  #called(target: Part): Part {
    this.at++;
    const parts = this.#list(')');
    const end = this.words[this.at - 1]?.end ?? target.end;
    const name = keyOf(target.name ?? '', this.#language);
    const [first] = parts;
    if (this.#language.runs.has(name) && first) return this.#run({ ...target, end }, first, parts);
    const known = knownValues(parts.map(asArgument));
    const value = target.name === undefined || !known ? undefined : this.#language.call(name, known, this.#folding);
    if (value !== undefined) return { at: target.at, end, value, telling: true, composed: true };
    for (const part of parts) this.#emitter.emit(part);
    return { at: target.at, end, telling: false, composed: false };
  }

  /** `exec(text)` */
  #run({ at, end }: Part, first: Part, parts: readonly Part[]): Part {
    const code = first.value instanceof Uint8Array ? textOf(first.value) : first.value;
    if (isText(code)) this.#emitter.code(at, end, code, first.telling);
    else for (const part of parts) this.#emitter.emit(part);
    return { at, end, telling: false, composed: false };
  }

  #member(target: Part): Part {
    const name = this.peek(1);
    this.at += 2;
    const end = name?.end ?? target.end;
    if (target.value === undefined || !this.is('(')) {
      this.#emitter.emit(target);
      return { at: target.at, end, telling: false, composed: false, name: name?.value ?? '' };
    }
    this.at++;
    const parts = this.#list(')');
    const last = this.words[this.at - 1]?.end ?? end;
    const known = knownValues(parts);
    const value =
      known && this.#language.method(target.value, keyOf(name?.value ?? '', this.#language), known, this.#folding);
    if (value !== undefined) return { at: target.at, end: last, value, telling: true, composed: true };
    for (const part of [target, ...parts]) this.#emitter.emit(part);
    return { at: target.at, end: last, telling: false, composed: false };
  }

  /** `[::-1]`, `[3]`; other slices are unknown. */
  #element(target: Part): Part {
    const turned =
      this.is(':', 1) && this.is(':', 2) && this.is('-', 3) && this.peek(4)?.value === '1' && this.is(']', 5);
    if (turned) this.at += 6;
    const parts = turned ? [] : this.#skipIndex();
    const end = this.words[this.at - 1]?.end ?? target.end;
    const value = turned ? backwards(target.value) : elementAt(target.value, parts[0]?.value);
    if (value !== undefined) return { at: target.at, end, value, telling: true, composed: true };
    this.#emitter.emit(target);
    return { at: target.at, end, telling: false, composed: false };
  }

  #skipIndex(): Part[] {
    this.at++;
    return this.#list(']');
  }
}

/** `map(chr, …)` is given a function by its name. */
function asArgument(part: Part): Part {
  return part.value === undefined && part.name === 'chr' ? { ...part, value: 'chr' } : part;
}
