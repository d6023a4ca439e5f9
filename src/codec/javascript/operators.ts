/** Binary operators on constants, and chains of them. Source: ECMA-262, 13.15.3 ApplyStringOrNumericBinaryOperator. */
import { type Constant, isText } from '../fold/constant.ts';
import { splitsWord } from '../fold/edits.ts';
import { type Known, known } from './known.ts';
import type { Node } from './parse.ts';

export function combine(left: Known, operator: string, right: Known): Known | undefined {
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
