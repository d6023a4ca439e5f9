/** Reads `${name…}`. Source: GNU Bash manual, 3.5.3 Shell Parameter Expansion. Other forms than ours are unknown. */
import { deepest } from '../fold/constant.ts';
import type { Reading } from './reading.ts';
import type { Change, Piece, Word } from './syntax.ts';

export class BraceReader {
  readonly #reading: Reading;
  /** Reads a part that is quoted, escaped or itself a variable. */
  readonly #quotedPiece: (pieces: Piece[]) => void;

  constructor(reading: Reading, quotedPiece: (pieces: Piece[]) => void) {
    this.#reading = reading;
    this.#quotedPiece = quotedPiece;
  }

  /** `${name}`, `${name[1]}`, `${name:1:2}`, `${name//a/b}`, `${#name}`; others are unknown. */
  piece(quote: '' | '"'): Piece {
    const reading = this.#reading;
    const at = reading.at;
    const head = /^\$\{(#?)([A-Za-z_]\w{0,99}|[\d@*])(?:\[([^\]]{1,40})\])?(:(?![-=?+])|\/\/?|##?|%%?)?/.exec(
      reading.text.slice(at, at + 160),
    );
    reading.at += head ? head[0].length : 2;
    const parts = this.#parts(head?.[4]?.startsWith('/') ? '/' : ':');
    const closed = reading.character === '}';
    reading.at = Math.min(reading.at + 1, reading.text.length);
    const span = { at, end: reading.at, quote };
    const change = changeOf(head?.[1] ?? '', head?.[4], parts);
    if (!head?.[2] || !closed || change === null) return { kind: 'unknown', ...span };
    const index = head[3] === undefined ? {} : { index: head[3] };
    return { kind: 'variable', name: head[2], ...index, ...(change ? { change } : {}), ...span };
  }

  /** The operands up to the bracket that closes. */
  #parts(separator: string): readonly Word[] {
    const reading = this.#reading;
    const parts: Word[] = [];
    if (++reading.depth > deepest) reading.at = reading.text.length;
    while (!reading.atEnd && reading.character !== '}' && reading.budget.spend()) {
      if (parts.length > 0) reading.at++;
      parts.push(this.#part(separator));
    }
    reading.depth--;
    return parts;
  }

  #part(separator: string): Word {
    const reading = this.#reading;
    const at = reading.at;
    const pieces: Piece[] = [];
    while (!reading.atEnd && reading.budget.spend()) {
      const character = reading.character ?? '}';
      if (character === '}' || character === separator) break;
      if (/['"$`\\]/.test(character)) this.#quotedPiece(pieces);
      else pieces.push(this.#plain());
    }
    return { at, end: reading.at, pieces };
  }

  #plain(): Piece {
    const reading = this.#reading;
    const at = reading.at++;
    while (!reading.atEnd && !/['"$`\\}:/]/.test(reading.character ?? '}')) reading.at++;
    const text = reading.text.slice(at, reading.at);
    return { kind: 'text', text, escaped: false, quote: '', at, end: reading.at };
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
