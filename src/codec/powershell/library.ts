/** Pure operators, casts and methods of PowerShell and .NET on constants. Source: about_Operators; System.String. */
import { type Constant, type FoldBudget, isText } from '../fold/constant.ts';
import { fromBase64, textOf, utf16 } from '../fold/encodings.ts';
import { latin1 } from '../latin1/latin1.ts';

const list = (value: Constant): readonly Constant[] =>
  Array.isArray(value) ? value : value instanceof Uint8Array ? [...value] : [value];

/** As PowerShell writes it. */
export function asText(value: Constant | undefined): string | undefined {
  if (isText(value) || typeof value === 'number') return String(value);
  if (!Array.isArray(value) || !value.every((each) => isText(each) || typeof each === 'number')) return undefined;
  return value.join(' ');
}

function asNumber(value: Constant | undefined): number | undefined {
  if (isText(value) && value.length === 1 && !/\d/.test(value)) return value.charCodeAt(0);
  const number = typeof value === 'number' ? value : isText(value) && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

export function operate(left: Constant, operator: string, right: Constant, budget: FoldBudget): Constant | undefined {
  const plain = operator.replace(/^-[ci](?=replace|split)/, '-');
  switch (plain) {
    case '+':
      return add(left, right);
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

function add(left: Constant, right: Constant): Constant | undefined {
  if (isText(left)) {
    const text = asText(right);
    return text === undefined ? undefined : left + text;
  }
  if (Array.isArray(left)) return [...left, ...list(right)];
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

function formatted(format: string, values: readonly Constant[], budget: FoldBudget): string | undefined {
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

function splitAny(text: string, characters: string): readonly string[] {
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

export function cast(type: string, value: Constant): Constant | undefined {
  const name = type.replace(/^system\./, '');
  switch (name) {
    case 'char': {
      const code = asNumber(value);
      return isText(value) && value.length === 1
        ? value
        : code !== undefined && code >= 0 && code < 65_536
          ? String.fromCharCode(code)
          : undefined;
    }
    case 'char[]': {
      const values = isText(value) ? Array.from(value) : list(value).map((each) => cast('char', each));
      return values.every((each) => each !== undefined) ? values : undefined;
    }
    case 'string':
      return asText(value);
    case 'int':
    case 'int32':
    case 'byte':
    case 'int64':
      return asNumber(value);
    case 'byte[]':
      return bytes(value);
    case 'array':
    case 'object[]':
    case 'string[]':
    case 'int[]':
      return list(value);
    case 'scriptblock':
    case 'io.memorystream':
      return value;
    default:
      return undefined;
  }
}

function bytes(value: Constant): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  const values = list(value).map(asNumber);
  return values.every((each) => each !== undefined) ? Uint8Array.from(values) : undefined;
}

/** `[type]::name(values)` */
export function callStatic(
  type: string,
  name: string,
  values: readonly Constant[],
  budget: FoldBudget,
): Constant | undefined {
  const [first, second] = values;
  if (!budget.spend(isText(first) ? first.length : 8)) return undefined;
  switch (`${type.replace(/^system\./, '')}::${name}`) {
    case 'convert::frombase64string':
      return isText(first) ? fromBase64(first) : undefined;
    case 'convert::toint32':
    case 'convert::toint16':
    case 'convert::tobyte':
      return isText(first) && typeof second === 'number'
        ? Number.parseInt(first, second)
        : first === undefined
          ? undefined
          : asNumber(first);
    case 'convert::tochar':
      return first === undefined ? undefined : cast('char', first);
    case 'string::join':
      return isText(first)
        ? joined(values.length > 2 ? values.slice(1) : list(second ?? []), first, budget)
        : undefined;
    case 'string::concat':
      return joined(values.flatMap(list), '', budget);
    case 'string::format':
      return isText(first) ? formatted(first, values.slice(1).flatMap(list), budget) : undefined;
    case 'scriptblock::create':
    case 'text.regularexpressions.regex::unescape':
    case 'regex::unescape':
      return first;
    default:
      return undefined;
  }
}

/** `[Text.Encoding]::name.GetString(bytes)` */
export function decodeText(encoding: string, value: Constant): string | undefined {
  const raw = bytes(value);
  if (!raw) return undefined;
  if (encoding === 'unicode') return utf16(raw);
  if (encoding === 'bigendianunicode') return utf16(raw, 'be');
  return encoding === 'utf8' || encoding === 'default' ? textOf(raw) : latin1(raw);
}

export function callMethod(
  target: Constant,
  name: string,
  values: readonly Constant[],
  budget: FoldBudget,
): Constant | undefined {
  const [first, second] = values;
  if (!isText(target)) return name === 'tostring' ? asText(target) : name === 'toarray' ? target : undefined;
  if (!budget.spend(target.length)) return undefined;
  switch (name) {
    case 'replace':
      return isText(first) && isText(second) && first !== '' && budget.spend(target.length * (second.length + 1))
        ? target.replaceAll(first, () => second)
        : undefined;
    case 'split':
      return isText(first) ? splitAny(target, first) : undefined;
    case 'tochararray':
      return Array.from(target);
    case 'substring':
      return typeof first === 'number'
        ? target.substring(first, typeof second === 'number' ? first + second : undefined)
        : undefined;
    case 'remove':
      return typeof first === 'number'
        ? target.slice(0, first) + (typeof second === 'number' ? target.slice(first + second) : '')
        : undefined;
    case 'insert':
      return typeof first === 'number' && isText(second)
        ? target.slice(0, first) + second + target.slice(first)
        : undefined;
    case 'tolower':
      return target.toLowerCase();
    case 'toupper':
      return target.toUpperCase();
    case 'trim':
      return target.trim();
    case 'tostring':
    case 'invoke':
      return target;
    default:
      return undefined;
  }
}

export function element(target: Constant, index: Constant): Constant | undefined {
  if (Array.isArray(index)) {
    const values = index.map((each) => element(target, each));
    return values.every((each) => each !== undefined) ? values : undefined;
  }
  const number = asNumber(index);
  const values = target instanceof Uint8Array ? [...target.subarray(0, 65_536)] : target;
  if (number === undefined || typeof values === 'number') return undefined;
  return values[number < 0 ? values.length + number : number];
}
