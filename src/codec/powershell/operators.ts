/** PowerShell's operators on constants. Source: about_Operators. Patterns are followed where they hold no magic. */
import { type Constant, type FoldBudget, isText } from '../fold/constant.ts';
import { asNumber, asText, list } from './values.ts';

export function operate(left: Constant, operator: string, right: Constant, budget: FoldBudget): Constant | undefined {
  const plain = operator.replace(/^-[ci](?=replace|split)/, '-');
  switch (plain) {
    case '+':
      return add(left, right, budget);
    case '*':
      return isText(left) && typeof right === 'number' && right >= 0 && right < 1e6 && budget.spend(left.length * right)
        ? left.repeat(right)
        : arithmetic(left, '*', right);
    case '-':
    case '/':
    case '%':
    case '-bxor':
    case '-band':
    case '-bor':
    case '-shl':
    case '-shr':
      return arithmetic(left, plain, right);
    case '-f':
      return isText(left) ? formatted(left, list(right), budget) : undefined;
    case '-join':
      return isText(right) ? joined(list(left), right, budget) : undefined;
    case '-split':
      return isText(left) ? splitAt(left, right) : undefined;
    case '-replace':
      return isText(left) ? replaced(left, list(right), operator === '-creplace', budget) : undefined;
    case '..':
      return range(asNumber(left), asNumber(right), budget);
    default:
      return undefined;
  }
}

function add(left: Constant, right: Constant, budget: FoldBudget): Constant | undefined {
  if (isText(left)) {
    const text = asText(right);
    return text === undefined ? undefined : left + text;
  }
  if (Array.isArray(left)) return budget.spend(left.length) ? [...left, ...list(right)] : undefined;
  return arithmetic(left, '+', right);
}

function arithmetic(left: Constant, operator: string, right: Constant): number | undefined {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a === undefined || b === undefined) return undefined;
  const results: Readonly<Record<string, number>> = {
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '/': a / b,
    '%': a % b,
    '-bxor': a ^ b,
    '-band': a & b,
    '-bor': a | b,
    '-shl': a << b,
    '-shr': a >> b,
  };
  return results[operator];
}

export function formatted(format: string, values: readonly Constant[], budget: FoldBudget): string | undefined {
  let failed = false;
  const text = format.replace(/\{\{|\}\}|\{(\d{1,3})\}/g, (all, index?: string) => {
    if (index === undefined) return all.charAt(0);
    const value = asText(values[Number(index)]);
    failed ||= value === undefined || !budget.spend(value.length);
    return failed ? '' : (value ?? '');
  });
  return failed ? undefined : text;
}

export function joined(values: readonly Constant[], separator: string, budget: FoldBudget): string | undefined {
  if (!values.every((each) => isText(each) || typeof each === 'number')) return undefined;
  const text = values.join(separator);
  return budget.spend(text.length) ? text : undefined;
}

/** A pattern that is a text, or a choice of single characters. */
function splitAt(text: string, by: Constant): readonly string[] | undefined {
  if (!isText(by) || by === '') return undefined;
  const choice =
    /^\[([^\]^\\-]+)\]$/.exec(by)?.[1] ?? (/^(?:\\?.)(?:\|\\?.)+$/.test(by) ? by.replace(/[|\\]/g, '') : undefined);
  if (choice !== undefined) return splitAny(text, choice);
  const plain = unescapedPattern(by);
  return plain === undefined ? undefined : text.split(plain);
}

/** Splits at any of the characters. */
export function splitAny(text: string, characters: string): readonly string[] {
  const out: string[] = [''];
  for (const character of text) {
    if (characters.includes(character)) out.push('');
    else out[out.length - 1] += character;
  }
  return out;
}

/** What a pattern without any magic matches. */
function unescapedPattern(pattern: string): string | undefined {
  const plain = pattern.replace(/\\([^\w])/g, '\0$1');
  return /(?:^|[^\0])[.*+?^$(){}|[\]\\]/.test(plain) ? undefined : plain.replaceAll('\0', '');
}

function replaced(
  text: string,
  [from, to]: readonly Constant[],
  exact: boolean,
  budget: FoldBudget,
): string | undefined {
  const plain = isText(from) ? unescapedPattern(from) : undefined;
  const by = to === undefined ? '' : asText(to);
  if (!plain || by === undefined || by.includes('$')) return undefined;
  const pattern = new RegExp(plain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), exact ? 'g' : 'gi');
  return budget.spend(text.length + (text.match(pattern)?.length ?? 0) * by.length)
    ? text.replace(pattern, () => by)
    : undefined;
}

function range(from: number | undefined, to: number | undefined, budget: FoldBudget): readonly number[] | undefined {
  if (from === undefined || to === undefined) return undefined;
  const count = Math.abs(to - from) + 1;
  if (count > 65_536 || !budget.spend(count)) return undefined;
  return Array.from({ length: count }, (_, i) => (to < from ? from - i : from + i));
}
