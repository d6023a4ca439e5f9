/**
 * Ways in which programs' sources write a byte or a character: `\x41`, `\101`, `\u0041`, `%u0041`, `%41`, `&#x41;`,
 * `&#65;`, `0x41`, `65`.
 * Sources: ISO C 6.4.4.4, ECMA-262 12.9.4, RFC 3986 2.1, HTML Standard 13.5 (character references).
 */

export interface Notation {
  readonly id: NotationName;
  /** For a person. */
  readonly example: string;
  /** The byte that each begins with, where there is one: places are found by it. */
  readonly mark?: number;
  /** Plain characters may stand between two of them, for themselves; otherwise there is a separator. */
  readonly mixes: boolean;
  /** Its value and the first byte after it; undefined where none stands here. */
  read(bytes: Uint8Array, at: number): Written | undefined;
}

export interface Written {
  /** A byte, or a UTF-16 code unit where it is beyond 255. */
  readonly value: number;
  readonly next: number;
}

/** The number written from `at` on in `base`, of `fewest` to `most` digits. */
function digits(bytes: Uint8Array, at: number, base: 8 | 10 | 16, fewest: number, most: number): Written | undefined {
  let value = 0;
  let next = at;
  for (; next < at + most; next++) {
    const digit = digitOf(bytes[next]);
    if (digit === undefined || digit >= base) break;
    value = value * base + digit;
  }
  return next - at < fewest ? undefined : { value, next };
}

function digitOf(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : undefined;
}

/** True where the characters stand here; the second and later ones in either case. */
function stands(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const wanted = text.charCodeAt(i);
    const byte = bytes[at + i] ?? 0;
    if (byte !== wanted && (i === 0 || (byte | 0x20) !== wanted)) return false;
  }
  return true;
}

/** A prefix and a fixed number of hex digits. */
function prefixed(id: NotationName, prefix: string, count: number, mixes = true): Notation {
  return {
    id,
    example: `${prefix}${'41'.padStart(count, '0')}`,
    mark: prefix.charCodeAt(0),
    mixes,
    read: (bytes, at) => (stands(bytes, at, prefix) ? digits(bytes, at + prefix.length, 16, count, count) : undefined),
  };
}

/** A character reference; the semicolon is part of it. */
function reference(id: NotationName, prefix: string, base: 10 | 16): Notation {
  return {
    id,
    example: `${prefix}${(65).toString(base)};`,
    mark: 0x26,
    mixes: true,
    read(bytes, at) {
      const number = stands(bytes, at, prefix) ? digits(bytes, at + prefix.length, base, 2, 4) : undefined;
      return number && bytes[number.next] === 0x3b ? { value: number.value, next: number.next + 1 } : undefined;
    },
  };
}

const octal: Notation = {
  id: 'octal',
  example: '\\101',
  mark: 0x5c,
  mixes: true,
  read(bytes, at) {
    if (bytes[at] !== 0x5c) return undefined;
    const from = bytes[at + 1] === 0x30 ? at + 2 : at + 1; // echo -e wants a zero before three digits
    const number = digits(bytes, from, 8, from === at + 2 ? 0 : 1, 3);
    return number && number.value < 256 ? number : undefined;
  },
};

const decimal: Notation = {
  id: 'decimal',
  example: '65',
  mixes: false,
  read(bytes, at) {
    const number = digits(bytes, at, 10, 1, 3);
    return number && number.value < 256 ? number : undefined;
  },
};

type NotationName =
  | 'hex'
  | 'unicode'
  | 'percentUnicode'
  | 'percent'
  | 'octal'
  | 'hexReference'
  | 'decimalReference'
  | 'hexNumber'
  | 'decimal';

export const notations: Readonly<Record<NotationName, Notation>> = {
  hex: prefixed('hex', '\\x', 2),
  unicode: prefixed('unicode', '\\u', 4),
  percentUnicode: prefixed('percentUnicode', '%u', 4),
  percent: prefixed('percent', '%', 2),
  octal,
  hexReference: reference('hexReference', '&#x', 16),
  decimalReference: reference('decimalReference', '&#', 10),
  hexNumber: prefixed('hexNumber', '0x', 2, false),
  decimal,
};

/** How a text is written in a notation, as anchors need it; `between` stands between two numbers. */
export function written(text: string, { id }: Notation, between: string): string {
  const codes = [...text].map((character) => character.charCodeAt(0));
  return codes.map((code) => one(id, code)).join(between);
}

function one(id: NotationName, code: number): string {
  const hex = code.toString(16).padStart(2, '0');
  switch (id) {
    case 'hex':
      return `\\x${hex}`;
    case 'unicode':
      return `\\u00${hex}`;
    case 'percentUnicode':
      return `%u00${hex}`;
    case 'percent':
      return `%${hex}`;
    case 'octal':
      return `\\${code.toString(8)}`;
    case 'hexReference':
      return `&#x${hex};`;
    case 'decimalReference':
      return `&#${code};`;
    case 'hexNumber':
      return `0x${hex}`;
    default:
      return String(code);
  }
}
