/**
 * A text of a rule with its wildcards. `*` stands for anything, `?` for one UTF-16 unit, a backslash takes away the
 * meaning of what follows if that is `*`, `?` or a backslash, and else is itself.
 * Source: Sigma rules specification 2, "String Wildcard" and "Escaping"; modifiers appendix, `windash`.
 */

/** A piece of text, or what stands for others: `dash` is each of the five signs that may begin a Windows option. */
export type SigmaPart = { readonly text: string } | 'any' | 'one' | 'dash';
export type SigmaText = readonly SigmaPart[];

/** Where in a value a text must stand. */
export type Place = 'whole' | 'startswith' | 'endswith' | 'contains';

export const dashes = '-/\u2013\u2014\u2015';

export function readSigmaText(source: string): SigmaText {
  const parts: SigmaPart[] = [];
  let text = '';
  const special = (part: 'any' | 'one'): void => {
    if (text !== '') parts.push({ text });
    text = '';
    if (part === 'one' || parts.at(-1) !== 'any') parts.push(part);
  };
  for (let at = 0; at < source.length; at++) {
    const character = source[at] ?? '';
    const next = source[at + 1];
    if (character === '*') special('any');
    else if (character === '?') special('one');
    else if (character === '\\' && (next === '*' || next === '?' || next === '\\')) text += source[++at] ?? '';
    else text += character;
  }
  if (text !== '') parts.push({ text });
  return parts;
}

/** The text itself; undefined where it has wildcards. */
export function plainText(parts: SigmaText): string | undefined {
  const [first] = parts;
  if (parts.length === 0) return '';
  return parts.length === 1 && typeof first === 'object' ? first.text : undefined;
}

/** Every `-` or `/` that begins a word, and stands at no word's end, becomes a dash of any kind. */
export function withDashes(parts: SigmaText): SigmaText {
  return parts.flatMap((part) => {
    if (typeof part !== 'object') return [part];
    const pieces: SigmaPart[] = [];
    let from = 0;
    for (const { index } of part.text.matchAll(/\B[-/]\b/g)) {
      if (index > from) pieces.push({ text: part.text.slice(from, index) });
      pieces.push('dash');
      from = index + 1;
    }
    if (from < part.text.length) pieces.push({ text: part.text.slice(from) });
    return pieces;
  });
}

/** All texts that a text with dashes stands for; undefined where there would be more than `most`. */
export function spelledOut(parts: SigmaText, most: number): readonly SigmaText[] | undefined {
  let texts: SigmaPart[][] = [[]];
  for (const part of parts) {
    if (part === 'dash') texts = texts.flatMap((text) => [...dashes].map((dash) => joined(text, dash)));
    else texts = texts.map((text) => (typeof part === 'object' ? joined(text, part.text) : [...text, part]));
    if (texts.length > most) return undefined;
  }
  return texts;
}

function joined(parts: readonly SigmaPart[], text: string): SigmaPart[] {
  const last = parts.at(-1);
  return typeof last === 'object' ? [...parts.slice(0, -1), { text: last.text + text }] : [...parts, { text }];
}
