/**
 * Reads expressions by PowerShell's precedence and works out those that are the same on every run.
 * Source: about_Operator_Precedence. Does not see: comparisons, `-and`, `-or` and other operators that make no text.
 */
import { type Constant, deepest, type FoldBudget, isText } from '../fold/constant.ts';
import { splitsWord } from '../fold/edits.ts';
import type { Cursor } from './cursor.ts';
import { OperandReader } from './operand.ts';
import { operate } from './operators.ts';
import { type Emitter, knownValues, type Part } from './part.ts';
import type { Expressions, Reading } from './reading.ts';

export class ExpressionReader implements Expressions {
  readonly #reading: Reading;
  readonly #cursor: Cursor;
  readonly #emitter: Emitter;
  readonly #budget: FoldBudget;
  readonly #operands: OperandReader;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#cursor = reading.cursor;
    this.#emitter = reading.emitter;
    this.#budget = reading.budget;
    this.#operands = new OperandReader(reading, this);
  }

  expression(): Part | undefined {
    if (this.#reading.depth >= deepest || !this.#budget.spend()) return undefined;
    this.#reading.depth++;
    const part = this.#level(0);
    this.#reading.depth--;
    return part;
  }

  /** Operators of this level and of those that bind tighter. */
  #level(level: number): Part | undefined {
    const operators = levels[level];
    if (!operators) return this.#list();
    let left = this.#level(level + 1);
    while (left && this.#budget.spend()) {
      const sign = this.#cursor.peek();
      if (sign?.kind !== 'sign' || !operators.has(sign.value)) break;
      // A line that begins with `+` is a statement of its own; one that ends with it goes on.
      this.#cursor.at++;
      this.#cursor.skipLines();
      const right = this.#level(level + 1);
      if (!right) return this.#emitter.unknown(left);
      left = this.#combined(left, sign.value, right);
    }
    return left;
  }

  #combined(left: Part, operator: string, right: Part): Part {
    if (left.value === undefined || right.value === undefined) return this.#emitter.unknown(left, right);
    const value = operate(left.value, operator, right.value, this.#budget);
    if (value === undefined || !this.#budget.spend()) return this.#emitter.unknown(left, right);
    const tells =
      operator === '+' ? splitsWord(left.value, right.value) : revealing.has(operator) && !isPlainFormat(left.value);
    return { at: left.at, end: right.end, value, telling: left.telling || right.telling || tells, composed: true };
  }

  /** `a, b, c` */
  #list(): Part | undefined {
    const first = this.#operands.unary();
    if (!first || !this.#cursor.is(',')) return first;
    const parts = [first];
    while (this.#cursor.is(',') && this.#budget.spend()) {
      this.#cursor.at++;
      this.#cursor.skipLines();
      const next = this.#operands.unary();
      if (!next) break;
      parts.push(next);
    }
    const value = knownValues(parts);
    if (!value) return this.#emitter.unknown(...parts);
    const end = parts.at(-1)?.end ?? first.end;
    return { at: first.at, end, value, telling: parts.some(({ telling }) => telling), composed: true };
  }

  /** A comma stands between arguments here and makes no list. */
  argument(): Part | undefined {
    if (this.#reading.depth >= deepest) return undefined;
    this.#reading.depth++;
    let left = this.#operands.unary();
    while (left && this.#budget.spend()) {
      const sign = this.#cursor.peek();
      if (sign?.kind !== 'sign' || !levels.some((operators) => operators.has(sign.value))) break;
      this.#cursor.at++;
      const right = this.#operands.unary();
      if (!right) break;
      left = this.#combined(left, sign.value, right);
    }
    this.#reading.depth--;
    return left;
  }

  /** `… | % { [char]$_ }`: the block is read once for each element. */
  piped(): Part | undefined {
    let current = this.expression();
    while (current && this.#isForEach()) {
      const values = elements(current.value);
      const body = this.#cursor.at + 3;
      const results = this.#each(values, body);
      if (!results) {
        this.#cursor.at = body;
        return this.#emitter.unknown(current);
      }
      const end = this.#cursor.peek()?.end ?? current.end;
      current = { at: current.at, end, value: results, telling: true, composed: true };
      this.#cursor.at++;
    }
    return current;
  }

  #isForEach(): boolean {
    const { cursor } = this.#reading;
    const command = cursor.is('%', 1) || cursor.is('foreach-object', 1) || cursor.is('foreach', 1);
    return command && cursor.is('|') && cursor.is('{', 2);
  }

  /** What the block gives for each value; undefined where that is not known for all. Ends at the block's bracket. */
  #each(values: readonly Constant[], body: number): readonly Constant[] | undefined {
    const { variables } = this.#reading;
    const results: Constant[] = [];
    const [silent, outside] = [this.#emitter.silent, variables.get('_')];
    this.#emitter.silent = true;
    for (const value of values) {
      this.#cursor.at = body;
      variables.set('_', { at: 0, end: 0, value, telling: false, composed: false });
      const result = this.expression()?.value;
      if (result === undefined || !this.#cursor.is('}') || !this.#budget.spend()) break;
      results.push(result);
    }
    this.#emitter.silent = silent;
    variables.set('_', outside);
    return results.length === values.length && values.length > 0 ? results : undefined;
  }
}

function elements(value: Constant | undefined): readonly Constant[] {
  if (value instanceof Uint8Array) return [...value];
  return Array.isArray(value) ? value : [];
}

/** From the loosest operators to the tightest. */
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
