/** Operators on constants that languages share. */
import { type Constant, type FoldBudget, isText } from './constant.ts';
import { splitsWord } from './edits.ts';

/** A word was taken apart between them. */
export function seam(left: Constant | undefined, right: Constant | undefined): boolean {
  return left !== undefined && right !== undefined && splitsWord(left, right);
}

/** `[::-1]` */
export function backwards(value: Constant | undefined): Constant | undefined {
  if (isText(value)) return Array.from(value).reverse().join('');
  if (value instanceof Uint8Array) return value.slice().reverse();
  return Array.isArray(value) ? [...value].reverse() : undefined;
}

/** `value[index]`; a negative index counts from the end. */
export function elementAt(value: Constant | undefined, index: Constant | undefined): Constant | undefined {
  return typeof index === 'number' && (isText(value) || Array.isArray(value))
    ? value[index < 0 ? value.length + index : index]
    : undefined;
}

/** `left sign right`; undefined where that makes no constant, or one that is too long. */
export function combine(
  left: Constant | undefined,
  sign: string,
  right: Constant | undefined,
  joins: ReadonlySet<string>,
  budget: FoldBudget,
): Constant | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (isText(left) && isText(right)) return joins.has(sign) ? left + right : undefined;
  if (left instanceof Uint8Array && right instanceof Uint8Array)
    return sign === '+' && budget.spend(left.length + right.length) ? joinedBytes(left, right) : undefined;
  if (Array.isArray(left) && Array.isArray(right))
    return sign === '+' && budget.spend(left.length + right.length) ? [...left, ...right] : undefined;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const results: Readonly<Record<string, number>> = {
    '+': left + right,
    '-': left - right,
    '*': left * right,
    '^': left ^ right,
    '%': left % right,
    '/': left / right,
  };
  return results[sign];
}

function joinedBytes(left: Uint8Array, right: Uint8Array): Uint8Array {
  const out = new Uint8Array(left.length + right.length);
  out.set(left);
  out.set(right, left.length);
  return out;
}
