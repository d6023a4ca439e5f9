/** Reads redirections and here-documents. Source: POSIX.1-2017, Shell Command Language, 2.7 Redirection. */
import type { Reading } from './reading.ts';
import type { Assignment, Piece, Word } from './syntax.ts';
import type { WordReader } from './words.ts';

/** A command that is being read. */
export interface Parts {
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

export class RedirectionReader {
  readonly #reading: Reading;
  readonly #words: WordReader;
  readonly #pending: PendingInput[] = [];

  constructor(reading: Reading, words: WordReader) {
    this.#reading = reading;
    this.#words = words;
  }

  /** `<`, `>`, `2>`, `&>`. */
  begins(): boolean {
    const next = this.#reading.ahead(3);
    return /^(?:&>|\d?[<>])/.test(next) && !/^[<>]\(/.test(next);
  }

  /** Reads one, and notes on the command what it changes. */
  read(parts: Parts): void {
    parts.redirected ??= this.#reading.at;
    const sign = /^(?:&>>?|\d?(?:<<<|<<-?|<>|<&|>>|>&|>\||[<>]))/.exec(this.#reading.ahead(5))?.[0] ?? '<';
    this.#reading.at += sign.length;
    this.#reading.skipBlanks();
    const word = this.#words.word();
    parts.end = this.#reading.at;
    if (sign.endsWith('<<<')) parts.input = word;
    else if (/<<-?$/.test(sign)) {
      const delimiter = word.pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
      const exact = word.pieces.some(({ quote }) => quote !== '');
      if (delimiter !== '') this.#pending.push({ command: parts, delimiter, indented: sign.endsWith('-'), exact });
    }
  }

  /** Here-documents begin on the next line. */
  inputs(): void {
    for (const { command, delimiter, indented, exact } of this.#pending.splice(0)) {
      const at = this.#reading.at;
      const end = this.#endOfInput(delimiter, indented);
      const quote = '"';
      command.input = exact
        ? {
            at,
            end,
            pieces: [{ kind: 'text', text: this.#reading.text.slice(at, end), escaped: false, quote, at, end }],
          }
        : this.#bounded(at, end);
      this.#reading.at = Math.min(this.#reading.text.length, this.#reading.lineEnd(end) + 1);
      if (this.#reading.at <= at) this.#reading.at = this.#reading.text.length;
    }
  }

  /** Where the line with the delimiter begins. */
  #endOfInput(delimiter: string, indented: boolean): number {
    for (let at = this.#reading.at; at < this.#reading.text.length; at = this.#reading.lineEnd(at) + 1) {
      const line = this.#reading.text.slice(at, Math.min(this.#reading.lineEnd(at), at + delimiter.length + 64));
      if ((indented ? line.replace(/^\t+/, '') : line).replace(/\r$/, '') === delimiter) return at;
    }
    return this.#reading.text.length;
  }

  /** A here-document in which variables are filled in. */
  #bounded(at: number, end: number): Word {
    const pieces: Piece[] = [];
    this.#reading.at = at;
    this.#words.inside(pieces, end, '');
    return { at, end, pieces };
  }
}
