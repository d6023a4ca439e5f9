/**
 * Cuts a script into its statements, in order: POSIX shells, cmd and PowerShell as far as they agree on where a statement
 * ends. A pipeline stays whole, since `ps | grep x | xargs kill` says only as a whole what it does; a here-document
 * stays with the command that takes it.
 * Source: POSIX.1-2024, Shell Command Language, 2.3 and 2.7.4.
 * Does not see: loops and conditions as such (their parts are statements), here-strings of PowerShell.
 */

/** A statement as it stands in the text. Places are characters from the text's start. */
export interface RawStatement {
  readonly text: string;
  readonly at: number;
  readonly end: number;
  /** What stands in its here-document. */
  readonly body?: Stretch;
}

interface Stretch {
  readonly text: string;
  readonly at: number;
}

export const mostStatements = 20_000;
/** Characters. What goes on longer is no statement that somebody wrote. */
const longestStatement = 8 * 1024;
const longestQuoted = 8 * 1024;
/** Here-documents that never end: each is looked for up to the text's end. */
const mostUnended = 16;

/** The statements in their order; `mostStatements` at most. */
export function* cutStatements(text: string): Generator<RawStatement> {
  const cutter = new Cutter(text);
  for (let count = 0; count < mostStatements; ) {
    const statement = cutter.next();
    if (statement === undefined) return;
    if (statement.text.trim() === '') continue;
    count += 1;
    yield statement;
  }
}

class Cutter {
  readonly #text: string;
  #at = 0;
  #hereWord: string | undefined;
  #unended = 0;
  #lineEnd = -1;

  constructor(text: string) {
    this.#text = text;
  }

  next(): RawStatement | undefined {
    if (this.#at >= this.#text.length) return undefined;
    const start = this.#at;
    this.#hereWord = undefined;
    let separator = 0;
    while (this.#at < this.#text.length && separator === 0) {
      separator = this.#at - start > longestStatement ? 1 : this.#separator();
      if (separator === 0) this.#pass(start);
    }
    const end = this.#at;
    this.#at = Math.min(this.#text.length, this.#at + separator);
    const body = this.#body(end);
    return { text: this.#text.slice(start, end), at: start, end, ...(body ? { body } : {}) };
  }

  /** Length of what ends the statement here; 0 where it goes on. */
  #separator(): number {
    const [before, here, next] = [this.#text[this.#at - 1], this.#text[this.#at], this.#text[this.#at + 1] ?? '\n'];
    if (here === '\n' || here === '\r') return 1;
    if (here === ';') return next === ';' ? 2 : 1;
    if (here === '|' && next === '|') return 2;
    if (here !== '&') return 0;
    if (next === '&') return 2;
    // `2>&1` and `&>` belong to a redirection, and a URL holds the sign, too.
    return before !== '>' && before !== '<' && /\s/.test(next) ? 1 : 0;
  }

  /** Passes over one character, or over what it opens. */
  #pass(start: number): void {
    const here = this.#text[this.#at];
    const next = this.#text[this.#at + 1] ?? '';
    const begins = this.#at === start || /[\s(;|&]/.test(this.#text[this.#at - 1] ?? '');
    if (here === '\\' || here === '^' || here === '`') this.#at += this.#escape(here, next);
    else if (here === '"' || here === "'") this.#at = this.#closing(here, begins) + 1;
    else if (here === '#' && begins) this.#at = this.#endOfLine(this.#at);
    else if (here === '<' && next === '<' && this.#text[this.#at + 2] !== '<') this.#hereDocument();
    else this.#at += 1;
  }

  /** A continued line goes on; a backslash in a Windows path means nothing. */
  #escape(here: string, next: string): number {
    if (here === '\\' && this.#text[this.#at - 1] === ':') return 1;
    if (next === '\r' && this.#text[this.#at + 2] === '\n') return 3;
    if (next === '\n') return 2;
    return here === '\\' && /["'#;&|$` ]/.test(next) ? 2 : 1;
  }

  /** Where the quotation ends; at its own beginning where the sign is an apostrophe. */
  #closing(mark: string, begins: boolean): number {
    const open = this.#at;
    const limit = Math.min(this.#text.length, open + longestQuoted);
    let close = this.#text.indexOf(mark, open + 1);
    while (mark === '"' && close > 0 && close < limit && this.#text[close - 1] === '\\')
      close = this.#text.indexOf(mark, close + 1);
    if (close < 0 || close >= limit) return open;
    const isOneLine = close < this.#endOfLine(open);
    const endsWord = /[\s;|&)>]/.test(this.#text[close + 1] ?? '\n');
    const afterEquals = this.#text[open - 1] === '=';
    return isOneLine || ((begins || afterEquals) && endsWord) ? close : open;
  }

  #hereDocument(): void {
    const opening = /<<-?\s?["'\\]?([A-Za-z_]\w{0,63})["']?/y;
    opening.lastIndex = this.#at;
    const found = opening.exec(this.#text);
    if (found !== null) this.#hereWord = found[1];
    this.#at += found?.[0].length ?? 2;
  }

  /** What follows the statement's line, up to the here-document's own word. */
  #body(end: number): Stretch | undefined {
    const word = this.#hereWord;
    if (word === undefined || this.#unended >= mostUnended) return undefined;
    const from = this.#endOfLine(end) + 1;
    const close = new RegExp(`^\\t*${word}\\r?$`, 'gm');
    close.lastIndex = from;
    const last = close.exec(this.#text);
    if (last === null) {
      this.#unended += 1;
      return undefined;
    }
    this.#at = last.index + last[0].length;
    return { text: this.#text.slice(from, last.index), at: from };
  }

  /** Remembered, so that a long line is not searched for its end from each of its quotation marks. */
  #endOfLine(from: number): number {
    if (this.#lineEnd < from) {
      const feed = this.#text.indexOf('\n', from);
      this.#lineEnd = feed < 0 ? this.#text.length : feed;
    }
    return this.#lineEnd;
  }
}
