/**
 * What a script's names stand for. Scopes are not told apart: a name counts only where it is declared once in the whole
 * script and never set again, which holds for what obfuscators write.
 */
import { bare, childrenOf, type Node } from './parse.ts';

export type FunctionNode = Extract<
  Node,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

export class Names {
  readonly #declared: Map<string, number> = new Map();
  readonly #values: Map<string, Node> = new Map();
  readonly #set: Set<string> = new Set();
  /** Uses other than reading an element. */
  readonly #loose: Set<string> = new Set();
  readonly all: Node[] = [];

  constructor(root: Node) {
    const waiting: Node[] = [root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      this.all.push(node);
      this.#take(node);
      for (const child of [...childrenOf(node)].reverse()) waiting.push(child);
    }
  }

  /** What the name was declared as, where it is that and nothing else. */
  value(name: string): Node | undefined {
    return this.#declared.get(name) === 1 && !this.#set.has(name) ? this.#values.get(name) : undefined;
  }

  /** The same for what may be changed in place: only its elements are read. */
  fixed(name: string): Node | undefined {
    return this.#loose.has(name) ? undefined : this.value(name);
  }

  /** The same even where the script sets it again: tables that replace the function that made them. */
  first(name: string): Node | undefined {
    return this.#values.get(name);
  }

  #take(node: Node): void {
    switch (node.type) {
      case 'VariableDeclarator':
        this.#variable(node);
        break;
      case 'FunctionDeclaration':
        if (node.id) this.#declare(node.id.name, node);
        this.#parameters(node);
        break;
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.#parameters(node);
        break;
      case 'AssignmentExpression':
        this.#assign(node.left);
        break;
      case 'UpdateExpression':
        this.#assign(node.argument);
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        for (const name of namesIn(node.left)) this.#set.add(name);
        break;
      case 'CallExpression':
        this.#call(node);
        break;
      default:
        for (const child of childrenOf(node))
          if (child.type === 'Identifier' && keeps(node)) this.#loose.add(child.name);
    }
  }

  #variable({ id, init }: Extract<Node, { type: 'VariableDeclarator' }>): void {
    if (id.type === 'Identifier') this.#declare(id.name, init ?? undefined);
    else this.#patterns(id);
    if (init?.type === 'Identifier') this.#loose.add(init.name);
  }

  #call(node: Extract<Node, { type: 'CallExpression' }>): void {
    for (const argument of node.arguments) if (argument.type === 'Identifier') this.#loose.add(argument.name);
    const callee = bare(node.callee);
    if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return;
    const { property } = callee;
    const name = property.type === 'Identifier' ? property.name : property.type === 'Literal' ? property.value : '';
    if (changing.has(String(name))) this.#loose.add(callee.object.name);
  }

  #declare(name: string, value: Node | undefined): void {
    this.#declared.set(name, (this.#declared.get(name) ?? 0) + 1);
    if (value) this.#values.set(name, value);
  }

  #parameters(node: FunctionNode): void {
    for (const parameter of node.params) this.#patterns(parameter);
  }

  #patterns(pattern: Node): void {
    for (const name of namesIn(pattern)) this.#declare(name, undefined);
  }

  #assign(target: Node): void {
    const left = bare(target);
    if (left.type === 'MemberExpression') {
      if (left.object.type === 'Identifier') this.#loose.add(left.object.name);
    } else for (const name of namesIn(left)) this.#set.add(name);
  }
}

const changing = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin']);

/** Nodes that hand a name on, so that others may change what it stands for. */
function keeps(node: Node): boolean {
  return ['ReturnStatement', 'ArrayExpression', 'Property', 'NewExpression', 'SpreadElement'].includes(node.type);
}

function* namesIn(pattern: Node): Iterable<string> {
  const waiting: Node[] = [pattern];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'Identifier') yield node.name;
    else if (node.type === 'AssignmentPattern') waiting.push(node.left);
    else if (node.type === 'VariableDeclaration') for (const { id } of node.declarations) waiting.push(id);
    else if (/Pattern$|RestElement|Property/.test(node.type)) for (const child of childrenOf(node)) waiting.push(child);
  }
}
