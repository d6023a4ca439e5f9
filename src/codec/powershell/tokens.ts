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

const patterns = {
  blank: /(?:[ \t\r\f]|`\r?\n|#[^\n]*)+/y,
  comment: /<#[\s\S]*?#>/y,
  escaped: /`["'$`]/y,
  exact: /'((?:[^'\u2018\u2019]|'')*)'/y,
  exactLines: /@'[ \t]*\r?\n([\s\S]*?)\r?\n'@/y,
  lines: /@"[ \t]*\r?\n([\s\S]*?)\r?\n"@/y,
  double: /"((?:[^"`]|`[\s\S]|"")*)"/y,
  number: /0x[\da-f]+|\d+(?:\.\d+)?(?![.\w])|\d+(?=\.\.)/iy,
  variable: /\$(?:\{([^}\n]{1,99})\}|((?:\w{1,20}:)?\w{1,99}|[_?$^]))/y,
  type: /\[\s*([a-z][\w.`]{1,80}(?:\[\s*\])?)\s*\]/iy,
  operator: /-[a-z]+/iy,
  member: /[\w`]+/y,
  sign: /\.\.|::|\+=|[-+*/%=,;|&(){}[\].!<>@?:$]/y,
  word: /[a-z_`](?:[\w.\\:/`-]*[\w\\/`])?/iy,
} as const;

/** Ends with the text; a character that begins nothing is a sign of its own. */
export function tokensOf(text: string, most: number): Token[] {
  const reader = new TokenReader(text);
  const out: Token[] = [];
  while (!reader.atEnd && out.length < most) {
    const token = reader.next(out.at(-1));
    if (token) out.push(token);
  }
  return out;
}

type Found = Pick<Token, 'kind' | 'value' | 'parts' | 'ticked'> & { readonly length: number };

class TokenReader {
  readonly #text: string;
  #at = 0;
  #joined = true;
  /** From where on a text of each kind closes no more, so that one that stands open is looked for once. */
  readonly #lastClose: { comment: number; exactLines: number; lines: number; double: number };

  constructor(text: string) {
    this.#text = text;
    this.#lastClose = {
      comment: text.lastIndexOf('#>'),
      exactLines: text.lastIndexOf("\n'@"),
      lines: text.lastIndexOf('\n"@'),
      double: text.length,
    };
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Undefined where blanks or a comment stand. */
  next(before: Token | undefined): Token | undefined {
    const blank = this.#blank();
    if (blank) {
      this.#at += blank[0].length;
      this.#joined = false;
      return undefined;
    }
    const at = this.#at;
    const { length, ...found } = this.#token(this.#text[at] ?? '', before);
    const token = { ...found, at, end: at + length, joined: this.#joined };
    this.#at = token.end;
    this.#joined = found.kind !== 'line';
    return token;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text);
  }

  #blank(): RegExpExecArray | null {
    const character = this.#text[this.#at] ?? '';
    if (' \t\r\f`#'.includes(character)) return this.#match(patterns.blank);
    return character === '<' && this.#at <= this.#lastClose.comment ? this.#match(patterns.comment) : null;
  }

  /** By its first character: most of them begin one kind of word only. */
  #token(character: string, before: Token | undefined): Found {
    switch (character) {
      case '\n':
        return { kind: 'line', value: '', length: 1 };
      case "'":
        return this.#exact(patterns.exact) ?? this.#sign(character);
      case '"':
        return this.#double() ?? this.#sign(character);
      case '@':
        return this.#lines() ?? this.#sign(character);
      case '$':
        return this.#variable() ?? this.#sign(character);
      case '[':
        return this.#type(before) ?? this.#sign(character);
      case '-':
        return this.#operator() ?? this.#sign(character);
      default:
        return this.#escaped(character) ?? this.#number(character) ?? this.#word(before) ?? this.#sign(character);
    }
  }

  #exact(pattern: RegExp): Found | undefined {
    const found = this.#match(pattern);
    return found ? { kind: 'text', value: (found[1] ?? '').replaceAll("''", "'"), length: found[0].length } : undefined;
  }

  /** Behind a text in double quotes that stands open, every quote is escaped, and so opens none that closes. */
  #double(): Found | undefined {
    if (this.#at > this.#lastClose.double) return undefined;
    const found = this.#match(patterns.double);
    if (found) return doubleQuoted(found[1] ?? '', found[0].length);
    this.#lastClose.double = this.#at;
    return undefined;
  }

  /** `@'` and `@"`, each up to a line that begins with its end. */
  #lines(): Found | undefined {
    const exact = this.#at <= this.#lastClose.exactLines ? this.#exact(patterns.exactLines) : undefined;
    if (exact) return exact;
    const found = this.#at <= this.#lastClose.lines ? this.#match(patterns.lines) : null;
    return found ? doubleQuoted(found[1] ?? '', found[0].length) : undefined;
  }

  #variable(): Found | undefined {
    const found = this.#match(patterns.variable);
    return found ? { kind: 'variable', value: nameOf(found[1] ?? found[2] ?? ''), length: found[0].length } : undefined;
  }

  /** Behind a value a bracket is an index: `$a[int]` is none. */
  #type(before: Token | undefined): Found | undefined {
    const found = this.#match(patterns.type);
    if (!found) return undefined;
    if (before && before.kind !== 'type' && before.end === this.#at && /[\w)\]}'"]$/.test(before.value || ')'))
      return undefined;
    return { kind: 'type', value: (found[1] ?? '').toLowerCase().replace(/[\s`]/g, ''), length: found[0].length };
  }

  #operator(): Found | undefined {
    const found = this.#match(patterns.operator);
    return found ? { kind: 'sign', value: found[0].toLowerCase(), length: found[0].length } : undefined;
  }

  #escaped(character: string): Found | undefined {
    const found = character === '`' ? this.#match(patterns.escaped) : null;
    return found ? { kind: 'sign', value: found[0], length: found[0].length } : undefined;
  }

  #number(character: string): Found | undefined {
    const found = character >= '0' && character <= '9' ? this.#match(patterns.number) : null;
    return found ? { kind: 'number', value: found[0], length: found[0].length } : undefined;
  }

  #word(before: Token | undefined): Found | undefined {
    const found = this.#match(before?.value === '.' || before?.value === '::' ? patterns.member : patterns.word);
    if (!found) return undefined;
    const value = found[0].replaceAll('`', '');
    return { kind: 'word', value, length: found[0].length, ticked: /[a-z]`[a-z]/i.test(found[0]) };
  }

  #sign(character: string): Found {
    const sign = this.#match(patterns.sign)?.[0] ?? character;
    return { kind: 'sign', value: sign, length: sign.length };
  }
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
