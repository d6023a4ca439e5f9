/** What is known of expressions, and who is asked for it. */
import type { Constant } from '../fold/constant.ts';
import type { Node } from './parse.ts';

export interface Known {
  readonly value: Constant;
  /** It was hidden: taken apart, encoded, looked up. */
  readonly telling: boolean;
}

/** A function that gives a string from a table. */
export type Lookup = (values: readonly Constant[]) => string | undefined;

/** What the parameters of a function stand for in one call. */
export type Scope = ReadonlyMap<string, Constant>;

export function known(value: Constant | undefined, telling: boolean): Known | undefined {
  return value === undefined ? undefined : { value, telling };
}

/** Expressions, as they stand within calls. */
export interface Expressions {
  value(node: Node, scope?: Scope): Known | undefined;
  list(elements: readonly (Node | null)[], scope: Scope | undefined): Known | undefined;
  memberName(node: Extract<Node, { type: 'MemberExpression' }>, scope?: Scope): Constant | undefined;
}
