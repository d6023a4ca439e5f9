/**
 * Reads the words of a shell script and what they are made of: quotes, escapes, variables, substitutions.
 * Source: POSIX.1-2017, Shell Command Language, 2.2 Quoting, 2.6 Word Expansions; GNU Bash manual for `$'…'`.
 */
import { BraceReader } from './braces.ts';
import { unescapeText } from './escapes.ts';
import type { Reading, Substitutions } from './reading.ts';
import type { Piece, Script, Word } from './syntax.ts';

export class WordReader {
  readonly #reading: Reading;
  readonly #substitutions: Substitutions;
  readonly #braces: BraceReader;

  constructor(reading: Reading, substitutions: Substitutions) {
    this.#reading = reading;
    this.#substitutions = substitutions;
    this.#braces = new BraceReader(reading, (pieces) => this.piece(pieces));
  }

  word(): Word {
    const at = this.#reading.at;
    const pieces: Piece[] = [];
    while (!this.#reading.atEnd && !/[\s;&|<>()]/.test(this.#reading.character ?? ' ') && this.#reading.budget.spend())
      this.piece(pieces);
    return { at, end: this.#reading.at, pieces };
  }

  /** Reads the next part of a word. */
  piece(pieces: Piece[]): void {
    const { at, text } = this.#reading;
    const character = text[at];
    if (character === "'") this.#exact(pieces);
    else if (character === '"') this.#quoted(pieces);
    else if (character === '$' && text[at + 1] === "'") this.#ansi(pieces);
    else if (character === '$' || character === '`') this.#dollar(pieces, '');
    else if (character === '\\') this.#escaped(pieces);
    else this.#plain(pieces);
  }

  #exact(pieces: Piece[]): void {
    const at = this.#reading.at;
    const close = this.#reading.text.indexOf("'", at + 1);
    const end = close < 0 ? this.#reading.text.length : close;
    this.#reading.at = Math.min(end + 1, this.#reading.text.length);
    const text = this.#reading.text.slice(at + 1, end);
    pieces.push({ kind: 'text', text, escaped: false, quote: "'", at, end: this.#reading.at });
  }

  #escaped(pieces: Piece[]): void {
    const at = this.#reading.at;
    const joined = this.#reading.text[at + 1] === '\n';
    this.#reading.at = Math.min(at + 2, this.#reading.text.length);
    const text = joined ? '' : this.#reading.text.slice(at + 1, this.#reading.at);
    pieces.push({ kind: 'text', text, escaped: true, quote: '', at, end: this.#reading.at });
  }

  #plain(pieces: Piece[]): void {
    const at = this.#reading.at;
    while (!this.#reading.atEnd && !/[\s;&|<>()'"$`\\]/.test(this.#reading.character ?? ' ')) this.#reading.at++;
    const text = this.#reading.text.slice(at, this.#reading.at);
    pieces.push({ kind: 'text', text, escaped: false, quote: '', at, end: this.#reading.at });
  }

  #ansi(pieces: Piece[]): void {
    const at = this.#reading.at;
    let end = at + 2;
    while (end < this.#reading.text.length && this.#reading.text[end] !== "'")
      end += this.#reading.text[end] === '\\' ? 2 : 1;
    this.#reading.at = Math.min(end + 1, this.#reading.text.length);
    const text = unescapeText(this.#reading.text.slice(at + 2, end));
    pieces.push({ kind: 'text', text, escaped: true, quote: "'", at, end: this.#reading.at });
  }

  #quoted(pieces: Piece[]): void {
    const at = this.#reading.at++;
    const before = pieces.length;
    this.inside(pieces, this.#reading.text.length, '"');
    if (!this.#reading.atEnd) this.#reading.at++;
    if (pieces.length === before)
      pieces.push({ kind: 'text', text: '', escaped: false, quote: '"', at, end: this.#reading.at });
  }

  /** Text in which only `$`, backquotes and some escapes mean something. */
  inside(pieces: Piece[], end: number, close: string): void {
    let at = this.#reading.at;
    let text = '';
    const flush = (): void => {
      if (text !== '') pieces.push({ kind: 'text', text, escaped: false, quote: '"', at, end: this.#reading.at });
      text = '';
    };
    while (this.#reading.at < end && this.#reading.character !== close && this.#reading.budget.spend()) {
      const character = this.#reading.character ?? '';
      if (character === '\\' && /["$`\\\n]/.test(this.#reading.text[this.#reading.at + 1] ?? '')) {
        if (text === '') at = this.#reading.at;
        text += this.#reading.text[this.#reading.at + 1] === '\n' ? '' : this.#reading.text[this.#reading.at + 1];
        this.#reading.at += 2;
      } else if (character === '$' || character === '`') {
        flush();
        this.#dollar(pieces, '"');
      } else {
        if (text === '') at = this.#reading.at;
        const from = this.#reading.at++;
        while (this.#reading.at < end && !/["$`\\]/.test(this.#reading.character ?? '"')) this.#reading.at++;
        text += this.#reading.text.slice(from, this.#reading.at);
      }
    }
    flush();
  }

  /** `$x`, `${…}`, `$(…)`, `$((…))`, backquotes. */
  #dollar(pieces: Piece[], quote: '' | '"'): void {
    const at = this.#reading.at;
    const next = this.#reading.text[at + 1] ?? '';
    const span = (): { at: number; end: number; quote: '' | '"' } => ({ at, end: this.#reading.at, quote });
    if (this.#reading.text[at] === '`') {
      pieces.push({ kind: 'output', script: this.#backquoted(), detached: true, ...span() });
    } else if (next === '(' && this.#reading.text[at + 2] !== '(') {
      this.#reading.at += 2;
      const script = this.#substitutions.script();
      if (!this.#reading.atEnd) this.#reading.at++;
      pieces.push({ kind: 'output', script, detached: false, ...span() });
    } else if (next === '(' || next === '[') {
      const close = this.#reading.text.indexOf(next === '(' ? '))' : ']', at);
      this.#reading.at = close < 0 ? this.#reading.text.length : close + (next === '(' ? 2 : 1);
      pieces.push({ kind: 'unknown', ...span() });
    } else if (next === '{') pieces.push(this.#braces.piece(quote));
    else {
      const name = /^(?:[A-Za-z_]\w{0,99}|[\d@*#?$!-])/.exec(this.#reading.text.slice(at + 1, at + 101))?.[0] ?? '';
      this.#reading.at += 1 + name.length;
      if (name === '') pieces.push({ kind: 'text', text: '$', escaped: false, ...span() });
      else pieces.push({ kind: 'variable', name, ...span() });
    }
  }

  /** Code between backquotes, in which some escapes are undone before it is read. */
  #backquoted(): Script {
    const { at, text } = this.#reading;
    let end = at + 1;
    while (end < text.length && text[end] !== '`') end += text[end] === '\\' ? 2 : 1;
    const code = text.slice(at + 1, end).replace(/\\([`$\\])/g, '$1');
    this.#reading.at = Math.min(end + 1, text.length);
    return this.#substitutions.detached(code);
  }
}
