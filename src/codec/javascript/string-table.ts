/**
 * Strings that stand in one shuffled table and are looked up by number: what javascript-obfuscator does by default.
 * The loop that turns the table until a sum of `parseInt`s is right is known by its shape; the sum is worked out for
 * each turn by the same constant folding as everything else. Strings may be in base 64 with the letters' cases swapped,
 * and RC4 on top of it. Source: https://github.com/javascript-obfuscator/javascript-obfuscator, string array templates.
 * Does not see: tables that are turned in another way, names that several functions share (`mangled`).
 */
import { type Constant, type FoldBudget, isText } from '../fold/constant.ts';
import { fromBase64, textOf } from '../fold/encodings.ts';
import { latin1 } from '../latin1/latin1.ts';
import { isFunction } from './calls.ts';
import { Evaluator } from './evaluate.ts';
import type { Lookup } from './known.ts';
import type { FunctionNode, Names } from './names.ts';
import { bare, type Node, nodesOf } from './parse.ts';

type Call = Extract<Node, { type: 'CallExpression' }>;

const swappedCase = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/';

interface Table {
  /** In the order of the moment: turned in place. */
  readonly strings: string[];
  /** The function or variable that holds it. */
  readonly name: string;
}

/** Functions that look a string up, by their names. */
export function stringTables(names: Names, budget: FoldBudget): Map<string, Lookup> {
  const lookups = new Map<string, Lookup>();
  const tables = new Map<string, Table>();
  for (const node of names.all) {
    const table = tableOf(node, names);
    if (table) tables.set(table.name, table);
  }
  if (tables.size === 0) return lookups;
  for (const node of names.all) {
    const lookup = lookupOf(node, tables, names, budget);
    if (lookup) lookups.set(lookup.name, lookup.find);
  }
  for (const node of names.all) if (node.type === 'CallExpression') turn(node, tables, names, lookups, budget);
  return lookups;
}

/** `var t = ['…', …]`, or a function that makes it and from then on gives it. */
function tableOf(node: Node, names: Names): Table | undefined {
  if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
    return named(node.id.name, node.init);
  if (node.type !== 'FunctionDeclaration' || !node.id || !node.body || names.first(node.id.name) !== node)
    return undefined;
  const [first] = node.body.body;
  const declarator = first?.type === 'VariableDeclaration' ? first.declarations[0] : undefined;
  return declarator?.init && node.body.body.length <= 3 ? named(node.id.name, declarator.init) : undefined;
}

function named(name: string, list: Node): Table | undefined {
  if (list.type !== 'ArrayExpression' || list.elements.length === 0) return undefined;
  const strings = list.elements.map((each) => (each?.type === 'Literal' ? each.value : undefined));
  return strings.every((each) => typeof each === 'string') ? { name, strings } : undefined;
}

/** Nodes of a function that are looked at: an accessor is short. */
const mostNodes = 1500;

function firstNodes(node: Node): Node[] {
  const out: Node[] = [];
  for (const each of nodesOf(node)) if (out.push(each) >= mostNodes) break;
  return out;
}

/** A function that takes something off its first parameter and reads the table there. */
function lookupOf(
  node: Node,
  tables: ReadonlyMap<string, Table>,
  names: Names,
  budget: FoldBudget,
): { name: string; find: Lookup } | undefined {
  const made = accessor(node);
  if (!made || !budget.spend()) return undefined;
  const nodes = firstNodes(made.body);
  const [held] = nodes.flatMap((each) => (each.type === 'Identifier' ? (tables.get(each.name) ?? []) : []));
  if (!held) return undefined;
  const offset = nodes.map((each) => offsetIn(each, names, budget)).find((each) => each !== undefined);
  if (offset === undefined) return undefined;
  const texts = nodes.flatMap((each) => (each.type === 'Literal' && typeof each.value === 'string' ? each.value : []));
  const encoded = texts.some((each) => each.startsWith(swappedCase));
  const ciphered = encoded && nodes.some((each) => each.type === 'BinaryExpression' && each.operator === '^');
  return { name: made.name, find: (values) => find(held, values, offset, { encoded, ciphered }, budget) };
}

function accessor(node: Node): { name: string; body: FunctionNode } | undefined {
  if (node.type === 'FunctionDeclaration' && node.id && node.params.length > 0)
    return { name: node.id.name, body: node };
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return undefined;
  const body = bare(node.init);
  return isFunction(body) && body.params.length > 0 ? { name: node.id.name, body } : undefined;
}

/** `i = i - 0x1f` */
function offsetIn(node: Node, names: Names, budget: FoldBudget): number | undefined {
  if (node.type !== 'AssignmentExpression' || node.operator !== '=' || node.left.type !== 'Identifier')
    return undefined;
  const right = bare(node.right);
  if (right.type !== 'BinaryExpression' || right.operator !== '-') return undefined;
  if (right.left.type !== 'Identifier' || right.left.name !== node.left.name) return undefined;
  const value = new Evaluator(names, budget).value(right.right)?.value;
  return typeof value === 'number' ? value : undefined;
}

function find(
  table: Table,
  values: readonly Constant[],
  offset: number,
  how: { readonly encoded: boolean; readonly ciphered: boolean },
  budget: FoldBudget,
): string | undefined {
  const text = table.strings[Number(values[0]) - offset];
  if (text === undefined || !budget.spend(text.length) || !how.encoded) return text;
  const bytes = fromBase64(text, swappedCase);
  if (!bytes || !how.ciphered) return bytes && textOf(bytes);
  const key = values[1];
  return isText(key) && key.length > 0 && budget.spend(512) ? rc4(textOf(bytes), key) : undefined;
}

/** RC4 over characters. Source: https://datatracker.ietf.org/doc/html/rfc6229 (the cipher's steps). */
function rc4(text: string, key: string): string {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (a: number, b: number): void => {
    [state[a], state[b]] = [state[b] ?? 0, state[a] ?? 0];
  };
  let j = 0;
  for (let i = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + key.charCodeAt(i % key.length)) & 255;
    swap(i, j);
  }
  const out = new Uint8Array(text.length);
  j = 0;
  for (let at = 0, i = 0; at < text.length; at++) {
    i = (i + 1) & 255;
    j = (j + (state[i] ?? 0)) & 255;
    swap(i, j);
    out[at] = text.charCodeAt(at) ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
  }
  return latin1(out);
}

/** The call that turns a table: by a number of steps, or until a sum is right. */
function turn(
  call: Call,
  tables: ReadonlyMap<string, Table>,
  names: Names,
  lookups: ReadonlyMap<string, Lookup>,
  budget: FoldBudget,
): void {
  const callee = bare(call.callee);
  const [first, second] = call.arguments;
  if (!isFunction(callee) || first?.type !== 'Identifier' || !second) return;
  const table = tables.get(first.name);
  const target = table && new Evaluator(names, budget).value(second)?.value;
  if (!table || typeof target !== 'number') return;
  const nodes = firstNodes(callee);
  if (
    !nodes.some(
      (node) =>
        (node.type === 'Literal' && node.value === 'shift') || (node.type === 'Identifier' && node.name === 'shift'),
    )
  )
    return;
  const sum = nodes.find((node) => node.type === 'VariableDeclarator' && node.init && isSum(node.init));
  if (sum?.type === 'VariableDeclarator' && sum.init) turnUntil(table, sum.init, target, names, lookups, budget);
  else if (!nodes.some((node) => node.type === 'TryStatement')) turnBy(table.strings, target);
}

/** A chain of arithmetic with `parseInt` in it. */
function isSum(node: Node): boolean {
  return (
    bare(node).type === 'BinaryExpression' &&
    firstNodes(node).some(
      (each) => each.type === 'CallExpression' && each.callee.type === 'Identifier' && each.callee.name === 'parseInt',
    )
  );
}

function turnUntil(
  table: Table,
  sum: Node,
  target: number,
  names: Names,
  lookups: ReadonlyMap<string, Lookup>,
  budget: FoldBudget,
): void {
  for (let turns = 0; turns < table.strings.length && budget.spend(); turns++) {
    if (new Evaluator(names, budget, lookups).value(sum)?.value === target) return;
    turnBy(table.strings, 1);
  }
}

function turnBy(strings: string[], steps: number): void {
  const count = Math.trunc(steps) % strings.length;
  if (count > 0) for (const text of strings.splice(0, count)) strings.push(text);
}
