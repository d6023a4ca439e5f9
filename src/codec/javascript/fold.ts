/**
 * Undoes the string tricks of JavaScript: texts taken apart, `\x68`, `String.fromCharCode`, `atob`, tables of strings,
 * packed scripts, code in `eval`. The script is parsed, and expressions that are the same on every run are written as
 * their value. Nothing is evaluated. What is known of names and tables: names.ts, string-table.ts.
 */
import { isText, mostLayers } from '../fold/constant.ts';
import { applyEdits, Folding, splitsWord } from '../fold/edits.ts';
import { isPlain, packedAs } from '../fold/encodings.ts';
import { isFunction } from './calls.ts';
import { Evaluator } from './evaluate.ts';
import type { Known } from './known.ts';
import { Names } from './names.ts';
import { type Operand, operands } from './operators.ts';
import { unpack } from './packer.ts';
import { bare, childrenOf, type Node, type ParseJavaScript } from './parse.ts';
import { stringTables } from './string-table.ts';

/** Undefined where the text is no JavaScript. `at` is where it stands in what the folding is about. */
export function foldJavaScript(
  text: string,
  parse: ParseJavaScript,
  folding: Folding = new Folding(),
  at = 0,
  layer = 0,
): Folding | undefined {
  const program = parse(text);
  if (!program) return undefined;
  new JavaScriptFolder(text, parse, folding, at, layer).fold(program);
  return folding;
}

class JavaScriptFolder {
  readonly #text: string;
  readonly #parse: ParseJavaScript;
  readonly #folding: Folding;
  readonly #base: number;
  readonly #layer: number;

  constructor(text: string, parse: ParseJavaScript, folding: Folding, base: number, layer: number) {
    this.#text = text;
    this.#parse = parse;
    this.#folding = folding;
    this.#base = base;
    this.#layer = layer;
  }

  fold(program: Node): void {
    const { budget } = this.#folding;
    const names = new Names(program);
    const evaluator = new Evaluator(names, budget, stringTables(names, budget));
    const waiting: Node[] = [program];
    for (let node = waiting.pop(); node && budget.spend(); node = waiting.pop())
      for (const next of this.#below(node, evaluator)) waiting.push(next);
  }

  /** What is left to be looked at of a node. */
  #below(node: Node, evaluator: Evaluator): Iterable<Node> {
    if (node.type === 'BinaryExpression') return this.#chain(node, evaluator);
    return this.#node(node, evaluator) ? [] : childrenOf(node);
  }

  /** True where nothing below is left to be looked at. */
  #node(node: Node, evaluator: Evaluator): boolean {
    if (node.type === 'Literal') return this.#literal(node);
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const code = this.#codeOf(node, evaluator);
      if (code) return this.#code(node, code);
    }
    if (!foldable.has(node.type)) return false;
    const known = evaluator.value(node);
    if (known) return this.#replace(node, node, known);
    if (node.type === 'MemberExpression') this.#member(node, evaluator);
    return false;
  }

  /** `a['b']` is `a.b`. */
  #member(node: Extract<Node, { type: 'MemberExpression' }>, evaluator: Evaluator): void {
    const known = node.computed ? evaluator.value(node.property) : undefined;
    if (!known || !isText(known.value) || !/^[a-z_$][\w$]*$/i.test(known.value)) return;
    const [at, end] = [node.object.end ?? 0, node.end ?? 0];
    this.#folding.replace(at + this.#base, end + this.#base, `.${known.value}`, known.value, known.telling);
  }

  /** `'\x68\x74\x74\x70'` */
  #literal(node: Extract<Node, { type: 'Literal' }>): boolean {
    const { start, end, value } = node;
    if (typeof value !== 'string' || start === undefined || end === undefined) return true;
    if (escapes.test(this.#text.slice(start, end))) this.#replace(node, node, { value, telling: true });
    return true;
  }

  #replace(first: Node, last: Node, { value, telling }: Known): boolean {
    const [at, end] = [first.start ?? 0, last.end ?? 0];
    if (value instanceof Uint8Array) {
      const packed = packedAs(value);
      if (packed) this.#folding.hidden.push({ at: at + this.#base, end: end + this.#base, bytes: value, packed });
      return true;
    }
    if (!isText(value)) return false;
    this.#folding.replace(at + this.#base, end + this.#base, quoted(value), value, telling && isPlain(value));
    return true;
  }

  /** A chain is looked at once, from left to right. Gives its operands where it is not known as a whole. */
  #chain(node: Extract<Node, { type: 'BinaryExpression' }>, evaluator: Evaluator): readonly Node[] {
    const known = evaluator.value(node);
    if (known && this.#replace(node, node, known)) return [];
    const chain = operands(node);
    const begun = known ? undefined : evaluator.beginning(chain);
    if (begun) this.#replace(node, begun.last, begun.known);
    this.#runs(chain, evaluator);
    return chain.map((each) => each.node);
  }

  /** Neighbours in a chain whose other parts are not known: `x + 'str' + 'atum'`. */
  #runs(chain: readonly Operand[], evaluator: Evaluator): void {
    let run: { first: Node; last: Node; known: Known } | undefined;
    const flush = (): void => {
      if (run && run.first !== run.last) this.#replace(run.first, run.last, run.known);
      run = undefined;
    };
    for (const { node: operand, operator } of chain) {
      const known = evaluator.value(operand);
      if (!known || !isText(known.value) || (operator !== '+' && operator !== '')) {
        flush();
        continue;
      }
      const before = run?.known.value;
      if (!run || !isText(before) || !this.#folding.budget.spend(before.length)) {
        flush();
        run = { first: operand, last: operand, known };
        continue;
      }
      const telling = run.known.telling || known.telling || splitsWord(before, known.value);
      run = { ...run, last: operand, known: { value: before + known.value, telling } };
    }
    flush();
  }

  /** What `eval`, `Function` and packed scripts are given to run. */
  #codeOf(node: Extract<Node, { type: 'CallExpression' | 'NewExpression' }>, evaluator: Evaluator): Known | undefined {
    const callee = bare(node.callee);
    const name =
      callee.type === 'MemberExpression'
        ? evaluator.memberName(callee)
        : callee.type === 'Identifier'
          ? callee.name
          : '';
    const [first] = node.arguments;
    if (!first || (name !== 'eval' && name !== 'Function' && name !== 'execScript')) return undefined;
    const given = name === 'Function' ? node.arguments.at(-1) : first;
    const known = given && evaluator.value(given);
    if (known) return isText(known.value) ? known : undefined;
    const inner = bare(first);
    return inner.type === 'CallExpression' ? this.#unpacked(inner, evaluator) : undefined;
  }

  #unpacked(call: Extract<Node, { type: 'CallExpression' }>, evaluator: Evaluator): Known | undefined {
    const callee = bare(call.callee);
    if (!isFunction(callee) || callee.params.length < 4 || call.arguments.length < 4) return undefined;
    const values = call.arguments.slice(0, 4).map((argument) => evaluator.value(argument)?.value);
    const known = values.filter((value) => value !== undefined);
    const text = known.length === 4 ? unpack(known, this.#folding.budget) : undefined;
    return text === undefined ? undefined : { value: text, telling: true };
  }

  #code(node: Node, { value, telling }: Known): boolean {
    if (!isText(value)) return false;
    const budget = this.#folding.budget;
    const inner =
      this.#layer < mostLayers && budget.spend(value.length)
        ? foldJavaScript(value, this.#parse, new Folding(budget), 0, this.#layer + 1)
        : undefined;
    const text = inner ? applyEdits(value, inner.edits) : value;
    const tells = telling || inner?.edits.some((edit) => edit.telling) === true;
    this.#folding.replace((node.start ?? 0) + this.#base, (node.end ?? 0) + this.#base, text, text, tells);
    return true;
  }
}

/** Characters in a row that need no escape; fewer are somebody's habit. */
const escapes = /(?:\\(?:x[2-7][\da-f]|u00[2-7][\da-f]|u\{[2-7][\da-f]\}|1?[0-7]{2})){4}/i;

const foldable = new Set(['CallExpression', 'MemberExpression', 'TemplateLiteral']);

/** In the quotes that need the fewest escapes, so that what is inside can be read on. */
function quoted(text: string): string {
  if (/[\n\r]/.test(text) && !/[`\\]|\$\{/.test(text)) return `\`${text}\``;
  const plain = JSON.stringify(text);
  return text.includes('"') && !text.includes("'") ? `'${plain.slice(1, -1).replaceAll('\\"', '"')}'` : plain;
}
