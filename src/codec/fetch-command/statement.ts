/** A script's statements and words, as far as finding commands needs them: no grammar of any one shell. */

export interface Statement {
  /** Characters from the start of the text. */
  readonly offset: number;
  readonly text: string;
}

const statementsLimit = 5000;
const statementLength = 4000;

/** Where one command ends and the next begins. A single `&` ends one only before a blank: URLs hold it, too. */
const separators = /\r?\n|;|&&|\|\||&(?=\s|$)/g;

/** The statements of a text, in order. Separators within quotation marks count: commands are quoted for other shells. */
export function* statementsOf(text: string): Iterable<Statement> {
  let start = 0;
  let count = 0;
  for (const { index, 0: separator } of text.matchAll(separators)) {
    if (isEscapedNewline(text, index)) continue;
    if (index > start) {
      if (++count > statementsLimit) return;
      yield { offset: start, text: text.slice(start, Math.min(index, start + statementLength)) };
    }
    start = index + separator.length;
  }
  if (start < text.length) yield { offset: start, text: text.slice(start, start + statementLength) };
}

function isEscapedNewline(text: string, index: number): boolean {
  const last = text[index - 1];
  return (last === '\\' || last === '^' || last === '`') && /[\r\n]/.test(text[index] ?? '');
}

const decoration = /^[\s"'`([{<]+|[\s"'`)\]},]+$/g;

/** The words of a statement, without quotation marks and brackets around them; those of a list (`["a","b"]`), too. */
export function wordsOf(statement: string): string[] {
  return statement
    .split(/[\s|]+|,(?<=["'],)(?=["'])/)
    .map((word) => word.replace(decoration, '').replace(/^\$\(/, '').replace(decoration, ''))
    .filter((word) => word !== '' && word !== '\\' && word !== '^');
}

/** The last part of a path or a URL, without its query. */
export function lastPart(path: string): string {
  const plain = path.replace(/[?#].*$/, '');
  return plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
}

const expansionsLimit = 20;
const valueLength = 1000;

/** `$URL`, `${URL}` and `%URL%` with the values that earlier statements gave them; a bounded number of them. */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  if (variables.size === 0 || !/[$%]/.test(text)) return text;
  let count = 0;
  return text.replace(/\$\{?(\w{1,40})\}?|%(\w{1,40})%/g, (whole, shell?: string, batch?: string) => {
    const value = variables.get((shell ?? batch ?? '').toLowerCase());
    return value === undefined || ++count > expansionsLimit ? whole : value.slice(0, valueLength);
  });
}

/** `NAME=value`, `$name = "value"`, `set NAME=value`. */
export function assignmentOf(text: string): readonly [name: string, value: string] | undefined {
  const found = /^\s*(?:export |readonly |local |set "?)?\$?(\w{1,40})\s?=\s?["']?([^"'\s]{1,500})["']?\s*$/i.exec(
    text,
  );
  const [, name, value] = found ?? [];
  return name === undefined || value === undefined ? undefined : [name.toLowerCase(), value];
}
