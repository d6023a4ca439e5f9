/**
 * Undoes the string tricks of VBScript and VBA: texts joined by `&`, `Chr(99)`, `StrReverse`, `Replace`, and what
 * `Execute` is then given. Source: [MS-VBAL], 3.3 Lexical Tokens, 6.1 VBA Standard Library. Nothing is run.
 * Does not see: loops over `Asc` and `Mid`, arrays, functions of the script's own.
 */
import { type Constant, isText, mostLayers } from '../fold/constant.ts';
import { applyEdits, Folding } from '../fold/edits.ts';
import type { Language, Word } from '../fold/language.ts';
import { foldExpressions } from '../fold/statements.ts';

export function foldVbScript(text: string, folding: Folding = new Folding(), layer = 0): Folding {
  foldExpressions(text, language, folding, layer);
  return folding;
}

const pattern =
  /(?<blank>[ \t\r\f]+|_[ \t]*\r?\n|'[^\n]*|\brem\b[^\n]*)|(?<line>\n)|"(?<text>(?:[^"\n]|"")*)"|&h(?<hex>[\da-f]{1,8})&?|(?<number>\d+(?:\.\d+)?)|(?<name>[a-z_]\w*\$?)|(?<sign>[\s\S])/giy;

function words(text: string, most: number): Word[] {
  const out: Word[] = [];
  for (const match of text.matchAll(pattern)) {
    const { blank, line, text: inner, hex, number, name } = match.groups ?? {};
    if (blank !== undefined) continue;
    if (out.length >= most) break;
    const span = { at: match.index, end: match.index + match[0].length };
    if (line !== undefined) out.push({ kind: 'line', value: '', ...span });
    else if (inner !== undefined) out.push({ kind: 'text', value: inner.replaceAll('""', '"'), ...span });
    else if (hex !== undefined || number !== undefined)
      out.push({ kind: 'number', value: hex === undefined ? match[0] : `0x${hex}`, ...span });
    else if (name !== undefined) out.push({ kind: 'name', value: name.replace('$', ''), ...span });
    else out.push({ kind: 'sign', value: match[0], ...span });
  }
  return out;
}

function call(name: string, [first, second, third]: readonly Constant[], folding: Folding): Constant | undefined {
  if (!folding.budget.spend(isText(first) ? first.length : 1)) return undefined;
  switch (name) {
    case 'chr':
    case 'chrw':
    case 'chrb':
      return typeof first === 'number' && first >= 0 && first < 65_536 ? String.fromCharCode(first) : undefined;
    case 'clng':
    case 'cint':
      return isText(first) ? Number(first.replace(/^&h/i, '0x')) : first;
    case 'strreverse':
      return isText(first) ? Array.from(first).reverse().join('') : undefined;
    case 'replace':
      return isText(first) &&
        isText(second) &&
        isText(third) &&
        second !== '' &&
        folding.budget.spend(first.length * (third.length + 1))
        ? first.replaceAll(second, () => third)
        : undefined;
    case 'mid':
      return isText(first) && typeof second === 'number' && second >= 1
        ? first.substring(second - 1, typeof third === 'number' ? second - 1 + third : undefined)
        : undefined;
    case 'left':
      return isText(first) && typeof second === 'number' ? first.slice(0, Math.max(0, second)) : undefined;
    case 'right':
      return isText(first) && typeof second === 'number' && second > 0 ? first.slice(-second) : undefined;
    case 'lcase':
      return isText(first) ? first.toLowerCase() : undefined;
    case 'ucase':
      return isText(first) ? first.toUpperCase() : undefined;
    case 'unescape':
      return isText(first)
        ? first.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        : undefined;
    default:
      return undefined;
  }
}

const language: Language = {
  words,
  joins: new Set(['&', '+']),
  adjacent: false,
  exact: false,
  runs: new Set(['execute', 'executeglobal', 'eval']),
  call,
  method: () => undefined,
  quoted: (text) => (/[\r\n]/.test(text) ? text : `"${text.replaceAll('"', '""')}"`),
  code: (text, folding, layer) =>
    layer > mostLayers ? text : applyEdits(text, foldVbScript(text, new Folding(folding.budget), layer).edits),
};
