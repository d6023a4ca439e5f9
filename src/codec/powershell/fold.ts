/**
 * Undoes the string tricks of PowerShell: texts taken apart and put together by `+`, `-f`, `-join`, `-replace`, casts to
 * characters, backticks, base 64, `-EncodedCommand`, and what `iex` is then given. Expressions are read by PowerShell's
 * precedence and worked out where they are the same on every run; nothing is run. Sources: about_Operator_Precedence,
 * about_PowerShell_exe. Does not see: loops other than `% { … }`, secure strings, functions of the script's own.
 */
import { type Constant, deepest, isText, mostLayers } from '../fold/constant.ts';
import { applyEdits, Folding, splitsWord } from '../fold/edits.ts';
import { fromBase64, isPlain, packedAs, textOf, utf16 } from '../fold/encodings.ts';
import { asText, callMethod, callStatic, cast, decodeText, element, joined, operate } from './library.ts';
import { type Token, tokensOf } from './tokens.ts';

export function foldPowerShell(text: string, folding: Folding = new Folding(), layer = 0): Folding {
  new PowerShellFolder(text, folding, layer).fold();
  return folding;
}

/** Part of an expression. */
interface Part {
  readonly at: number;
  readonly end: number;
  readonly value?: Constant | undefined;
  readonly telling: boolean;
  /** More than one word of the script. */
  readonly composed: boolean;
}

const mostTokens = 200_000;

/** Variables that every PowerShell has, from which scripts pick letters. */
const given: readonly (readonly [string, string])[] = [
  ['pshome', 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0'],
  ['shellid', 'Microsoft.PowerShell'],
  ['env:comspec', 'C:\\WINDOWS\\system32\\cmd.exe'],
  ['env:public', 'C:\\Users\\Public'],
  ['verbosepreference', 'SilentlyContinue'],
];

class PowerShellFolder {
  readonly #text: string;
  readonly #folding: Folding;
  readonly #layer: number;
  readonly #tokens: readonly Token[];
  readonly #variables: Map<string, Part> = new Map();
  /** Variables set in each block that is open. */
  readonly #blocks: Set<string>[] = [];
  /** How often each variable is set anywhere. */
  readonly #assigned: Map<string, number> = new Map();
  #at = 0;
  #depth = 0;
  /** In the body of `% { … }`, which is read once for each element. */
  #silent = false;

  constructor(text: string, folding: Folding, layer: number) {
    this.#text = text;
    this.#folding = folding;
    this.#layer = layer;
    this.#tokens = tokensOf(text, mostTokens);
    for (const [i, { kind, value }] of this.#tokens.entries())
      if (kind === 'variable' && this.#tokens[i + 1]?.value.endsWith('='))
        this.#assigned.set(value, (this.#assigned.get(value) ?? 0) + 1);
    for (const [name, value] of given)
      this.#variables.set(name, { at: 0, end: 0, value, telling: false, composed: false });
  }

  fold(): void {
    while (this.#at < this.#tokens.length && this.#folding.budget.spend()) {
      const before = this.#at;
      this.#statement();
      if (this.#at === before) this.#at++;
    }
  }

  #peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #is(value: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return (
      token !== undefined && (token.kind === 'sign' || token.kind === 'word') && token.value.toLowerCase() === value
    );
  }

  #statement(): void {
    const token = this.#peek();
    if (!token) return;
    if (this.#is('{')) this.#blocks.push(new Set());
    if (this.#is('}')) this.#leave();
    if (token.kind === 'variable' && (this.#is('=', 1) || this.#is('+=', 1))) this.#assignment(token);
    else if (token.kind === 'word' || this.#is('&') || this.#is('.')) this.#command(token);
    else if (this.#begins(token)) this.#pipeline();
  }

  #begins({ kind, value }: Token): boolean {
    return (
      kind === 'text' ||
      kind === 'number' ||
      kind === 'variable' ||
      kind === 'type' ||
      /^(?:[(@$]|-join|-split)$/.test(value)
    );
  }

  /** Whether a block was run is not known. */
  #leave(): void {
    for (const name of this.#blocks.pop() ?? []) if ((this.#assigned.get(name) ?? 0) > 1) this.#variables.delete(name);
  }

  #assignment(name: Token): void {
    const adds = this.#is('+=', 1);
    this.#at += 2;
    const part = this.#pipeline();
    const before = this.#variables.get(name.value);
    const value =
      !adds || part?.value === undefined
        ? part?.value
        : before?.value === undefined
          ? undefined
          : operate(before.value, '+', part.value, this.#folding.budget);
    for (const block of this.#blocks) block.add(name.value);
    if (!part || value === undefined) this.#variables.delete(name.value);
    else
      this.#variables.set(name.value, { ...part, value, telling: part.telling || (adds && before?.telling === true) });
  }

  /** An expression, its edits, and what it is piped into. */
  #pipeline(): Part | undefined {
    const part = this.#piped(this.#expression());
    if (!part) return undefined;
    if (this.#is('|') && this.#runs(this.#peek(1)) && isText(part.value)) {
      const end = this.#peek(1)?.end ?? part.end;
      this.#at += 2;
      this.#code(part.at, end, part);
    } else this.#emit(part);
    return part;
  }

  /** `… | % { [char]$_ }` */
  #piped(part: Part | undefined): Part | undefined {
    let current = part;
    while (
      current &&
      this.#is('|') &&
      (this.#is('%', 1) || this.#is('foreach-object', 1) || this.#is('foreach', 1)) &&
      this.#is('{', 2)
    ) {
      const values = Array.isArray(current.value)
        ? current.value
        : current.value instanceof Uint8Array
          ? [...current.value]
          : [];
      const body = this.#at + 3;
      const results: Constant[] = [];
      const [silent, outside] = [this.#silent, this.#variables.get('_')];
      this.#silent = true;
      for (const each of values) {
        this.#at = body;
        this.#variables.set('_', { at: 0, end: 0, value: each, telling: false, composed: false });
        const result = this.#expression()?.value;
        if (result === undefined || !this.#is('}') || !this.#folding.budget.spend()) break;
        results.push(result);
      }
      this.#silent = silent;
      if (outside) this.#variables.set('_', outside);
      else this.#variables.delete('_');
      if (results.length < values.length || values.length === 0) {
        this.#at = body;
        return this.#unknown(current);
      }
      current = {
        at: current.at,
        end: this.#peek()?.end ?? current.end,
        value: results,
        telling: true,
        composed: true,
      };
      this.#at++;
    }
    return current;
  }

  #unknown(...parts: readonly Part[]): Part {
    for (const part of parts) this.#emit(part);
    return { at: parts[0]?.at ?? 0, end: parts.at(-1)?.end ?? 0, telling: false, composed: true };
  }

  #emit({ at, end, value, telling, composed }: Part): void {
    if (!composed || this.#silent || value === undefined) return;
    const bytes = Array.isArray(value) ? value.find((each) => each instanceof Uint8Array) : value;
    if (bytes instanceof Uint8Array) this.#bytes(at, end, bytes);
    else if (isText(value)) this.#folding.replace(at, end, quoted(value), value, telling && isPlain(value));
  }

  #bytes(at: number, end: number, bytes: Uint8Array): void {
    const text = textOf(bytes);
    const packed = packedAs(bytes) ?? (/DeflateStream/i.test(this.#text) && !isPlain(text) ? 'deflate' : undefined);
    if (packed === undefined && isPlain(text)) this.#folding.replace(at, end, quoted(text), text, true);
    else if (bytes.length >= 16) this.#folding.hidden.push({ at, end, bytes, ...(packed ? { packed } : {}) });
  }

  #runs(token: Token | undefined): boolean {
    return token?.kind === 'word' && /^(?:iex|invoke-expression)$/i.test(token.value);
  }

  #command(token: Token): void {
    if (token.kind !== 'word') {
      this.#called(token);
      return;
    }
    this.#at++;
    if (token.ticked && !this.#silent) this.#folding.replace(token.at, token.end, token.value, token.value, true);
    if (this.#runs(token)) this.#runsNext(token.at);
    else if (/(?:^|[\\/])(?:powershell|pwsh)(?:\.exe)?$/i.test(token.value)) this.#encoded(token.at);
  }

  /** `& ('i'+'ex') …`, `. $command …` */
  #called(sign: Token): void {
    this.#at++;
    const token = this.#peek();
    if (!token || !this.#begins(token)) return;
    const part = this.#expression();
    if (isText(part?.value) && /^(?:iex|invoke-expression)$/i.test(part.value)) this.#runsNext(sign.at);
    else if (part) this.#emit(part);
  }

  #runsNext(at: number): void {
    const token = this.#peek();
    if (!token || !this.#begins(token)) return;
    const part = this.#piped(this.#expression());
    if (isText(part?.value)) this.#code(at, part.end, part);
    else if (part) this.#emit(part);
  }

  /** `powershell -enc …`: base 64 of UTF-16. Any beginning of the parameter's name will do. */
  #encoded(at: number): void {
    for (let looks = 0; looks < 24; looks++) {
      const flag = this.#peek();
      if (!flag || flag.kind === 'line' || flag.value === ';' || flag.value === '|') return;
      this.#at++;
      if (!/^-(?:e|ec|en[a-z]*)$/.test(flag.value)) continue;
      const start = this.#peek()?.at ?? 0;
      const code = /^["']?([\w+/]{8,}={0,2})/.exec(this.#text.slice(start, start + mostEncoded));
      const bytes = code?.[1] && this.#folding.budget.spend(code[1].length) ? fromBase64(code[1]) : undefined;
      const text = bytes && utf16(bytes);
      if (!code || !text || !isPlain(text)) return;
      const end = start + code[0].length;
      while ((this.#peek()?.at ?? Number.POSITIVE_INFINITY) < end) this.#at++;
      this.#code(at, end, { value: text, telling: true });
      return;
    }
  }

  #code(at: number, end: number, { value, telling }: Pick<Part, 'value' | 'telling'>): void {
    const budget = this.#folding.budget;
    if (this.#silent || !isText(value) || !budget.spend(value.length)) return;
    const edits = this.#layer < mostLayers ? foldPowerShell(value, new Folding(budget), this.#layer + 1).edits : [];
    const text = applyEdits(value, edits);
    this.#folding.replace(at, end, text, text, telling || edits.some((edit) => edit.telling));
  }

  #expression(): Part | undefined {
    if (this.#depth >= deepest || !this.#folding.budget.spend()) return undefined;
    this.#depth++;
    const part = this.#level(0);
    this.#depth--;
    return part;
  }

  /** From the loosest operators to the tightest. */
  #level(level: number): Part | undefined {
    const operators = levels[level];
    if (!operators) return this.#list();
    let left = this.#level(level + 1);
    while (left && this.#folding.budget.spend()) {
      const sign = this.#peek();
      if (sign?.kind !== 'sign' || !operators.has(sign.value)) break;
      // A line that begins with `+` is a statement of its own; one that ends with it goes on.
      this.#at++;
      this.#lines();
      const right = this.#level(level + 1);
      if (!right) return this.#unknown(left);
      left = this.#combined(left, sign.value, right);
    }
    return left;
  }

  #lines(): void {
    while (this.#peek()?.kind === 'line') this.#at++;
  }

  #combined(left: Part, operator: string, right: Part): Part {
    if (left.value === undefined || right.value === undefined) return this.#unknown(left, right);
    const value = operate(left.value, operator, right.value, this.#folding.budget);
    if (value === undefined || !this.#folding.budget.spend()) return this.#unknown(left, right);
    const tells =
      operator === '+' ? splitsWord(left.value, right.value) : revealing.has(operator) && !isPlainFormat(left.value);
    return { at: left.at, end: right.end, value, telling: left.telling || right.telling || tells, composed: true };
  }

  /** `a, b, c` */
  #list(): Part | undefined {
    const first = this.#unary();
    if (!first || !this.#is(',')) return first;
    const parts = [first];
    while (this.#is(',') && this.#folding.budget.spend()) {
      this.#at++;
      this.#lines();
      const next = this.#unary();
      if (!next) break;
      parts.push(next);
    }
    const values = parts.map(({ value }) => value);
    const known = values.filter((value) => value !== undefined);
    if (known.length < values.length) return this.#unknown(...parts);
    return {
      at: first.at,
      end: parts.at(-1)?.end ?? first.end,
      value: known,
      telling: parts.some(({ telling }) => telling),
      composed: true,
    };
  }

  #unary(): Part | undefined {
    const token = this.#peek();
    if (!token || this.#depth >= deepest) return undefined;
    const nested = (): Part | undefined => {
      this.#at++;
      this.#depth++;
      const part = this.#unary();
      this.#depth--;
      return part;
    };
    if (this.#is('-') || this.#is(',') || this.#is('+')) {
      const inner = nested();
      if (typeof inner?.value !== 'number') return inner;
      return { ...inner, at: token.at, value: token.value === '-' ? -inner.value : inner.value };
    }
    if (this.#is('-join')) {
      const inner = nested();
      if (!inner || !Array.isArray(inner.value)) return inner;
      return {
        ...inner,
        at: token.at,
        value: joined(inner.value, '', this.#folding.budget),
        telling: true,
        composed: true,
      };
    }
    if (token.kind === 'type' && !this.#is('::', 1)) {
      const inner = nested();
      if (inner?.value === undefined) return inner;
      const value = cast(token.value, inner.value);
      return value === undefined
        ? this.#unknown(inner)
        : { ...inner, at: token.at, value, telling: inner.telling || token.value.startsWith('char'), composed: true };
    }
    return this.#postfix();
  }

  /** Members, calls and elements. */
  #postfix(): Part | undefined {
    let part = isType(this.#peek()) ? this.#static() : this.#primary();
    while (part && this.#folding.budget.spend()) {
      const token = this.#peek();
      if (!token?.joined && !this.#is('::')) break;
      if (this.#is('[')) part = this.#element(part);
      else if (this.#is('.') || this.#is('::')) part = this.#member(part);
      else break;
    }
    return part;
  }

  #primary(): Part | undefined {
    const token = this.#peek();
    if (!token) return undefined;
    const span = { at: token.at, end: token.end };
    if (token.kind === 'text') {
      this.#at++;
      return { ...span, ...this.#quotedText(token) };
    }
    if (token.kind === 'number') {
      this.#at++;
      return { ...span, value: Number(token.value), telling: false, composed: false };
    }
    if (token.kind === 'variable') {
      this.#at++;
      const held = this.#variables.get(token.value);
      return {
        ...span,
        value: held?.value,
        telling: held?.telling ?? false,
        composed: isText(held?.value) && token.value !== 'pshome',
      };
    }
    if (this.#is('(') || ((this.#is('@') || this.#is('$')) && this.#is('(', 1))) return this.#bracketed(token);
    return undefined;
  }

  #quotedText({ value, parts, ticked }: Token): { value?: Constant | undefined; telling: boolean; composed: boolean } {
    if (!parts) return { value, telling: ticked === true, composed: ticked === true };
    const values = parts.map((part, i) => (i % 2 === 0 ? part : asText(this.#variables.get(part)?.value)));
    if (!values.every((each) => each !== undefined)) return { value: undefined, telling: false, composed: true };
    const text = values.join('');
    const short = values.filter((each, i) => i % 2 === 1 && each.length <= 4).length;
    return {
      value: this.#folding.budget.spend(text.length) ? text : undefined,
      telling: ticked === true || short >= 2,
      composed: true,
    };
  }

  #bracketed(open: Token): Part | undefined {
    this.#at += this.#is('(') ? 1 : 2;
    this.#lines();
    const inner = this.#piped(this.#expression());
    this.#lines();
    if (!inner) return undefined;
    const close = this.#peek();
    if (!this.#is(')') || !close) return this.#unknown(inner);
    this.#at++;
    const value =
      open.value === '@' && inner.value !== undefined && !Array.isArray(inner.value) ? [inner.value] : inner.value;
    return { ...inner, value, at: open.at, end: close.end, composed: true };
  }

  #element(target: Part): Part | undefined {
    this.#at++;
    const index = this.#expression();
    const close = this.#peek();
    if (!index || !close || !this.#is(']')) return this.#unknown(target);
    this.#at++;
    const value =
      target.value === undefined || index.value === undefined ? undefined : element(target.value, index.value);
    return value === undefined
      ? this.#unknown(target, index)
      : { at: target.at, end: close.end, value, telling: true, composed: true };
  }

  /** `.name(…)`, and `.name` where that is a constant. */
  #member(target: Part): Part | undefined {
    this.#at++;
    const name = this.#peek();
    if (!name || (name.kind !== 'word' && name.kind !== 'text')) return this.#unknown(target);
    this.#at++;
    const args = this.#arguments();
    const end = this.#tokens[this.#at - 1]?.end ?? name.end;
    const method = name.value.toLowerCase();
    if (!args) {
      const length =
        method === 'length' && (isText(target.value) || Array.isArray(target.value)) ? target.value.length : undefined;
      return length === undefined ? { ...this.#unknown(target), end } : { ...target, end, value: length };
    }
    const values = args.map(({ value }) => value);
    const known = values.filter((value) => value !== undefined);
    const value =
      target.value === undefined || known.length < values.length
        ? undefined
        : callMethod(target.value, method, known, this.#folding.budget);
    if (value === undefined) return { ...this.#unknown(target, ...args), end };
    return {
      at: target.at,
      end,
      value,
      telling: target.telling || method === 'replace' || args.some(({ telling }) => telling),
      composed: true,
    };
  }

  /** `(a, b)` of a call, if one stands here. */
  #arguments(): readonly Part[] | undefined {
    if (!this.#is('(') || !this.#peek()?.joined) return undefined;
    this.#at++;
    const parts: Part[] = [];
    this.#lines();
    while (!this.#is(')') && this.#folding.budget.spend()) {
      const part = this.#argument();
      if (!part) break;
      parts.push(part);
      this.#lines();
      if (this.#is(',')) this.#at++;
    }
    if (this.#is(')')) this.#at++;
    return parts;
  }

  /** A comma stands between arguments here and makes no list. */
  #argument(): Part | undefined {
    if (this.#depth >= deepest) return undefined;
    this.#depth++;
    let left = this.#unary();
    while (left && this.#folding.budget.spend()) {
      const sign = this.#peek();
      if (sign?.kind !== 'sign' || !levels.some((operators) => operators.has(sign.value))) break;
      this.#at++;
      const right = this.#unary();
      if (!right) break;
      left = this.#combined(left, sign.value, right);
    }
    this.#depth--;
    return left;
  }

  /** `[type]::name(…)`, `[Text.Encoding]::UTF8.GetString(…)` */
  #static(): Part | undefined {
    const type = this.#peek();
    const name = this.#peek(2);
    if (!type || !name) return undefined;
    this.#at += 3;
    const encoding = /(?:^|\.)encoding$/.test(type.value) && this.#is('.') ? name.value.toLowerCase() : undefined;
    if (encoding !== undefined) this.#at += 2;
    const variable = this.#peek(1);
    const args = this.#arguments() ?? [];
    const end = this.#tokens[this.#at - 1]?.end ?? name.end;
    const values = args.map(({ value }) => value);
    const known = values.filter((value) => value !== undefined);
    const [first] = known;
    if (/(?:^|\.)array$/.test(type.value) && /^reverse$/i.test(name.value) && variable?.kind === 'variable')
      this.#reverse(variable.value);
    const value =
      first === undefined || known.length < values.length
        ? undefined
        : encoding === undefined
          ? callStatic(type.value, name.value.toLowerCase(), known, this.#folding.budget)
          : decodeText(encoding, first);
    if (value === undefined) return { ...this.#unknown(...args), at: type.at, end };
    return { at: type.at, end, value, telling: true, composed: true };
  }

  /** `[array]::Reverse($x)` turns it in place. */
  #reverse(name: string): void {
    const held = this.#variables.get(name);
    if (held && Array.isArray(held.value))
      this.#variables.set(name, { ...held, value: [...held.value].reverse(), telling: true });
  }
}

const isType = (token: Token | undefined): boolean => token?.kind === 'type';

const mostEncoded = 512 * 1024;

const levels: readonly ReadonlySet<string>[] = [
  new Set([
    '-join',
    '-split',
    '-csplit',
    '-isplit',
    '-replace',
    '-creplace',
    '-ireplace',
    '-bxor',
    '-band',
    '-bor',
    '-shl',
    '-shr',
  ]),
  new Set(['+', '-']),
  new Set(['*', '/', '%']),
  new Set(['-f']),
  new Set(['..']),
];

const revealing = new Set(['-f', '-join', '-replace', '-creplace', '-ireplace', '-bxor']);

/** `'error {0} in {1}' -f …` is how messages are made; `'{2}{0}{1}'` is not. */
function isPlainFormat(value: Constant): boolean {
  return isText(value) && !/\{\d+\}\{\d+\}/.test(value);
}

function quoted(text: string): string {
  return text.includes("'") && !/["$`]/.test(text) ? `"${text}"` : `'${text.replaceAll("'", "''")}'`;
}
