/**
 * Undoes the string tricks of PowerShell: texts taken apart and put together by `+`, `-f`, `-join`, `-replace`, casts to
 * characters, backticks, base 64, `-EncodedCommand`, and what `iex` is then given. The script is read from top to bottom;
 * nothing is run. Expressions: expression.ts. Sources: about_PowerShell_exe, about_Language_Keywords.
 * Does not see: loops other than `% { … }`, secure strings, functions of the script's own.
 */
import { isText, mostLayers } from '../fold/constant.ts';
import { applyEdits, Folding } from '../fold/edits.ts';
import { fromBase64, isPlain, utf16 } from '../fold/encodings.ts';
import { Cursor } from './cursor.ts';
import { ExpressionReader } from './expression.ts';
import { operate } from './operators.ts';
import { Emitter, type Part } from './part.ts';
import { beginsExpression } from './reading.ts';
import { type Token, tokensOf } from './tokens.ts';
import { Variables } from './variables.ts';

export function foldPowerShell(text: string, folding: Folding = new Folding(), layer = 0): Folding {
  new PowerShellFolder(text, folding, layer).fold();
  return folding;
}

const mostTokens = 200_000;

/** Characters of `powershell -enc …` that are looked at. */
const mostEncoded = 512 * 1024;

class PowerShellFolder {
  readonly #text: string;
  readonly #folding: Folding;
  readonly #layer: number;
  readonly #cursor: Cursor;
  readonly #variables: Variables;
  readonly #emitter: Emitter;
  readonly #expressions: ExpressionReader;

  constructor(text: string, folding: Folding, layer: number) {
    this.#text = text;
    this.#folding = folding;
    this.#layer = layer;
    const tokens = tokensOf(text, mostTokens);
    this.#cursor = new Cursor(tokens);
    this.#variables = new Variables(tokens);
    this.#emitter = new Emitter(text, folding);
    this.#expressions = new ExpressionReader({
      cursor: this.#cursor,
      variables: this.#variables,
      emitter: this.#emitter,
      budget: folding.budget,
      depth: 0,
    });
  }

  fold(): void {
    while (!this.#cursor.atEnd && this.#folding.budget.spend()) {
      const before = this.#cursor.at;
      this.#statement();
      if (this.#cursor.at === before) this.#cursor.at++;
    }
  }

  #statement(): void {
    const token = this.#cursor.peek();
    if (!token) return;
    if (this.#cursor.is('{')) this.#variables.enter();
    if (this.#cursor.is('}')) this.#variables.leave();
    if (token.kind === 'variable' && (this.#cursor.is('=', 1) || this.#cursor.is('+=', 1))) this.#assignment(token);
    else if (token.kind === 'word') this.#command(token);
    else if (this.#cursor.is('&') || this.#cursor.is('.')) this.#called(token);
    else if (beginsExpression(token)) this.#pipeline();
  }

  #assignment({ value: name }: Token): void {
    const adds = this.#cursor.is('+=', 1);
    this.#cursor.at += 2;
    const part = this.#pipeline();
    this.#variables.assign(name, adds ? this.#added(this.#variables.get(name), part) : part);
  }

  #added(before: Part | undefined, part: Part | undefined): Part | undefined {
    if (before?.value === undefined || part?.value === undefined) return undefined;
    const value = operate(before.value, '+', part.value, this.#folding.budget);
    return { ...part, value, telling: part.telling || before.telling };
  }

  /** An expression, its edits, and what it is piped into. */
  #pipeline(): Part | undefined {
    const part = this.#expressions.piped();
    if (!part) return undefined;
    const next = this.#cursor.is('|') ? this.#cursor.peek(1) : undefined;
    if (next && runsText(next) && isText(part.value)) {
      this.#cursor.at += 2;
      this.#code(part.at, next.end, part);
    } else this.#emitter.emit(part);
    return part;
  }

  #command(token: Token): void {
    this.#cursor.at++;
    if (token.ticked && !this.#emitter.silent)
      this.#folding.replace(token.at, token.end, token.value, token.value, true);
    if (runsText(token)) this.#runsNext(token.at);
    else if (/(?:^|[\\/])(?:powershell|pwsh)(?:\.exe)?$/i.test(token.value)) this.#encoded(token.at);
  }

  /** `& ('i'+'ex') …`, `. $command …` */
  #called(sign: Token): void {
    this.#cursor.at++;
    const token = this.#cursor.peek();
    if (!token || !beginsExpression(token)) return;
    const part = this.#expressions.expression();
    if (isText(part?.value) && /^(?:iex|invoke-expression)$/i.test(part.value)) this.#runsNext(sign.at);
    else if (part) this.#emitter.emit(part);
  }

  #runsNext(at: number): void {
    const token = this.#cursor.peek();
    if (!token || !beginsExpression(token)) return;
    const part = this.#expressions.piped();
    if (isText(part?.value)) this.#code(at, part.end, part);
    else if (part) this.#emitter.emit(part);
  }

  /** `powershell -enc …`: base 64 of UTF-16. Any beginning of the parameter's name will do. */
  #encoded(at: number): void {
    for (let looks = 0; looks < 24; looks++) {
      const flag = this.#cursor.peek();
      if (!flag || flag.kind === 'line' || flag.value === ';' || flag.value === '|') return;
      this.#cursor.at++;
      if (!/^-(?:e|ec|en[a-z]*)$/.test(flag.value)) continue;
      this.#encodedCode(at, this.#cursor.peek()?.at ?? 0);
      return;
    }
  }

  #encodedCode(at: number, start: number): void {
    const code = /^["']?([\w+/]{8,}={0,2})/.exec(this.#text.slice(start, start + mostEncoded));
    const bytes = code?.[1] && this.#folding.budget.spend(code[1].length) ? fromBase64(code[1]) : undefined;
    const text = bytes && utf16(bytes);
    if (!code || !text || !isPlain(text)) return;
    const end = start + code[0].length;
    while ((this.#cursor.peek()?.at ?? Number.POSITIVE_INFINITY) < end) this.#cursor.at++;
    this.#code(at, end, { value: text, telling: true });
  }

  /** Code within code is folded on its own, for its text alone. */
  #code(at: number, end: number, { value, telling }: Pick<Part, 'value' | 'telling'>): void {
    const budget = this.#folding.budget;
    if (this.#emitter.silent || !isText(value) || !budget.spend(value.length)) return;
    const edits = this.#layer < mostLayers ? foldPowerShell(value, new Folding(budget), this.#layer + 1).edits : [];
    const text = applyEdits(value, edits);
    this.#folding.replace(at, end, text, text, telling || edits.some((edit) => edit.telling));
  }
}

/** `iex` and its long name. */
function runsText(token: Token): boolean {
  return token.kind === 'word' && /^(?:iex|invoke-expression)$/i.test(token.value);
}
