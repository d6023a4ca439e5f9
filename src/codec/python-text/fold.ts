/**
 * Undoes the string tricks of Python: texts taken apart, `\x63`, `chr` and `join`, `[::-1]`, `bytes.fromhex`, base 64, 32
 * and 16, `codecs.decode(…, 'rot13')`, and what `exec` and `eval` are then given; bytes for `zlib.decompress` come out
 * as they stand. Sources: The Python Language Reference, 2.4 Literals; base64, binascii, codecs. Nothing is run.
 * Does not see: loops and generators, `%` and `format`, f-strings, functions of the script's own.
 */
import { type Constant, isText, mostLayers } from '../fold/constant.ts';
import { applyEdits, Folding } from '../fold/edits.ts';
import { bytesOf, fromBase64, fromHex, rot13, textOf, utf16 } from '../fold/encodings.ts';
import type { Language, Word } from '../fold/language.ts';
import { foldExpressions } from '../fold/statements.ts';
import { latin1 } from '../latin1/latin1.ts';

export function foldPython(text: string, folding: Folding = new Folding(), layer = 0): Folding {
  foldExpressions(text, language, folding, layer);
  return folding;
}

const pattern =
  /(?<blank>[ \t\r\f]+|\\\r?\n|#[^\n]*)|(?<line>\n)|(?<prefix>[rbuf]{0,2})(?:'''(?<long1>(?:[^\\]|\\[\s\S])*?)'''|"""(?<long2>(?:[^\\]|\\[\s\S])*?)"""|'(?<short1>(?:[^'\\\n]|\\[\s\S])*)'|"(?<short2>(?:[^"\\\n]|\\[\s\S])*)")|(?<number>0x[\da-f]+|\d+(?:\.\d+)?)|(?<name>[a-z_]\w*)|(?<sign>\\[\s\S]|[\s\S])/giy;

function words(text: string, most: number): Word[] {
  const out: Word[] = [];
  let depth = 0;
  for (const match of text.matchAll(pattern)) {
    const { blank, line, prefix = '', number, name, long1, long2, short1, short2 } = match.groups ?? {};
    const inner = long1 ?? long2 ?? short1 ?? short2;
    if (blank !== undefined || (line !== undefined && depth > 0)) continue;
    if (out.length >= most) break;
    const span = { at: match.index, end: match.index + match[0].length };
    if (line !== undefined) out.push({ kind: 'line', value: '', ...span });
    else if (inner !== undefined) out.push({ ...literal(inner, prefix.toLowerCase()), ...span });
    else if (number !== undefined) out.push({ kind: 'number', value: number, ...span });
    else if (name !== undefined) out.push({ kind: 'name', value: name, ...span });
    else {
      depth = Math.max(0, depth + (/[([{]/.test(match[0]) ? 1 : /[)\]}]/.test(match[0]) ? -1 : 0));
      out.push({ kind: 'sign', value: match[0], ...span });
    }
  }
  return out;
}

function literal(inner: string, prefix: string): Pick<Word, 'kind' | 'value' | 'form'> {
  if (prefix.includes('f')) return { kind: 'sign', value: 'f' };
  const raw = prefix.includes('r');
  const value = raw ? inner : unescaped(inner);
  if (prefix.includes('b')) return { kind: 'text', value, form: 'bytes' };
  return !raw && /(?:\\(?:x[2-7][\da-f]|u00[2-7][\da-f]|1?[0-7]{2})){4}/i.test(inner)
    ? { kind: 'text', value, form: 'escaped' }
    : { kind: 'text', value };
}

const named: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\n': '',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|([0-7]{1,3})|([\s\S]))/gi,
    (all, hex?: string, wide?: string, octal?: string, other?: string) => {
      if (other !== undefined) return named[other] ?? (/['"\\]/.test(other) ? other : all);
      return String.fromCharCode(Number.parseInt(hex ?? wide ?? octal ?? '', octal === undefined ? 16 : 8));
    },
  );
}

const asText = (value: Constant | undefined): string | undefined =>
  isText(value) ? value : value instanceof Uint8Array ? latin1(value) : undefined;

function call(name: string, [first, second]: readonly Constant[], folding: Folding): Constant | undefined {
  const text = asText(first);
  if (!folding.budget.spend(text?.length ?? 1)) return undefined;
  switch (name) {
    case 'b64decode':
    case 'urlsafe_b64decode':
    case 'standard_b64decode':
    case 'decodebytes':
    case 'a2b_base64':
      return text === undefined ? undefined : fromBase64(text);
    case 'fromhex':
    case 'unhexlify':
    case 'b16decode':
    case 'a2b_hex':
      return text === undefined ? undefined : fromHex(text);
    case 'chr':
      return typeof first === 'number' && first >= 0 && first <= 0x10ffff
        ? String.fromCodePoint(Math.trunc(first))
        : undefined;
    case 'bytes':
    case 'bytearray':
      return listOfBytes(first) ?? (isText(first) ? bytesOf(first) : undefined);
    case 'str':
      return isText(first) || typeof first === 'number' ? String(first) : undefined;
    case 'int':
      return text === undefined ? undefined : Number.parseInt(text, typeof second === 'number' ? second : 10);
    case 'list':
    case 'tuple':
      return isText(first) ? Array.from(first) : first;
    case 'reversed':
      return isText(first) ? Array.from(first).reverse() : Array.isArray(first) ? [...first].reverse() : undefined;
    case 'map':
      return first === 'chr' && Array.isArray(second) ? characters(second) : undefined;
    case 'decode':
      return isText(first) && /^rot_?13$/i.test(asText(second) ?? '') ? rot13(first) : decoded(first, asText(second));
    default:
      return undefined;
  }
}

function listOfBytes(value: Constant | undefined): Uint8Array | undefined {
  return Array.isArray(value) && value.every((each) => typeof each === 'number')
    ? Uint8Array.from(value, Number)
    : undefined;
}

function characters(values: readonly unknown[]): readonly string[] | undefined {
  const out = values.map((each) =>
    typeof each === 'number' && each >= 0 && each <= 0x10ffff ? String.fromCodePoint(Math.trunc(each)) : undefined,
  );
  return out.every((each) => each !== undefined) ? out : undefined;
}

function decoded(value: Constant | undefined, encoding: string | undefined): Constant | undefined {
  const text = asText(value);
  if (text === undefined) return undefined;
  if (encoding === 'base64' || encoding === 'base-64') return fromBase64(text);
  if (encoding === 'hex') return fromHex(text);
  if (!(value instanceof Uint8Array)) return undefined;
  if (/^utf-?16(?:-?le)?$/i.test(encoding ?? '')) return utf16(value);
  return /^(?:latin-?1|iso-?8859-1)$/i.test(encoding ?? '') ? latin1(value) : textOf(value);
}

function method(target: Constant, name: string, values: readonly Constant[], folding: Folding): Constant | undefined {
  const [first, second] = values;
  const text = asText(target);
  if (!folding.budget.spend(text?.length ?? 1)) return undefined;
  switch (name) {
    case 'join':
      return isText(target) && Array.isArray(first) && first.every(isText) ? join(first, target, folding) : undefined;
    case 'decode':
      return isText(target) && /^rot_?13$/i.test(asText(first) ?? '') ? rot13(target) : decoded(target, asText(first));
    case 'encode':
      return isText(target) ? bytesOf(unescape8(target)) : undefined;
    case 'replace':
      return isText(target) &&
        isText(first) &&
        isText(second) &&
        first !== '' &&
        folding.budget.spend(target.length * (second.length + 1))
        ? target.replaceAll(first, () => second)
        : undefined;
    case 'strip':
      return isText(target) && values.length === 0 ? target.trim() : undefined;
    case 'lower':
      return isText(target) ? target.toLowerCase() : undefined;
    case 'upper':
      return isText(target) ? target.toUpperCase() : undefined;
    case 'split':
      return isText(target) && isText(first) && first !== '' ? target.split(first) : undefined;
    default:
      return undefined;
  }
}

function join(values: readonly string[], separator: string, folding: Folding): string | undefined {
  const text = values.join(separator);
  return folding.budget.spend(text.length) ? text : undefined;
}

/** The script is read one character a byte, so what it writes in UTF-8 is that already; only escapes are wider. */
const unescape8 = (text: string): string => (/[^\0-\xff]/.test(text) ? latin1(new TextEncoder().encode(text)) : text);

const language: Language = {
  words,
  joins: new Set(['+']),
  adjacent: true,
  exact: true,
  runs: new Set(['exec', 'eval']),
  call,
  method,
  quoted: (text) => JSON.stringify(text),
  code: (text, folding, layer) =>
    layer > mostLayers ? text : applyEdits(text, foldPython(text, new Folding(folding.budget), layer).edits),
};
