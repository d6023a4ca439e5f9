/**
 * Variables of shells, batch files and PowerShell, as far as plain text goes: `$NAME`, `${NAME}`, `${NAME:-default}`,
 * `$env:NAME`, `%NAME%`, `!NAME!`. Nothing is run: what a command would print (`$(hostname)`) stays as it is written.
 */

/** Values by name; names are case-sensitive as in a shell, and kept in lower case too for Windows. */
export class Variables {
  readonly #values = new Map<string, string>();

  /** A name given something that is not literal is forgotten. */
  set(name: string, value: string): void {
    const literal = value.length <= longestValue && !hasExpansion(value);
    for (const key of [name, `%${name.toLowerCase()}`])
      if (!literal) this.#values.delete(key);
      else if (this.#values.size < mostValues || this.#values.has(key)) this.#values.set(key, value);
  }

  /** The text with every variable that is known replaced; the others stay as written. */
  expand(text: string): string {
    if (!/[$%!]/.test(text)) return text;
    return text.replace(reference, (whole: string, ...groups: (string | undefined)[]) => {
      const [braced, fallback, plain, percent, bang] = groups;
      const windows = percent ?? bang;
      if (windows !== undefined) return this.#values.get(`%${windows.toLowerCase()}`) ?? whole;
      return this.#values.get(braced ?? plain ?? '') ?? fallback ?? whole;
    });
  }
}

const longestValue = 512;
const mostValues = 1024;

/** Every part is bounded, so that a text full of `$` and `%` costs no more than its length. */
const reference =
  /\$\{(?:env:)?([A-Za-z_]\w{0,63})(?::?-([^{}$]{0,512}))?\}|\$(?:env:)?([A-Za-z_]\w{0,63})|%([A-Za-z_]\w{0,63})%|!([A-Za-z_]\w{0,63})!/g;

/** True where something would still be filled in when the text is used. */
export function hasExpansion(text: string): boolean {
  return /\$[\w({@*#?]|`|%\w{1,64}%|!\w{1,64}!|\{\{/.test(text);
}

/** A word as it stands in a command, before variables are filled in. */
interface Part {
  readonly text: string;
}

const assigning = new Set(['export', 'local', 'readonly', 'declare', 'typeset', 'set', 'setx', 'env', 'arg']);

/** Remembers what a command assigns: `A=1 B=2`, `export A=1`, `set A=1`, `$a = 1`, `ENV A 1`, `Environment=A=1`. */
export function assign(words: readonly Part[], variables: Variables): void {
  const first = words[0]?.text ?? '';
  const start = assigning.has(first.toLowerCase()) ? 1 : 0;
  const [name, sign, value] = words.slice(start, start + 3).map((word) => word.text);
  const bare = /^\$?(?:env:)?([A-Za-z_]\w{0,63})$/.exec(name ?? '')?.[1];
  if (bare !== undefined && (sign === '=' || sign === ':=') && value !== undefined) {
    variables.set(bare, variables.expand(value));
    return;
  }
  if (bare !== undefined && first === 'ENV' && sign !== undefined && !sign.startsWith('='))
    variables.set(bare, variables.expand(sign));
  for (const word of words.slice(start)) {
    const parts = /^(?:Environment=)?\$?(?:env:)?([A-Za-z_]\w{0,63})=/.exec(word.text);
    if (!parts) return;
    variables.set(parts[1] ?? '', variables.expand(word.text.slice(parts[0].length)));
  }
}
