/**
 * The value of an expression that is the same on every run: literals, `+`, pure functions of the standard library on
 * constants, names that are declared once, functions of a single `return`. Nothing is run: an expression that is not
 * known here has no value. Does not see: loops, objects that change, `!![]` and other forms of JSFuck.
 */
import { type Constant, deepest, type FoldBudget, isText } from '../fold/constant.ts';
import { splitsWord } from '../fold/edits.ts';
import { callGlobal, callMethod, decoded, telling } from './methods.ts';
import type { FunctionNode, Names } from './names.ts';
import { bare, type Node } from './parse.ts';

export interface Known {
  readonly value: Constant;
  /** It was hidden: taken apart, encoded, looked up. */
  readonly telling: boolean;
}

/** A function that gives a string from a table. */
export type Lookup = (values: readonly Constant[]) => string | undefined;

type Scope = ReadonlyMap<string, Constant>;

const known = (value: Constant | undefined, tells: boolean): Known | undefined =>
  value === undefined ? undefined : { value, telling: tells };

export class Evaluator {
  readonly #names: Names;
  readonly #budget: FoldBudget;
  readonly #lookups: ReadonlyMap<string, Lookup>;
  readonly #memory: Map<Node, Known | undefined> = new Map();
  #depth = 0;

  constructor(names: Names, budget: FoldBudget, lookups: ReadonlyMap<string, Lookup> = new Map()) {
    this.#names = names;
    this.#budget = budget;
    this.#lookups = lookups;
  }

  value(node: Node, scope?: Scope): Known | undefined {
    if (scope === undefined && this.#memory.has(node)) return this.#memory.get(node);
    if (this.#depth >= deepest || !this.#budget.spend()) return undefined;
    this.#depth++;
    const result = this.#value(bare(node), scope);
    this.#depth--;
    // What was too deep from here may be within reach from elsewhere, and is let go.
    if (scope === undefined) this.#memory.set(node, result);
    return result;
  }

  #value(node: Node, scope: Scope | undefined): Known | undefined {
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'string' || typeof node.value === 'number' ? known(node.value, false) : undefined;
      case 'TemplateLiteral':
        return this.#template(node, scope);
      case 'Identifier':
        return this.#name(node.name, scope);
      case 'UnaryExpression':
        return this.#unary(node, scope);
      case 'BinaryExpression':
        return this.#binary(node, scope);
      case 'ArrayExpression':
        return this.#list(node.elements, scope);
      case 'MemberExpression':
        return this.#member(node, scope);
      case 'CallExpression':
        return this.#call(node, scope);
      case 'SequenceExpression': {
        const last = node.expressions.at(-1);
        return last && node.expressions.every((each) => this.value(each, scope)) ? this.value(last, scope) : undefined;
      }
      default:
        return undefined;
    }
  }

  #template(node: Extract<Node, { type: 'TemplateLiteral' }>, scope: Scope | undefined): Known | undefined {
    const parts: string[] = [];
    let tells = false;
    for (const [i, quasi] of node.quasis.entries()) {
      parts.push(quasi.value.cooked ?? '');
      const inner = node.expressions[i];
      if (!inner) continue;
      const part = this.value(inner, scope);
      if (!part || !(isText(part.value) || typeof part.value === 'number')) return undefined;
      tells ||= part.telling;
      parts.push(String(part.value));
    }
    return this.#joined(parts, tells);
  }

  #joined(parts: readonly string[], tells: boolean): Known | undefined {
    const text = parts.join('');
    return this.#budget.spend(text.length) ? known(text, tells) : undefined;
  }

  #name(name: string, scope: Scope | undefined): Known | undefined {
    const own = scope?.get(name);
    if (own !== undefined) return known(own, false);
    const declared = this.#names.value(name);
    if (!declared || /Function|Class/.test(declared.type)) return undefined;
    return declared.type === 'ArrayExpression' && !this.#names.fixed(name) ? undefined : this.value(declared);
  }

  #unary(node: Extract<Node, { type: 'UnaryExpression' }>, scope: Scope | undefined): Known | undefined {
    const inner = this.value(node.argument, scope)?.value;
    if (typeof inner !== 'number' && !(isText(inner) && node.operator !== '!')) return undefined;
    if (node.operator === '-') return known(-Number(inner), false);
    if (node.operator === '+') return known(Number(inner), false);
    return node.operator === '~' ? known(~Number(inner), false) : undefined;
  }

  /** The operands of a chain from left to right: chains may be thousands long. */
  #binary(node: Extract<Node, { type: 'BinaryExpression' }>, scope: Scope | undefined): Known | undefined {
    const chain = operands(node);
    let left = chain[0] && this.value(chain[0].node, scope);
    for (const { node: operand, operator } of chain.slice(1)) {
      const right = this.value(operand, scope);
      if (!left || !right) return undefined;
      left = this.#combined(left, operator, right);
    }
    return left && isText(left.value) && !this.#budget.spend(left.value.length) ? undefined : left;
  }

  /** As many of a chain's operands, from the first one on, as make a text that is known. */
  beginning(chain: readonly Operand[]): { readonly last: Node; readonly known: Known } | undefined {
    const [first, ...rest] = chain;
    let left = first && this.value(first.node);
    let begun: { last: Node; known: Known } | undefined;
    for (const { node, operator } of rest) {
      const right = left && this.value(node);
      left = left && right && this.#combined(left, operator, right);
      if (!left) break;
      if (isText(left.value)) begun = { last: node, known: left };
    }
    return begun && this.#budget.spend(String(begun.known.value).length) ? begun : undefined;
  }

  #combined(left: Known, operator: string, right: Known): Known | undefined {
    if (!this.#budget.spend()) return undefined;
    const [a, b] = [left.value, right.value];
    const tells = left.telling || right.telling;
    if (operator === '+' && (isText(a) || isText(b))) {
      if (typeof a === 'object' || typeof b === 'object') return undefined;
      return known(`${a}${b}`, tells || splitsWord(a, b));
    }
    if (typeof a !== 'number' || typeof b !== 'number') {
      if (operator === '+' || !isNumeric(a) || !isNumeric(b)) return undefined;
    }
    return known(calculate(Number(a), operator, Number(b)), tells);
  }

  #list(elements: readonly (Node | null)[], scope: Scope | undefined): Known | undefined {
    const values: Constant[] = [];
    let tells = false;
    for (const element of elements) {
      const spread = element?.type === 'SpreadElement';
      const one = element && this.value(spread ? element.argument : element, scope);
      if (!one || !this.#budget.spend()) return undefined;
      tells ||= one.telling;
      if (!spread) values.push(one.value);
      else if (isText(one.value)) for (const character of one.value) values.push(character);
      else if (Array.isArray(one.value) && one.value.length < 65_536) values.push(...one.value);
      else return undefined;
    }
    return known(values, tells);
  }

  /** The name of a member, written plainly or put together. */
  memberName(node: Extract<Node, { type: 'MemberExpression' }>, scope?: Scope): Constant | undefined {
    if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : undefined;
    return this.value(node.property, scope)?.value;
  }

  #member(node: Extract<Node, { type: 'MemberExpression' }>, scope: Scope | undefined): Known | undefined {
    const name = this.memberName(node, scope);
    if (name === undefined) return undefined;
    const object = bare(node.object);
    const table = object.type === 'Identifier' ? this.#names.fixed(object.name) : undefined;
    if (table?.type === 'ObjectExpression') {
      const property = table.properties.find((each) => each.type === 'Property' && keyOf(each) === String(name));
      const inner = property?.type === 'Property' ? this.value(property.value) : undefined;
      return inner && known(inner.value, true);
    }
    const target = this.value(object, scope);
    if (!target || !(isText(target.value) || Array.isArray(target.value))) return undefined;
    if (name === 'length') return known(target.value.length, target.telling);
    const index = Number(name);
    return Number.isInteger(index) && index >= 0 ? known(target.value[index], true) : undefined;
  }

  #call(node: Extract<Node, { type: 'CallExpression' }>, scope: Scope | undefined): Known | undefined {
    const callee = bare(node.callee);
    const mapped = callee.type === 'MemberExpression' ? this.#mapped(callee, node, scope) : undefined;
    if (mapped) return mapped;
    const method = callee.type === 'MemberExpression' ? this.memberName(callee, scope) : undefined;
    // What stands for `this` is of no matter to the functions that are known here.
    const bound = method === 'apply' || method === 'call';
    const given = this.#list(bound ? node.arguments.slice(1) : node.arguments, scope);
    if (!given || !Array.isArray(given.value)) return undefined;
    const values: readonly Constant[] = given.value;
    if (callee.type === 'Identifier') return this.#function(callee.name, values, given.telling);
    if (callee.type !== 'MemberExpression') return undefined;
    const name = method;
    if (!isText(name)) return undefined;
    const path = this.#path(callee.object, name, scope);
    if (path !== undefined) {
      const spread = name === 'apply' ? (Array.isArray(values[0]) ? values[0] : []) : values;
      const result = callGlobal(path, spread, this.#budget);
      if (result !== undefined)
        return known(result, given.telling || telling.has(path.slice(path.lastIndexOf('.') + 1)));
    }
    return this.#method(callee.object, name, values, scope);
  }

  #method(object: Node, name: string, values: readonly Constant[], scope: Scope | undefined): Known | undefined {
    const inner = bare(object);
    if (inner.type === 'NewExpression' && name === 'decode') {
      const isDecoder = inner.callee.type === 'Identifier' && inner.callee.name === 'TextDecoder';
      const [bytes] = values;
      return isDecoder && bytes instanceof Uint8Array ? known(decoded(bytes, undefined), true) : undefined;
    }
    const target = this.value(object, scope);
    return target && known(callMethod(target.value, name, values, this.#budget), target.telling || telling.has(name));
  }

  /** `String.fromCharCode`, `window.atob`, `String['fromCharCode'].apply`. */
  #path(object: Node, name: string, scope: Scope | undefined): string | undefined {
    const inner = bare(object);
    if (inner.type === 'Identifier') return globals.has(inner.name) ? name : `${inner.name}.${name}`;
    if ((name !== 'apply' && name !== 'call') || inner.type !== 'MemberExpression') return undefined;
    const member = this.memberName(inner, scope);
    return isText(member) && inner.object.type === 'Identifier' ? `${inner.object.name}.${member}` : undefined;
  }

  #function(name: string, values: readonly Constant[], tells: boolean): Known | undefined {
    const resolved = this.resolve(name);
    const lookup = this.#lookups.get(resolved);
    if (lookup) return known(lookup(values), true);
    const declared = this.#names.value(resolved);
    if (declared && isFunction(declared)) return this.#applied(declared, values);
    return declared ? undefined : known(callGlobal(resolved, values, this.#budget), tells || telling.has(resolved));
  }

  /** `var a = b` gives a function another name. */
  resolve(name: string): string {
    let current = name;
    for (let steps = 0; steps < 16; steps++) {
      const declared = this.#names.value(current);
      if (declared?.type !== 'Identifier') break;
      current = declared.name;
    }
    return current;
  }

  /** A function that only returns an expression of its parameters. */
  #applied(node: FunctionNode, values: readonly Constant[]): Known | undefined {
    const result = returned(node);
    const scope = new Map<string, Constant>();
    for (const [i, parameter] of node.params.entries()) {
      const value = values[i];
      if (parameter.type !== 'Identifier' || value === undefined) continue;
      scope.set(parameter.name, value);
    }
    return result && this.value(result, scope);
  }

  /** `list.map(each => …)` */
  #mapped(
    callee: Extract<Node, { type: 'MemberExpression' }>,
    node: Extract<Node, { type: 'CallExpression' }>,
    scope: Scope | undefined,
  ): Known | undefined {
    const [given] = node.arguments;
    if (!given || !isFunction(given) || this.memberName(callee, scope) !== 'map') return undefined;
    const list = this.value(callee.object, scope)?.value;
    if (!Array.isArray(list)) return undefined;
    const values: Constant[] = [];
    for (const [i, each] of list.entries()) {
      const value = this.#applied(given, [each, i])?.value;
      if (value === undefined) return undefined;
      values.push(value);
    }
    return known(values, true);
  }
}

const globals = new Set(['window', 'globalThis', 'self', 'global', 'top']);

export function isFunction(node: Node): node is FunctionNode {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

function returned(node: FunctionNode): Node | undefined {
  const { body } = node;
  if (body?.type !== 'BlockStatement') return body ?? undefined;
  const [only, more] = body.body;
  return only?.type === 'ReturnStatement' && !more ? (only.argument ?? undefined) : undefined;
}

function keyOf(property: Extract<Node, { type: 'Property' }>): string | undefined {
  if (property.key.type === 'Identifier') return property.computed ? undefined : property.key.name;
  return property.key.type === 'Literal' ? String(property.key.value) : undefined;
}

const isNumeric = (value: Constant): boolean =>
  typeof value === 'number' || (isText(value) && /^(?:0x)?[\da-f]+$/i.test(value));

function calculate(a: number, operator: string, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '^':
      return a ^ b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '>>>':
      return a >>> b;
    default:
      return undefined;
  }
}

export interface Operand {
  readonly node: Node;
  /** Stands before it. */
  readonly operator: string;
}

/** The left spine of a chain: `a + b - c` gives a, + b, - c. */
export function operands(node: Node): Operand[] {
  const out: Operand[] = [];
  let left: Node = node;
  while (left.type === 'BinaryExpression') {
    out.push({ node: left.right, operator: left.operator });
    left = left.left;
  }
  out.push({ node: left, operator: '' });
  return out.reverse();
}
