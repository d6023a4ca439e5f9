/**
 * The value of an expression that is the same on every run: literals, `+`, pure functions of the standard library on
 * constants, names that are declared once, functions of a single `return`. Nothing is run: an expression that is not
 * known here has no value. Does not see: loops, objects that change, `!![]` and other forms of JSFuck.
 */
import { type Constant, deepest, type FoldBudget, isText } from '../fold/constant.ts';
import { CallReader } from './calls.ts';
import { type Expressions, type Known, known, type Lookup, type Scope } from './known.ts';
import type { Names } from './names.ts';
import { combine, type Operand, operands } from './operators.ts';
import { bare, type Node } from './parse.ts';

export class Evaluator implements Expressions {
  readonly #names: Names;
  readonly #budget: FoldBudget;
  readonly #calls: CallReader;
  readonly #memory: Map<Node, Known | undefined> = new Map();
  #depth = 0;

  constructor(names: Names, budget: FoldBudget, lookups: ReadonlyMap<string, Lookup> = new Map()) {
    this.#names = names;
    this.#budget = budget;
    this.#calls = new CallReader(this, names, budget, lookups);
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
        return this.list(node.elements, scope);
      case 'MemberExpression':
        return this.#member(node, scope);
      case 'CallExpression':
        return this.#calls.call(node, scope);
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
    return this.#budget.spend() ? combine(left, operator, right) : undefined;
  }

  list(elements: readonly (Node | null)[], scope: Scope | undefined): Known | undefined {
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
}

function keyOf(property: Extract<Node, { type: 'Property' }>): string | undefined {
  if (property.key.type === 'Identifier') return property.computed ? undefined : property.key.name;
  return property.key.type === 'Literal' ? String(property.key.value) : undefined;
}
