/** How PowerShell turns one kind of value into another. Source: about_Type_Conversion, about_Type_Accelerators. */
import { type Constant, isText } from '../fold/constant.ts';

/** What an operator takes for a list. */
export const list = (value: Constant): readonly Constant[] =>
  Array.isArray(value) ? value : value instanceof Uint8Array ? [...value] : [value];

/** As PowerShell writes it. */
export function asText(value: Constant | undefined): string | undefined {
  if (isText(value) || typeof value === 'number') return String(value);
  if (!Array.isArray(value) || !value.every((each) => isText(each) || typeof each === 'number')) return undefined;
  return value.join(' ');
}

/** A character that is no digit stands for its code. */
export function asNumber(value: Constant | undefined): number | undefined {
  if (isText(value) && value.length === 1 && !/\d/.test(value)) return value.charCodeAt(0);
  const number = typeof value === 'number' ? value : isText(value) && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** `[type]value`; undefined where the type is not known or the value does not fit. */
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

export function bytes(value: Constant): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  const values = list(value).map(asNumber);
  return values.every((each) => each !== undefined) ? Uint8Array.from(values) : undefined;
}
