/**
 * Calls whose result is the same on every run: pure functions of the standard library, look-ups in tables, functions of a
 * single `return`, `list.map(…)` with such a function. Nothing is run.
 */
import { type Constant, type FoldBudget, isText } from '../fold/constant.ts';
import { type Expressions, type Known, known, type Lookup, type Scope } from './known.ts';
import { callGlobal, callMethod, decoded, telling } from './methods.ts';
import type { FunctionNode, Names } from './names.ts';
import { bare, type Node } from './parse.ts';

type Call = Extract<Node, { type: 'CallExpression' }>;
type Member = Extract<Node, { type: 'MemberExpression' }>;

/** Arguments that are known. */
interface Given {
  readonly values: readonly Constant[];
  readonly telling: boolean;
}

const globals = new Set(['window', 'globalThis', 'self', 'global', 'top']);

export class CallReader {
  readonly #expressions: Expressions;
  readonly #names: Names;
  readonly #budget: FoldBudget;
  readonly #lookups: ReadonlyMap<string, Lookup>;

  constructor(expressions: Expressions, names: Names, budget: FoldBudget, lookups: ReadonlyMap<string, Lookup>) {
    this.#expressions = expressions;
    this.#names = names;
    this.#budget = budget;
    this.#lookups = lookups;
  }

  call(node: Call, scope: Scope | undefined): Known | undefined {
    const callee = bare(node.callee);
    if (callee.type === 'Identifier') {
      const given = this.#given(node.arguments, scope);
      return given && this.#function(callee.name, given.values, given.telling);
    }
    if (callee.type !== 'MemberExpression') return undefined;
    return this.#mapped(callee, node, scope) ?? this.#memberCall(callee, node, scope);
  }

  #given(nodes: readonly Node[], scope: Scope | undefined): Given | undefined {
    const list = this.#expressions.list(nodes, scope);
    return list && Array.isArray(list.value) ? { values: list.value, telling: list.telling } : undefined;
  }

  #memberCall(callee: Member, node: Call, scope: Scope | undefined): Known | undefined {
    const name = this.#expressions.memberName(callee, scope);
    // What stands for `this` is of no matter to the functions that are known here.
    const bound = name === 'apply' || name === 'call';
    const given = this.#given(bound ? node.arguments.slice(1) : node.arguments, scope);
    if (!given || !isText(name)) return undefined;
    const { values } = given;
    const path = this.#path(callee.object, name, scope);
    if (path !== undefined) {
      const spread = name === 'apply' ? (Array.isArray(values[0]) ? values[0] : []) : values;
      const result = callGlobal(path, spread, this.#budget);
      const tells = given.telling || telling.has(path.slice(path.lastIndexOf('.') + 1));
      if (result !== undefined) return known(result, tells);
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
    const target = this.#expressions.value(object, scope);
    return target && known(callMethod(target.value, name, values, this.#budget), target.telling || telling.has(name));
  }

  /** `String.fromCharCode`, `window.atob`, `String['fromCharCode'].apply`. */
  #path(object: Node, name: string, scope: Scope | undefined): string | undefined {
    const inner = bare(object);
    if (inner.type === 'Identifier') return globals.has(inner.name) ? name : `${inner.name}.${name}`;
    if ((name !== 'apply' && name !== 'call') || inner.type !== 'MemberExpression') return undefined;
    const member = this.#expressions.memberName(inner, scope);
    return isText(member) && inner.object.type === 'Identifier' ? `${inner.object.name}.${member}` : undefined;
  }

  #function(name: string, values: readonly Constant[], tells: boolean): Known | undefined {
    const resolved = this.#resolve(name);
    const lookup = this.#lookups.get(resolved);
    if (lookup) return known(lookup(values), true);
    const declared = this.#names.value(resolved);
    if (declared && isFunction(declared)) return this.#applied(declared, values);
    return declared ? undefined : known(callGlobal(resolved, values, this.#budget), tells || telling.has(resolved));
  }

  /** `var a = b` gives a function another name. */
  #resolve(name: string): string {
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
    return result && this.#expressions.value(result, scope);
  }

  /** `list.map(each => …)` */
  #mapped(callee: Member, node: Call, scope: Scope | undefined): Known | undefined {
    const [given] = node.arguments;
    if (!given || !isFunction(given) || this.#expressions.memberName(callee, scope) !== 'map') return undefined;
    const list = this.#expressions.value(callee.object, scope)?.value;
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

export function isFunction(node: Node): node is FunctionNode {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

function returned(node: FunctionNode): Node | undefined {
  const { body } = node;
  if (body?.type !== 'BlockStatement') return body ?? undefined;
  const [only, more] = body.body;
  return only?.type === 'ReturnStatement' && !more ? (only.argument ?? undefined) : undefined;
}
