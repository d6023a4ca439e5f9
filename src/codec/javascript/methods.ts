/** Pure functions and methods of JavaScript's standard library, on constants. Source: ECMA-262, 21 to 23; HTML, atob. */
import { type Constant, type FoldBudget, isText } from '../fold/constant.ts';
import { bytesOf, fromBase64, fromHex, textOf, utf16 } from '../fold/encodings.ts';
import { latin1 } from '../latin1/latin1.ts';

/** Calls that undo what was done to hide a text. */
export const telling: ReadonlySet<string> = new Set([
  'atob',
  'unescape',
  'fromCharCode',
  'fromCodePoint',
  'reverse',
  'toString',
  'charAt',
  'decode',
]);

export function callGlobal(name: string, values: readonly Constant[], budget: FoldBudget): Constant | undefined {
  const [first, second] = values;
  if (!budget.spend(isText(first) ? first.length : values.length)) return undefined;
  switch (name) {
    case 'atob':
      return isText(first) ? latin(fromBase64(first)) : undefined;
    case 'unescape':
      return isText(first) ? unescaped(first) : undefined;
    case 'decodeURIComponent':
    case 'decodeURI':
      return isText(first) ? percentDecoded(first) : undefined;
    case 'String.fromCharCode':
    case 'String.fromCodePoint':
      return characters(values);
    case 'String':
      return isText(first) || typeof first === 'number' ? String(first) : undefined;
    case 'Number':
      return isText(first) || typeof first === 'number' ? Number(first) : undefined;
    case 'parseInt':
      return isText(first) || typeof first === 'number'
        ? Number.parseInt(String(first), typeof second === 'number' ? second : undefined)
        : undefined;
    case 'Buffer.from':
      return isText(first) ? encoded(first, second) : Array.isArray(first) ? bytesFrom(first) : undefined;
    case 'Uint8Array.from':
    case 'Array.from':
      return isText(first) ? Array.from(first) : first;
    default:
      return undefined;
  }
}

const latin = (bytes: Uint8Array | undefined): string | undefined => (bytes ? latin1(bytes) : undefined);

function unescaped(text: string): string {
  return text.replace(/%u([\da-f]{4})|%([\da-f]{2})/gi, (_, wide?: string, narrow?: string) =>
    String.fromCharCode(Number.parseInt(wide ?? narrow ?? '', 16)),
  );
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function characters(values: readonly Constant[]): string | undefined {
  if (!values.every((value) => typeof value === 'number' && value >= 0 && value <= 0x10ffff)) return undefined;
  return values.map((value) => String.fromCodePoint(Math.trunc(Number(value)))).join('');
}

function encoded(text: string, encoding: Constant | undefined): Uint8Array | undefined {
  if (encoding === 'base64' || encoding === 'base64url') return fromBase64(text);
  if (encoding === 'hex') return fromHex(text);
  if (encoding === 'latin1' || encoding === 'binary') return bytesOf(text);
  return encoding === undefined || encoding === 'utf8' || encoding === 'utf-8'
    ? new TextEncoder().encode(text)
    : undefined;
}

function bytesFrom(values: readonly Constant[]): Uint8Array | undefined {
  return values.every((value) => typeof value === 'number') ? Uint8Array.from(values, Number) : undefined;
}

export function callMethod(
  target: Constant,
  name: string,
  values: readonly Constant[],
  budget: FoldBudget,
): Constant | undefined {
  if (!budget.spend(isText(target) || Array.isArray(target) ? target.length : 16)) return undefined;
  if (isText(target)) return textMethod(target, name, values, budget);
  if (typeof target === 'number')
    return name === 'toString' && isRadix(values[0]) ? target.toString(Number(values[0] ?? 10)) : undefined;
  if (target instanceof Uint8Array) return name === 'toString' ? decoded(target, values[0]) : undefined;
  return listMethod(target, name, values, budget);
}

const isRadix = (value: Constant | undefined): boolean =>
  value === undefined || (typeof value === 'number' && value >= 2 && value <= 36);

export function decoded(bytes: Uint8Array, encoding: Constant | undefined): string | undefined {
  if (encoding === 'latin1' || encoding === 'binary' || encoding === 'ascii') return latin1(bytes);
  if (encoding === 'utf16le' || encoding === 'ucs2' || encoding === 'utf-16le') return utf16(bytes);
  return encoding === undefined || encoding === 'utf8' || encoding === 'utf-8' ? textOf(bytes) : undefined;
}

const integer = (value: Constant | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

function textMethod(text: string, name: string, values: readonly Constant[], budget: FoldBudget): Constant | undefined {
  const [first, second] = values;
  switch (name) {
    case 'charAt':
      return text.charAt(integer(first) ?? 0);
    case 'charCodeAt':
    case 'codePointAt':
      return text.charCodeAt(integer(first) ?? 0);
    case 'concat':
      return values.every(isText) ? text + values.join('') : undefined;
    case 'slice':
      return text.slice(integer(first), integer(second));
    case 'substring':
      return text.substring(integer(first) ?? 0, integer(second));
    case 'substr':
      return cut(text, integer(first) ?? 0, integer(second));
    case 'split':
      return isText(first) ? text.split(first) : undefined;
    case 'replace':
      return isText(first) && isText(second) ? text.replace(first, () => second) : undefined;
    case 'replaceAll':
      return isText(first) && isText(second) && first !== '' ? text.replaceAll(first, () => second) : undefined;
    case 'repeat':
      return typeof first === 'number' && first >= 0 && first < 1e6 && budget.spend(text.length * first)
        ? text.repeat(first)
        : undefined;
    case 'toLowerCase':
      return text.toLowerCase();
    case 'toUpperCase':
      return text.toUpperCase();
    case 'trim':
      return text.trim();
    case 'toString':
    case 'valueOf':
      return text;
    case 'indexOf':
      return isText(first) ? text.indexOf(first) : undefined;
    default:
      return undefined;
  }
}

function cut(text: string, from: number, length: number | undefined): string {
  const start = from < 0 ? Math.max(0, text.length + from) : from;
  return text.slice(start, length === undefined ? undefined : start + Math.max(0, length));
}

function listMethod(
  list: readonly Constant[],
  name: string,
  values: readonly Constant[],
  budget: FoldBudget,
): Constant | undefined {
  const [first, second] = values;
  switch (name) {
    case 'join': {
      if (!list.every((each) => isText(each) || typeof each === 'number')) return undefined;
      const text = list.join(isText(first) ? first : ',');
      return budget.spend(text.length) ? text : undefined;
    }
    case 'reverse':
      return [...list].reverse();
    case 'slice':
      return list.slice(integer(first), integer(second));
    case 'concat':
      return [...list, ...values.flat()];
    case 'toString':
      return list.every(isText) ? list.join(',') : undefined;
    default:
      return undefined;
  }
}
