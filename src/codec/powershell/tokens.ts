/**
 * The words of PowerShell, whatever the text is. Source: about_Parsing, about_Quoting_Rules, about_Special_Characters
 * (learn.microsoft.com). Does not see: variables within double quotes other than `$name`, numbers with suffixes.
 */

export interface Token {
  readonly kind: 'text' | 'number' | 'variable' | 'type' | 'word' | 'sign' | 'line';
  /** Without quotes and backticks; names of variables, types, and words in lower case. */
  readonly value: string;
  readonly at: number;
  readonly end: number;
  /** No blank stands before it. */
  readonly joined: boolean;
  /** Parts of a text in double quotes: every second one names a variable. */
  readonly parts?: readonly string[];
  /** Letters were written with backticks. */
  readonly ticked?: boolean;
}

const signs = /\.\.|::|\+=|[-+*/%=,;|&(){}[\].!<>@?:$]/y;
const patterns = {
  blank: /(?:[ \t\r\f]|`\r?\n|#[^\n]*)+/y,
  comment: /<#[\s\S]*?#>/y,
  // Also where a text that it ends stands open: its quotes are then not tried again and again.
  escaped: /`["'$`]/y,
  exact: /'((?:[^'\u2018\u2019]|'')*)'/y,
  exactLines: /@'[ \t]*\r?\n([\s\S]*?)\r?\n'@/y,
  lines: /@"[ \t]*\r?\n([\s\S]*?)\r?\n"@/y,
  double: /"((?:[^"`]|`[\s\S]|"")*)"/y,
  number: /0x[\da-f]+|\d+(?:\.\d+)?(?![.\w])|\d+(?=\.\.)/iy,
  variable: /\$(?:\{([^}\n]{1,99})\}|((?:\w{1,20}:)?\w{1,99}|[_?$^]))/y,
  type: /\[\s*([a-z][\w.`]{1,80}(?:\[\s*\])?)\s*\]/iy,
  operator: /-[a-z]+/iy,
  word: /[a-z_`](?:[\w.\\:/`-]*[\w\\/`])?/iy,
} as const;

/** Ends with the text; a character that begins nothing is a sign of its own. */
export function tokensOf(text: string, most: number): Token[] {
  const out: Token[] = [];
  let at = 0;
  let joined = true;
  // What never closes is looked for once.
  const closes = { comment: text.lastIndexOf('#>'), exact: text.lastIndexOf("\n'@"), lines: text.lastIndexOf('\n"@') };
  const match = (pattern: RegExp): RegExpExecArray | null => {
    if (pattern === patterns.comment && at > closes.comment) return null;
    if (pattern === patterns.exactLines && at > closes.exact) return null;
    if (pattern === patterns.lines && at > closes.lines) return null;
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length && out.length < most) {
    const blank = match(patterns.blank) ?? match(patterns.comment);
    if (blank) {
      at += blank[0].length;
      joined = false;
      continue;
    }
    const { length, ...rest } = oneToken(text, at, match, out.at(-1));
    out.push({ ...rest, at, end: at + length, joined });
    at += Math.max(1, length);
    joined = rest.kind !== 'line';
  }
  return out;
}

type Found = Pick<Token, 'kind' | 'value' | 'parts' | 'ticked'> & { readonly length: number };

function oneToken(
  text: string,
  at: number,
  match: (pattern: RegExp) => RegExpExecArray | null,
  before: Token | undefined,
): Found {
  const character = text[at] ?? '';
  if (character === '\n') return { kind: 'line', value: '', length: 1 };
  const escaped = match(patterns.escaped);
  if (escaped) return { kind: 'sign', value: escaped[0], length: escaped[0].length };
  const exact = match(patterns.exactLines) ?? match(patterns.exact);
  if (exact) return { kind: 'text', value: (exact[1] ?? '').replaceAll("''", "'"), length: exact[0].length };
  const double = match(patterns.lines) ?? match(patterns.double);
  if (double) return doubleQuoted(double[1] ?? '', double[0].length);
  const variable = match(patterns.variable);
  if (variable)
    return { kind: 'variable', value: nameOf(variable[1] ?? variable[2] ?? ''), length: variable[0].length };
  const number = match(patterns.number);
  if (number) return { kind: 'number', value: number[0], length: number[0].length };
  // Behind a value a bracket is an index: `$a[int]` is none.
  const type = match(patterns.type);
  if (type && !(before && before.kind !== 'type' && before.end === at && /[\w)\]}'"]$/.test(before.value || ')')))
    return { kind: 'type', value: (type[1] ?? '').toLowerCase().replace(/[\s`]/g, ''), length: type[0].length };
  const operator = match(patterns.operator);
  if (operator) return { kind: 'sign', value: operator[0].toLowerCase(), length: operator[0].length };
  const word = match(before?.value === '.' || before?.value === '::' ? /[\w`]+/y : patterns.word);
  if (word) {
    const plain = word[0].replaceAll('`', '');
    return { kind: 'word', value: plain, length: word[0].length, ticked: /[a-z]`[a-z]/i.test(word[0]) };
  }
  const sign = match(signs);
  return { kind: 'sign', value: sign?.[0] ?? character, length: sign?.[0].length ?? 1 };
}

/** `$script:name` and `${name}` are `$name`. */
function nameOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:script|global|local|private|variable):/, '')
    .replaceAll('`', '');
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  0: '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Text with variables in it, or without where `parts` has one element. */
function doubleQuoted(inner: string, length: number): Found {
  const parts: string[] = [''];
  let unknown = false;
  const add = (text: string): void => {
    parts[parts.length - 1] += text;
  };
  for (const [, escaped, twice, braced, name, opened, plain] of inner.matchAll(
    /`([\s\S])|("")|\$\{([^}\n]{1,99})\}|\$((?:\w{1,20}:)?\w{1,99})|(\$\()|([^`"$]+|[\s\S])/g,
  )) {
    if (escaped !== undefined) add(escapes[escaped] ?? escaped);
    else if (twice) add('"');
    else if (opened) unknown = true;
    else if (plain !== undefined) add(plain);
    else parts.push(nameOf(braced ?? name ?? ''), '');
  }
  const ticked = /[a-z]`[acdeg-mo-qsu-z]/i.test(inner);
  if (unknown) return { kind: 'word', value: '', length };
  return parts.length === 1
    ? { kind: 'text', value: parts[0] ?? '', length, ticked }
    : { kind: 'text', value: '', parts, length, ticked };
}
