/**
 * Reads a shell script into pipelines, words and their parts, in one pass and whatever the text is: what breaks the
 * grammar is read as words. Source: POSIX.1-2017, Shell Command Language; GNU Bash manual for `$'…'`, `<<<`, arrays.
 * Does not see: aliases, history, arithmetic, arrays with names for indexes.
 */
import { deepest, type FoldBudget } from '../fold/constant.ts';
import { unescapeText } from './escapes.ts';
import type { Assignment, Change, Command, Item, Piece, Script, Word } from './syntax.ts';

/** Words after which a new command begins. */
const opening = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '{', '!', 'time']);
const blockStarts = new Set(['if', 'while', 'until', 'do', '{', 'for', 'case', 'select']);
const blockEnds = new Set(['fi', 'done', '}', 'esac']);
const declaring = new Set(['export', 'local', 'readonly', 'declare', 'typeset']);

interface Parts {
  readonly at: number;
  end: number;
  readonly assignments: Assignment[];
  readonly words: Word[];
  input?: Word;
  redirected?: number;
}

interface PendingInput {
  readonly command: Parts;
  readonly delimiter: string;
  readonly indented: boolean;
  readonly exact: boolean;
}

export class ShellParser {
  readonly #text: string;
  readonly #budget: FoldBudget;
  #at = 0;
  #depth = 0;
  #pending: PendingInput[] = [];
  /** How often each variable is set anywhere. */
  readonly assigned: Map<string, number> = new Map<string, number>();

  constructor(text: string, budget: FoldBudget) {
    this.#text = text;
    this.#budget = budget;
  }

  /** All of the text; a closing bracket too many ends nothing. */
  read(): Script {
    const items: Item[] = [];
    while (this.#at < this.#text.length && this.#budget.spend()) {
      for (const item of this.#script()) items.push(item);
      this.#at++;
    }
    return items;
  }

  /** Up to the bracket that closes it, or the end. */
  #script(): Item[] {
    const items: Item[] = [];
    if (++this.#depth > deepest) this.#at = this.#text.length;
    while (this.#at < this.#text.length && this.#text[this.#at] !== ')' && this.#budget.spend()) this.#item(items);
    this.#depth--;
    return items;
  }

  #item(items: Item[]): void {
    const begun = this.#at;
    this.#blank();
    const character = this.#text[this.#at];
    if (character === undefined || character === ')') return;
    if (character === '(') {
      this.#at++;
      items.push({ kind: 'enter' });
      for (const item of this.#script()) items.push(item);
      items.push({ kind: 'leave' });
      this.#at++;
    } else if (/[\n;&|<>]/.test(character) && !this.#redirects()) this.#separator();
    else this.#pipeline(items);
    // Whatever the text is, reading goes on.
    if (this.#at === begun) this.#at++;
  }

  #separator(): void {
    if (this.#text[this.#at++] === '\n') this.#inputs();
  }

  #pipeline(items: Item[]): void {
    const commands: Command[] = [];
    const at = this.#at;
    for (;;) {
      const parts = this.#command(items, commands.length === 0);
      if (parts === undefined) return;
      commands.push(parts);
      if (this.#text[this.#at] !== '|' || this.#text[this.#at + 1] === '|') break;
      this.#at += this.#text[this.#at + 1] === '&' ? 2 : 1;
      while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
    }
    const from = commands[0]?.at ?? at;
    items.push({ kind: 'pipeline', at: from, end: commands.at(-1)?.end ?? from, commands });
  }

  /** Undefined where it was a word of the grammar, which is told to `items`. */
  #command(items: Item[], first: boolean): Command | undefined {
    const parts: Parts = { at: this.#at, end: this.#at, assignments: [], words: [] };
    while (this.#budget.spend()) {
      this.#blank();
      const character = this.#text[this.#at];
      if (character === undefined || (/[\n;&|()<>]/.test(character) && !this.#redirects())) {
        if (character === '(' && parts.words.length === 1) return this.#function(items, parts);
        break;
      }
      if (this.#redirects()) {
        this.#redirection(parts);
        continue;
      }
      if (this.#assignment(parts)) continue;
      const word = this.#word();
      if (word.end === word.at) break;
      parts.end = word.end;
      parts.words.push(word);
      if (first && parts.words.length === 1 && this.#keyword(items, word)) return undefined;
    }
    return parts;
  }

  /** Tells where blocks begin and end; true where a new command follows. */
  #keyword(items: Item[], word: Word): boolean {
    const [piece, more] = word.pieces;
    if (more || piece?.kind !== 'text' || piece.quote !== '' || piece.escaped) return false;
    if (blockStarts.has(piece.text)) items.push({ kind: 'enter' });
    if (blockEnds.has(piece.text)) items.push({ kind: 'leave' });
    return opening.has(piece.text) || blockEnds.has(piece.text);
  }

  /** `name() { … }` */
  #function(items: Item[], parts: Parts): Command | undefined {
    const name = /^\(\s{0,99}\)\s{0,999}\{/.exec(this.#text.slice(this.#at, this.#at + 1200));
    const word = parts.words[0];
    if (!name || !word) return parts;
    this.#at += name[0].length;
    const body: Item[] = [];
    const open = { depth: 1 };
    if (++this.#depth > deepest) this.#at = this.#text.length;
    while (this.#at < this.#text.length && open.depth > 0 && this.#budget.spend()) {
      const before = body.length;
      // A pattern of `case` ends with a bracket that was never opened.
      if (this.#text[this.#at] === ')') this.#at++;
      this.#item(body);
      for (const { kind } of body.slice(before)) open.depth += kind === 'enter' ? 1 : kind === 'leave' ? -1 : 0;
    }
    this.#depth--;
    items.push({ kind: 'function', name: this.#text.slice(word.at, word.end), body });
    return undefined;
  }

  /** `<`, `>`, `2>`, `&>`. */
  #redirects(): boolean {
    const next = this.#text.slice(this.#at, this.#at + 3);
    return /^(?:&>|\d?[<>])/.test(next) && !/^[<>]\(/.test(next);
  }

  #redirection(parts: Parts): void {
    parts.redirected ??= this.#at;
    const sign =
      /^(?:&>>?|\d?(?:<<<|<<-?|<>|<&|>>|>&|>\||[<>]))/.exec(this.#text.slice(this.#at, this.#at + 5))?.[0] ?? '<';
    this.#at += sign.length;
    this.#blank();
    const word = this.#word();
    parts.end = this.#at;
    if (sign.endsWith('<<<')) parts.input = word;
    else if (/<<-?$/.test(sign)) {
      const delimiter = word.pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
      const exact = word.pieces.some(({ quote }) => quote !== '');
      if (delimiter !== '') this.#pending.push({ command: parts, delimiter, indented: sign.endsWith('-'), exact });
    }
  }

  /** Here-documents begin on the next line. */
  #inputs(): void {
    for (const { command, delimiter, indented, exact } of this.#pending.splice(0)) {
      const at = this.#at;
      const end = this.#endOfInput(delimiter, indented);
      const quote = '"';
      command.input = exact
        ? { at, end, pieces: [{ kind: 'text', text: this.#text.slice(at, end), escaped: false, quote, at, end }] }
        : this.#bounded(at, end);
      this.#at = Math.min(this.#text.length, this.#lineEnd(end) + 1);
      if (this.#at <= at) this.#at = this.#text.length;
    }
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end < 0 ? this.#text.length : end;
  }

  /** Where the line with the delimiter begins. */
  #endOfInput(delimiter: string, indented: boolean): number {
    for (let at = this.#at; at < this.#text.length; at = this.#lineEnd(at) + 1) {
      const line = this.#text.slice(at, Math.min(this.#lineEnd(at), at + delimiter.length + 64));
      if ((indented ? line.replace(/^\t+/, '') : line).replace(/\r$/, '') === delimiter) return at;
    }
    return this.#text.length;
  }

  /** A here-document in which variables are filled in. */
  #bounded(at: number, end: number): Word {
    const pieces: Piece[] = [];
    this.#at = at;
    this.#inside(pieces, end, '');
    return { at, end, pieces };
  }

  #assignment(parts: Parts): boolean {
    const command = parts.words[0];
    if (command && !declaring.has(this.#text.slice(command.at, command.end))) return false;
    const head = /^([A-Za-z_]\w{0,99})(\[[^\]\s]{0,40}\])?(\+?)=/.exec(this.#text.slice(this.#at, this.#at + 160));
    if (!head) return false;
    const at = this.#at;
    const [all, name = '', index, plus] = head;
    this.#at += all.length;
    const value = this.#text[this.#at] === '(' ? this.#list() : this.#word();
    this.assigned.set(name, (this.assigned.get(name) ?? 0) + (index === undefined ? 1 : 2));
    if (index === undefined) parts.assignments.push({ name, adds: plus === '+', value, at, end: this.#at });
    parts.end = this.#at;
    return true;
  }

  /** `(a b c)` */
  #list(): Word[] {
    const words: Word[] = [];
    this.#at++;
    while (this.#at < this.#text.length && this.#text[this.#at] !== ')' && this.#budget.spend()) {
      const before = this.#at;
      while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
      if (this.#text[this.#at] === '#') this.#at = this.#lineEnd(this.#at);
      const word = this.#word();
      if (word.end > word.at) words.push(word);
      if (this.#at === before) this.#at++;
    }
    this.#at++;
    return words;
  }

  /** Passes over blanks, joined lines and comments. */
  #blank(): void {
    for (;;) {
      const character = this.#text[this.#at];
      if (character === ' ' || character === '\t' || character === '\r') this.#at++;
      else if (character === '\\' && /^\\\r?\n/.test(this.#text.slice(this.#at, this.#at + 3)))
        this.#at += this.#text[this.#at + 1] === '\r' ? 3 : 2;
      else if (character === '#') this.#at = this.#lineEnd(this.#at);
      else return;
    }
  }

  #word(): Word {
    const at = this.#at;
    const pieces: Piece[] = [];
    while (this.#at < this.#text.length && !/[\s;&|<>()]/.test(this.#text[this.#at] ?? ' ') && this.#budget.spend())
      this.#piece(pieces);
    return { at, end: this.#at, pieces };
  }

  #piece(pieces: Piece[]): void {
    const at = this.#at;
    const character = this.#text[at];
    if (character === "'") {
      const close = this.#text.indexOf("'", at + 1);
      const end = close < 0 ? this.#text.length : close;
      this.#at = Math.min(end + 1, this.#text.length);
      const text = this.#text.slice(at + 1, end);
      pieces.push({ kind: 'text', text, escaped: false, quote: "'", at, end: this.#at });
    } else if (character === '"') this.#quoted(pieces);
    else if (character === '$' && this.#text[at + 1] === "'") this.#ansi(pieces);
    else if (character === '$' || character === '`') this.#dollar(pieces, '');
    else if (character === '\\') {
      const joined = this.#text[at + 1] === '\n';
      this.#at = Math.min(at + 2, this.#text.length);
      const text = joined ? '' : this.#text.slice(at + 1, this.#at);
      pieces.push({ kind: 'text', text, escaped: true, quote: '', at, end: this.#at });
    } else this.#plain(pieces);
  }

  #plain(pieces: Piece[]): void {
    const at = this.#at;
    while (this.#at < this.#text.length && !/[\s;&|<>()'"$`\\]/.test(this.#text[this.#at] ?? ' ')) this.#at++;
    pieces.push({ kind: 'text', text: this.#text.slice(at, this.#at), escaped: false, quote: '', at, end: this.#at });
  }

  #ansi(pieces: Piece[]): void {
    const at = this.#at;
    let end = at + 2;
    while (end < this.#text.length && this.#text[end] !== "'") end += this.#text[end] === '\\' ? 2 : 1;
    this.#at = Math.min(end + 1, this.#text.length);
    const text = unescapeText(this.#text.slice(at + 2, end));
    pieces.push({ kind: 'text', text, escaped: true, quote: "'", at, end: this.#at });
  }

  #quoted(pieces: Piece[]): void {
    const at = this.#at++;
    const before = pieces.length;
    this.#inside(pieces, this.#text.length, '"');
    if (this.#at < this.#text.length) this.#at++;
    if (pieces.length === before)
      pieces.push({ kind: 'text', text: '', escaped: false, quote: '"', at, end: this.#at });
  }

  /** Text in which only `$`, backquotes and some escapes mean something. */
  #inside(pieces: Piece[], end: number, close: string): void {
    let at = this.#at;
    let text = '';
    const flush = (): void => {
      if (text !== '') pieces.push({ kind: 'text', text, escaped: false, quote: '"', at, end: this.#at });
      text = '';
    };
    while (this.#at < end && this.#text[this.#at] !== close && this.#budget.spend()) {
      const character = this.#text[this.#at] ?? '';
      if (character === '\\' && /["$`\\\n]/.test(this.#text[this.#at + 1] ?? '')) {
        if (text === '') at = this.#at;
        text += this.#text[this.#at + 1] === '\n' ? '' : this.#text[this.#at + 1];
        this.#at += 2;
      } else if (character === '$' || character === '`') {
        flush();
        this.#dollar(pieces, '"');
      } else {
        if (text === '') at = this.#at;
        const from = this.#at++;
        while (this.#at < end && !/["$`\\]/.test(this.#text[this.#at] ?? '"')) this.#at++;
        text += this.#text.slice(from, this.#at);
      }
    }
    flush();
  }

  /** `$x`, `${…}`, `$(…)`, `$((…))`, backquotes. */
  #dollar(pieces: Piece[], quote: '' | '"'): void {
    const at = this.#at;
    const next = this.#text[at + 1] ?? '';
    const span = (): { at: number; end: number; quote: '' | '"' } => ({ at, end: this.#at, quote });
    if (this.#text[at] === '`') {
      pieces.push({ kind: 'output', script: this.#backquoted(), detached: true, ...span() });
    } else if (next === '(' && this.#text[at + 2] !== '(') {
      this.#at += 2;
      const script = this.#script();
      if (this.#at < this.#text.length) this.#at++;
      pieces.push({ kind: 'output', script, detached: false, ...span() });
    } else if (next === '(' || next === '[') {
      const close = this.#text.indexOf(next === '(' ? '))' : ']', at);
      this.#at = close < 0 ? this.#text.length : close + (next === '(' ? 2 : 1);
      pieces.push({ kind: 'unknown', ...span() });
    } else if (next === '{') this.#braced(pieces, quote);
    else {
      const name = /^(?:[A-Za-z_]\w{0,99}|[\d@*#?$!-])/.exec(this.#text.slice(at + 1, at + 101))?.[0] ?? '';
      this.#at += 1 + name.length;
      if (name === '') pieces.push({ kind: 'text', text: '$', escaped: false, ...span() });
      else pieces.push({ kind: 'variable', name, ...span() });
    }
  }

  #backquoted(): Script {
    let end = this.#at + 1;
    while (end < this.#text.length && this.#text[end] !== '`') end += this.#text[end] === '\\' ? 2 : 1;
    const code = this.#text.slice(this.#at + 1, end).replace(/\\([`$\\])/g, '$1');
    this.#at = Math.min(end + 1, this.#text.length);
    if (this.#depth >= deepest || !this.#budget.spend(code.length)) return [];
    const inner = new ShellParser(code, this.#budget);
    inner.#depth = this.#depth + 1;
    return inner.read();
  }

  /** `${name}`, `${name[1]}`, `${name:1:2}`, `${name//a/b}`, `${#name}`; others are unknown. */
  #braced(pieces: Piece[], quote: '' | '"'): void {
    const at = this.#at;
    const head = /^\$\{(#?)([A-Za-z_]\w{0,99}|[\d@*])(?:\[([^\]]{1,40})\])?(:(?![-=?+])|\/\/?|##?|%%?)?/.exec(
      this.#text.slice(at, at + 160),
    );
    this.#at += head ? head[0].length : 2;
    if (++this.#depth > deepest) this.#at = this.#text.length;
    const parts: Word[] = [];
    const separator = head?.[4]?.startsWith('/') ? '/' : ':';
    while (this.#at < this.#text.length && this.#text[this.#at] !== '}' && this.#budget.spend()) {
      if (parts.length > 0) this.#at++;
      parts.push(this.#part(separator));
    }
    this.#depth--;
    const closed = this.#text[this.#at] === '}';
    this.#at = Math.min(this.#at + 1, this.#text.length);
    const span = { at, end: this.#at, quote };
    const change = changeOf(head?.[1] ?? '', head?.[4], parts);
    if (!head?.[2] || !closed || change === null) pieces.push({ kind: 'unknown', ...span });
    else {
      const index = head[3] === undefined ? {} : { index: head[3] };
      pieces.push({ kind: 'variable', name: head[2], ...index, ...(change ? { change } : {}), ...span });
    }
  }

  /** One operand within `${…}`. */
  #part(separator: string): Word {
    const at = this.#at;
    const pieces: Piece[] = [];
    while (this.#at < this.#text.length && this.#budget.spend()) {
      const character = this.#text[this.#at] ?? '}';
      if (character === '}' || character === separator) break;
      if (/['"$`\\]/.test(character)) this.#piece(pieces);
      else {
        const from = this.#at++;
        while (this.#at < this.#text.length && !/['"$`\\}:/]/.test(this.#text[this.#at] ?? '}')) this.#at++;
        const text = this.#text.slice(from, this.#at);
        pieces.push({ kind: 'text', text, escaped: false, quote: '', at: from, end: this.#at });
      }
    }
    return { at, end: this.#at, pieces };
  }
}

/** Null where the form is not one of ours. */
function changeOf(length: string, sign: string | undefined, parts: readonly Word[]): Change | undefined | null {
  if (length === '#') return sign === undefined && parts.length === 0 ? { how: 'length', parts } : null;
  if (sign === undefined) return parts.length === 0 ? undefined : null;
  const known: readonly string[] = [':', '/', '//', '#', '##', '%', '%%'];
  // Checked just above: the sign is one of these.
  return known.includes(sign) ? { how: sign as Change['how'], parts } : null;
}
