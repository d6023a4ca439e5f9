/** Pure methods of .NET on constants, and elements of lists. Source: System.String, System.Convert, System.Text.Encoding. */
import { type Constant, type FoldBudget, isText } from '../fold/constant.ts';
import { fromBase64, textOf, utf16 } from '../fold/encodings.ts';
import { latin1 } from '../latin1/latin1.ts';
import { formatted, joined, splitAny } from './operators.ts';
import { asNumber, asText, bytes, cast, list } from './values.ts';

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
