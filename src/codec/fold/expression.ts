/**
 * Folding for languages whose hidden strings are sums and calls: names, literals, `+`, brackets, calls, members,
 * indexes. The text is searched for expressions; what stands between them is passed over. A language says what its
 * words and its functions are. Nothing is run.
 */
import { type Constant, deepest, isText } from './constant.ts';
import { type Folding, splitsWord } from './edits.ts';
import { bytesOf, isPlain, packedAs, textOf } from './encodings.ts';

export interface Word {
  readonly kind: 'text' | 'number' | 'name' | 'sign' | 'line';
  readonly value: string;
  readonly at: number;
  readonly end: number;
  /** A text of bytes, or one that was written with escapes where none is needed. */
  readonly form?: 'bytes' | 'escaped';
}

export interface Language {
  words(text: string, most: number): Word[];
  /** Signs that join texts. */
  readonly joins: ReadonlySet<string>;
  /** Texts that stand side by side are one. */
  readonly adjacent: boolean;
  /** Names differ by the case of their letters. */
  readonly exact: boolean;
  /** Functions that run the text they are given. */
  readonly runs: ReadonlySet<string>;
  /** A function by the last part of its name. */
  call(name: string, values: readonly Constant[], folding: Folding): Constant | undefined;
  method(target: Constant, name: string, values: readonly Constant[], folding: Folding): Constant | undefined;
  /** Source text that stands for a value. */
  quoted(text: string): string;
  /** Folds code that another code runs. */
  code(text: string, folding: Folding, layer: number): string;
}

interface Part {
  readonly at: number;
  readonly end: number;
  readonly value?: Constant | undefined;
  readonly telling: boolean;
  readonly composed: boolean;
  /** A name that stands for no constant, so that it may be a function. */
  readonly name?: string;
}

const mostWords = 200_000;
const arithmetic = new Set(['-', '*', '^', '+', '%', '/']);

export function foldExpressions(text: string, language: Language, folding: Folding, layer: number): void {
  new ExpressionFolder(text, language, folding, layer).fold();
}

class ExpressionFolder {
  readonly #language: Language;
  readonly #folding: Folding;
  readonly #layer: number;
  readonly #words: readonly Word[];
  readonly #variables: Map<string, Part> = new Map();
  #at = 0;
  #depth = 0;

  constructor(text: string, language: Language, folding: Folding, layer: number) {
    this.#language = language;
    this.#folding = folding;
    this.#layer = layer;
    this.#words = language.words(text, mostWords);
  }

  fold(): void {
    while (this.#at < this.#words.length && this.#folding.budget.spend()) {
      const before = this.#at;
      const word = this.#peek();
      if (word?.kind === 'name' && this.#is('=', 1)) this.#assignment(word);
      else if (word?.kind === 'name' && this.#language.runs.has(this.#key(word.value)) && !this.#is('(', 1))
        this.#statement(word);
      else if (word && word.kind !== 'sign' && word.kind !== 'line') this.#emit(this.#expression());
      else if (this.#is('(') || this.#is('[')) this.#emit(this.#expression());
      if (this.#at === before) this.#at++;
    }
  }

  #peek(ahead = 0): Word | undefined {
    return this.#words[this.#at + ahead];
  }

  #is(value: string, ahead = 0): boolean {
    const word = this.#peek(ahead);
    return word?.kind === 'sign' && word.value === value;
  }

  #key(name: string): string {
    return this.#language.exact ? name : name.toLowerCase();
  }

  /** A name that is set twice stands for what it was set to last; loops are not followed. */
  #assignment(name: Word): void {
    this.#at += 2;
    const part = this.#expression();
    this.#emit(part);
    if (part?.value === undefined) this.#variables.delete(this.#key(name.value));
    else this.#variables.set(this.#key(name.value), part);
  }

  /** `Execute text`, without brackets. */
  #statement(word: Word): void {
    this.#at++;
    const part = this.#expression();
    if (isText(part?.value)) this.#code(word.at, part.end, part.value, part.telling);
    else this.#emit(part);
  }

  #emit(part: Part | undefined): void {
    if (!part?.composed || part.value === undefined) return;
    const { at, end, value } = part;
    if (value instanceof Uint8Array) this.#bytes(at, end, value);
    else if (isText(value))
      this.#folding.replace(at, end, this.#language.quoted(value), value, part.telling && isPlain(value));
  }

  #bytes(at: number, end: number, bytes: Uint8Array): void {
    const packed = packedAs(bytes);
    const text = textOf(bytes);
    if (!packed && isPlain(text)) this.#folding.replace(at, end, this.#language.quoted(text), text, true);
    else if (bytes.length >= 16) this.#folding.hidden.push({ at, end, bytes, ...(packed ? { packed } : {}) });
  }

  #code(at: number, end: number, code: string, telling: boolean): void {
    const before = this.#folding.edits.length;
    if (!isPlain(code) || !this.#folding.budget.spend(code.length)) return;
    const text = this.#language.code(code, this.#folding, this.#layer + 1);
    this.#folding.edits.length = before;
    this.#folding.replace(at, end, text, text, telling || text !== code);
  }

  #expression(): Part | undefined {
    if (this.#depth >= deepest || !this.#folding.budget.spend()) return undefined;
    this.#depth++;
    let left = this.#term();
    while (left && this.#folding.budget.spend()) {
      const sign = this.#peek();
      if (sign?.kind !== 'sign' || !(this.#language.joins.has(sign.value) || arithmetic.has(sign.value))) break;
      this.#at++;
      const right = this.#term();
      if (!right) {
        this.#emit(left);
        left = { at: left.at, end: left.end, telling: false, composed: false };
        break;
      }
      left = this.#combined(left, sign.value, right);
    }
    this.#depth--;
    return left;
  }

  #combined(left: Part, sign: string, right: Part): Part {
    const value = combine(left.value, sign, right.value, this.#language.joins);
    const span = { at: left.at, end: right.end };
    if (value !== undefined) {
      const tells = typeof left.value !== 'number' && seam(left.value, right.value);
      return { ...span, value, telling: left.telling || right.telling || tells, composed: true };
    }
    this.#emit(left);
    // What follows may be put together with the next part: `x + "str" + "atum"`.
    if (left.value === undefined && isText(right.value) && this.#language.joins.has(sign)) return right;
    this.#emit(right);
    return { ...span, telling: false, composed: false };
  }

  #term(): Part | undefined {
    let part = this.#primary();
    while (part && this.#folding.budget.spend()) {
      if (this.#is('(')) part = this.#called(part);
      else if (this.#is('.') && this.#peek(1)?.kind === 'name') part = this.#member(part);
      else if (this.#is('[')) part = this.#element(part);
      else break;
    }
    return part;
  }

  #primary(): Part | undefined {
    const word = this.#peek();
    if (!word) return undefined;
    if (word.kind === 'text') return this.#texts(word);
    if (word.kind === 'number' || word.kind === 'name') {
      this.#at++;
      const span = { at: word.at, end: word.end };
      if (word.kind === 'number') return { ...span, value: Number(word.value), telling: false, composed: false };
      const held = this.#variables.get(this.#key(word.value));
      return held
        ? { ...span, value: held.value, telling: held.telling, composed: isText(held.value) && held.telling }
        : { ...span, telling: false, composed: false, name: word.value };
    }
    if (word.kind === 'sign' && word.value === '-') {
      this.#at++;
      const inner = this.#depth < deepest ? this.#primary() : undefined;
      return typeof inner?.value === 'number' ? { ...inner, at: word.at, value: -inner.value } : inner;
    }
    if (this.#is('(')) return this.#bracketed(word, ')');
    return this.#is('[') ? this.#bracketed(word, ']') : undefined;
  }

  #texts(first: Word): Part {
    let { value } = first;
    let telling = first.form === 'escaped';
    let end = first.end;
    const bytes = first.form === 'bytes';
    this.#at++;
    let pieces = 1;
    for (let next = this.#peek(); this.#language.adjacent && next?.kind === 'text'; next = this.#peek()) {
      if (!this.#folding.budget.spend()) break;
      telling ||= next.form === 'escaped' || seam(value, next.value);
      value += next.value;
      end = next.end;
      pieces++;
      this.#at++;
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
    this.#at++;
    const parts = this.#list(close);
    const end = this.#words[this.#at - 1]?.end ?? open.end;
    const [only, more] = parts;
    if (close === ')' && only && !more)
      return { ...only, at: open.at, end, composed: only.value !== undefined && only.composed };
    const values = parts.map(({ value }) => value);
    const known = values.filter((value) => value !== undefined);
    if (known.length === values.length && values.length > 0)
      return { at: open.at, end, value: known, telling: parts.some(({ telling }) => telling), composed: false };
    for (const part of parts) this.#emit(part);
    return { at: open.at, end, telling: false, composed: false };
  }

  #list(close: string): Part[] {
    const parts: Part[] = [];
    while (!this.#is(close) && this.#at < this.#words.length && this.#folding.budget.spend()) {
      const before = this.#at;
      const part = this.#expression();
      if (part) parts.push(part);
      if (this.#is(',')) this.#at++;
      else if (!this.#is(close)) {
        // Something that is no list of constants: its parts are looked at one by one.
        for (const each of parts) this.#emit(each);
        parts.length = 0;
        parts.push({ at: 0, end: 0, telling: false, composed: false });
        if (this.#at === before || !part) this.#at++;
      }
    }
    if (this.#is(close)) this.#at++;
    return parts;
  }

  #called(target: Part): Part {
    this.#at++;
    const parts = this.#list(')');
    const end = this.#words[this.#at - 1]?.end ?? target.end;
    const values = parts.map(({ value }, i) => value ?? functionName(parts[i]));
    const known = values.filter((value) => value !== undefined);
    const name = this.#key(target.name ?? '');
    const [first] = parts;
    if (this.#language.runs.has(name) && first) {
      const code = first.value instanceof Uint8Array ? textOf(first.value) : first.value;
      if (isText(code)) this.#code(target.at, end, code, first.telling);
      else for (const part of parts) this.#emit(part);
      return { at: target.at, end, telling: false, composed: false };
    }
    const value =
      target.name === undefined || known.length < values.length
        ? undefined
        : this.#language.call(name, known, this.#folding);
    if (value !== undefined) return { at: target.at, end, value, telling: true, composed: true };
    for (const part of parts) this.#emit(part);
    return { at: target.at, end, telling: false, composed: false };
  }

  #member(target: Part): Part {
    const name = this.#peek(1);
    this.#at += 2;
    const end = name?.end ?? target.end;
    if (target.value === undefined || !this.#is('(')) {
      this.#emit(target);
      return { at: target.at, end, telling: false, composed: false, name: name?.value ?? '' };
    }
    this.#at++;
    const parts = this.#list(')');
    const last = this.#words[this.#at - 1]?.end ?? end;
    const values = parts.map(({ value }) => value);
    const known = values.filter((each) => each !== undefined);
    const value =
      known.length < values.length
        ? undefined
        : this.#language.method(target.value, this.#key(name?.value ?? ''), known, this.#folding);
    if (value !== undefined) return { at: target.at, end: last, value, telling: true, composed: true };
    for (const part of [target, ...parts]) this.#emit(part);
    return { at: target.at, end: last, telling: false, composed: false };
  }

  /** `[::-1]`, `[3]`; other slices are unknown. */
  #element(target: Part): Part {
    const turned =
      this.#is(':', 1) && this.#is(':', 2) && this.#is('-', 3) && this.#peek(4)?.value === '1' && this.#is(']', 5);
    if (turned) this.#at += 6;
    const parts = turned ? [] : this.#skipIndex();
    const end = this.#words[this.#at - 1]?.end ?? target.end;
    const value = turned ? backwards(target.value) : at(target.value, parts[0]?.value);
    if (value !== undefined) return { at: target.at, end, value, telling: true, composed: true };
    this.#emit(target);
    return { at: target.at, end, telling: false, composed: false };
  }

  #skipIndex(): Part[] {
    this.#at++;
    return this.#list(']');
  }
}

/** `map(chr, …)` is given a function by its name. */
function functionName(part: Part | undefined): string | undefined {
  return part?.name === 'chr' ? 'chr' : undefined;
}

function seam(left: Constant | undefined, right: Constant | undefined): boolean {
  return left !== undefined && right !== undefined && splitsWord(left, right);
}

function backwards(value: Constant | undefined): Constant | undefined {
  if (isText(value)) return Array.from(value).reverse().join('');
  if (value instanceof Uint8Array) return value.slice().reverse();
  return Array.isArray(value) ? [...value].reverse() : undefined;
}

function at(value: Constant | undefined, index: Constant | undefined): Constant | undefined {
  return typeof index === 'number' && (isText(value) || Array.isArray(value))
    ? value[index < 0 ? value.length + index : index]
    : undefined;
}

function combine(
  left: Constant | undefined,
  sign: string,
  right: Constant | undefined,
  joins: ReadonlySet<string>,
): Constant | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (isText(left) && isText(right)) return joins.has(sign) ? left + right : undefined;
  if (left instanceof Uint8Array && right instanceof Uint8Array)
    return sign === '+' && left.length + right.length <= 1 << 20 ? Uint8Array.from([...left, ...right]) : undefined;
  if (Array.isArray(left) && Array.isArray(right))
    return sign === '+' && left.length + right.length <= 65_536 ? [...left, ...right] : undefined;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const results: Readonly<Record<string, number>> = {
    '+': left + right,
    '-': left - right,
    '*': left * right,
    '^': left ^ right,
    '%': left % right,
    '/': left / right,
  };
  return results[sign];
}
