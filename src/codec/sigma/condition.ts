/**
 * The condition of a rule: `selection and not 1 of filter_*`.
 * Source: Sigma rules specification 2, "Condition". From the least to the most binding: or, and, not, `1 of`, brackets.
 * Does not see: the aggregations behind a `|` of version 1, which correlation rules have replaced.
 */

export type Condition =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  /** `1 of selection_*`, `all of them`; `count` Infinity means all. */
  | { readonly kind: 'of'; readonly count: number; readonly names: string };

const deepest = 64;
const longest = 20_000;
const token = /\s*(?:([()])|([^\s()|]+)|(\|))/y;

/** The condition as a tree; a text says what is wrong with it. */
export function readCondition(text: string): Condition | string {
  if (text.length > longest) return 'the condition is too long';
  const words: string[] = [];
  token.lastIndex = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    if (found[3])
      return 'the condition has an aggregation behind `|`, as in version 1; a correlation rule can do that now';
    words.push(found[1] ?? found[2] ?? '');
  }
  if (words.length === 0) return 'the condition is empty';
  const reader = new ConditionReader(words);
  const condition = reader.or(0);
  if (reader.wrong === undefined && reader.at < words.length)
    reader.refuse(`\`${words[reader.at]}\` is one word too many`);
  return reader.wrong ?? condition;
}

class ConditionReader {
  readonly #words: readonly string[];
  at = 0;
  wrong: string | undefined;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  refuse(what: string): Condition {
    this.wrong ??= `in the condition ${what}`;
    this.at = this.#words.length;
    return { kind: 'or', parts: [] };
  }

  or(depth: number): Condition {
    return this.#list('or', () => this.#and(depth));
  }

  #and(depth: number): Condition {
    return this.#list('and', () => this.#not(depth));
  }

  #list(kind: 'and' | 'or', next: () => Condition): Condition {
    const parts = [next()];
    while (this.#take(kind)) parts.push(next());
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind, parts };
  }

  #not(depth: number): Condition {
    if (depth > deepest) return this.refuse('brackets are nested too deeply');
    if (this.#take('not')) return { kind: 'not', part: this.#not(depth + 1) };
    if (this.#take('(')) {
      const inner = this.or(depth + 1);
      return this.#take(')') ? inner : this.refuse('a bracket is never closed');
    }
    return this.#name();
  }

  #name(): Condition {
    const word = this.#words[this.at];
    if (word === undefined) return this.refuse('a name is missing at the end');
    if (/^(?:and|or|of|\))$/i.test(word)) return this.refuse(`\`${word}\` stands where a name must be`);
    this.at++;
    if (!this.#take('of')) return { kind: 'name', name: word };
    const names = this.#words[this.at++];
    const count = /^all$/i.test(word) ? Number.POSITIVE_INFINITY : /^any$/i.test(word) ? 1 : Number(word);
    if (names === undefined || names === '(' || names === ')') return this.refuse('a name must stand behind `of`');
    if (!(count >= 1) || !(count === Number.POSITIVE_INFINITY || Number.isInteger(count)))
      return this.refuse(`\`${word.slice(0, 40)} of\` is neither \`all of\` nor a number`);
    return { kind: 'of', count, names };
  }

  #take(word: string): boolean {
    if (this.#words[this.at]?.toLowerCase() !== word) return false;
    this.at++;
    return true;
  }
}

/** Which of the search identifiers `them` or a pattern with `*` means. */
export function namesMeant(pattern: string, names: readonly string[]): readonly string[] {
  if (pattern.toLowerCase() === 'them') return names.filter((name) => !name.startsWith('_'));
  return names.filter((name) => isLike(name, pattern.split('*')));
}

/** True where the pieces stand in the name in their order, the first at its start and the last at its end. */
function isLike(name: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
