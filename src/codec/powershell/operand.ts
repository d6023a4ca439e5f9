/** Reads what operators stand between: literals, variables, brackets, casts, and the members and calls behind them. */
import { type Constant, deepest, type FoldBudget, isText } from '../fold/constant.ts';
import type { Cursor } from './cursor.ts';
import { callMethod, callStatic, decodeText, element } from './methods.ts';
import { joined } from './operators.ts';
import { type Emitter, knownValues, type Part } from './part.ts';
import type { Expressions, Reading } from './reading.ts';
import type { Token } from './tokens.ts';
import { asText, cast } from './values.ts';

export class OperandReader {
  readonly #reading: Reading;
  readonly #cursor: Cursor;
  readonly #emitter: Emitter;
  readonly #budget: FoldBudget;
  readonly #expressions: Expressions;

  constructor(reading: Reading, expressions: Expressions) {
    this.#reading = reading;
    this.#cursor = reading.cursor;
    this.#emitter = reading.emitter;
    this.#budget = reading.budget;
    this.#expressions = expressions;
  }

  /** Signs, casts and `-join` before a value. */
  unary(): Part | undefined {
    const token = this.#cursor.peek();
    if (!token || this.#reading.depth >= deepest) return undefined;
    if (this.#cursor.is('-') || this.#cursor.is(',') || this.#cursor.is('+')) return this.#signed(token);
    if (this.#cursor.is('-join')) return this.#joined(token);
    return token.kind === 'type' && !this.#cursor.is('::', 1) ? this.#cast(token) : this.#postfix();
  }

  /** What stands behind a sign. */
  #behind(): Part | undefined {
    this.#cursor.at++;
    this.#reading.depth++;
    const part = this.unary();
    this.#reading.depth--;
    return part;
  }

  #signed(sign: Token): Part | undefined {
    const inner = this.#behind();
    if (typeof inner?.value !== 'number') return inner;
    return { ...inner, at: sign.at, value: sign.value === '-' ? -inner.value : inner.value };
  }

  #joined(sign: Token): Part | undefined {
    const inner = this.#behind();
    if (!inner || !Array.isArray(inner.value)) return inner;
    const value = joined(inner.value, '', this.#budget);
    return { ...inner, at: sign.at, value, telling: true, composed: true };
  }

  #cast(type: Token): Part | undefined {
    const inner = this.#behind();
    if (inner?.value === undefined) return inner;
    const value = cast(type.value, inner.value);
    if (value === undefined) return this.#emitter.unknown(inner);
    return { ...inner, at: type.at, value, telling: inner.telling || type.value.startsWith('char'), composed: true };
  }

  /** Members, calls and elements. */
  #postfix(): Part | undefined {
    const first = this.#cursor.peek();
    let part = first?.kind === 'type' ? this.#static(first) : this.#primary();
    while (part && this.#budget.spend()) {
      const token = this.#cursor.peek();
      if (!token?.joined && !this.#cursor.is('::')) break;
      if (this.#cursor.is('[')) part = this.#element(part);
      else if (this.#cursor.is('.') || this.#cursor.is('::')) part = this.#member(part);
      else break;
    }
    return part;
  }

  #primary(): Part | undefined {
    const token = this.#cursor.peek();
    if (!token) return undefined;
    const span = { at: token.at, end: token.end };
    switch (token.kind) {
      case 'text':
        this.#cursor.at++;
        return { ...span, ...this.#text(token) };
      case 'number':
        this.#cursor.at++;
        return { ...span, value: Number(token.value), telling: false, composed: false };
      case 'variable': {
        this.#cursor.at++;
        const { value, telling = false } = this.#reading.variables.get(token.value) ?? {};
        return { ...span, value, telling, composed: isText(value) && token.value !== 'pshome' };
      }
      default:
        return this.#opensBracket() ? this.#bracketed(token) : undefined;
    }
  }

  /** `(`, `@(`, `$(` */
  #opensBracket(): boolean {
    const { cursor } = this.#reading;
    return cursor.is('(') || ((cursor.is('@') || cursor.is('$')) && cursor.is('(', 1));
  }

  #text({ value, parts, ticked }: Token): { value?: Constant | undefined; telling: boolean; composed: boolean } {
    if (!parts) return { value, telling: ticked === true, composed: ticked === true };
    const values = parts.map((part, i) => (i % 2 === 0 ? part : asText(this.#reading.variables.get(part)?.value)));
    if (!values.every((each) => each !== undefined)) return { value: undefined, telling: false, composed: true };
    const text = values.join('');
    const short = values.filter((each, i) => i % 2 === 1 && each.length <= 4).length;
    return {
      value: this.#budget.spend(text.length) ? text : undefined,
      telling: ticked === true || short >= 2,
      composed: true,
    };
  }

  #bracketed(open: Token): Part | undefined {
    this.#cursor.at += this.#cursor.is('(') ? 1 : 2;
    this.#cursor.skipLines();
    const inner = this.#expressions.piped();
    this.#cursor.skipLines();
    if (!inner) return undefined;
    const close = this.#cursor.peek();
    if (!this.#cursor.is(')') || !close) return this.#emitter.unknown(inner);
    this.#cursor.at++;
    const value =
      open.value === '@' && inner.value !== undefined && !Array.isArray(inner.value) ? [inner.value] : inner.value;
    return { ...inner, value, at: open.at, end: close.end, composed: true };
  }

  #element(target: Part): Part | undefined {
    this.#cursor.at++;
    const index = this.#expressions.expression();
    const close = this.#cursor.peek();
    if (!index || !close || !this.#cursor.is(']')) return this.#emitter.unknown(target);
    this.#cursor.at++;
    const value =
      target.value === undefined || index.value === undefined ? undefined : element(target.value, index.value);
    return value === undefined
      ? this.#emitter.unknown(target, index)
      : { at: target.at, end: close.end, value, telling: true, composed: true };
  }

  /** `.name(…)`, and `.name` where that is a constant. */
  #member(target: Part): Part | undefined {
    this.#cursor.at++;
    const name = this.#cursor.peek();
    if (!name || (name.kind !== 'word' && name.kind !== 'text')) return this.#emitter.unknown(target);
    this.#cursor.at++;
    const args = this.#arguments();
    const end = this.#cursor.endBefore ?? name.end;
    const method = name.value.toLowerCase();
    if (!args) {
      const length = method === 'length' ? lengthOf(target.value) : undefined;
      return length === undefined ? { ...this.#emitter.unknown(target), end } : { ...target, end, value: length };
    }
    const known = knownValues(args);
    const value =
      target.value === undefined || !known ? undefined : callMethod(target.value, method, known, this.#budget);
    if (value === undefined) return { ...this.#emitter.unknown(target, ...args), end };
    const telling = target.telling || method === 'replace' || args.some((each) => each.telling);
    return { at: target.at, end, value, telling, composed: true };
  }

  /** `(a, b)` of a call, if one stands here. */
  #arguments(): readonly Part[] | undefined {
    if (!this.#cursor.is('(') || !this.#cursor.peek()?.joined) return undefined;
    this.#cursor.at++;
    const parts: Part[] = [];
    this.#cursor.skipLines();
    while (!this.#cursor.is(')') && this.#budget.spend()) {
      const part = this.#expressions.argument();
      if (!part) break;
      parts.push(part);
      this.#cursor.skipLines();
      if (this.#cursor.is(',')) this.#cursor.at++;
    }
    if (this.#cursor.is(')')) this.#cursor.at++;
    return parts;
  }

  /** `[type]::name(…)`, `[Text.Encoding]::UTF8.GetString(…)` */
  #static(type: Token): Part | undefined {
    const name = this.#cursor.peek(2);
    if (!name) return undefined;
    this.#cursor.at += 3;
    const encoding = /(?:^|\.)encoding$/.test(type.value) && this.#cursor.is('.');
    if (encoding) this.#cursor.at += 2;
    const variable = this.#cursor.peek(1);
    const args = this.#arguments() ?? [];
    const end = this.#cursor.endBefore ?? name.end;
    const method = name.value.toLowerCase();
    if (/(?:^|\.)array$/.test(type.value) && method === 'reverse' && variable?.kind === 'variable')
      this.#reverse(variable.value);
    const [first, ...rest] = knownValues(args) ?? [];
    const called = (given: Constant): Constant | undefined =>
      encoding ? decodeText(method, given) : callStatic(type.value, method, [given, ...rest], this.#budget);
    const value = first === undefined ? undefined : called(first);
    if (value === undefined) return { ...this.#emitter.unknown(...args), at: type.at, end };
    return { at: type.at, end, value, telling: true, composed: true };
  }

  /** `[array]::Reverse($x)` turns it in place. */
  #reverse(name: string): void {
    const held = this.#reading.variables.get(name);
    if (held && Array.isArray(held.value))
      this.#reading.variables.set(name, { ...held, value: [...held.value].reverse(), telling: true });
  }
}

function lengthOf(value: Constant | undefined): number | undefined {
  return isText(value) || Array.isArray(value) ? value.length : undefined;
}
