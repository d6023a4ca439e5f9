/** What the way a word is written tells: whether it splits, and whether it was taken apart to hide it. */
import type { Piece, Word } from './syntax.ts';
import type { Output } from './variables.ts';

/** An unquoted variable or substitution on its own is split into words. */
export function isSplitting(word: Word | undefined): boolean {
  return word?.pieces.every(({ kind, quote }) => kind !== 'text' && quote === '') === true;
}

/** `curl${IFS}-o${IFS}x`, `{curl,-o,x}`. */
export function isSplit(word: Word): boolean {
  const pieces = word.pieces;
  return (
    pieces.some((piece) => piece.kind === 'variable' && piece.name === 'IFS' && piece.quote === '') ||
    (pieces.length === 1 && bracedWords(pieces[0]) !== undefined)
  );
}

export function bracedWords(piece: Piece | undefined): string | undefined {
  if (piece?.kind !== 'text' || piece.quote !== '' || piece.escaped) return undefined;
  const inner = /^\{([^{}]*,[^{}]*)\}$/.exec(piece.text)?.[1];
  return inner?.split(',').join(' ');
}

export function plainText(word: Word): string | undefined {
  return word.pieces.every(({ kind }) => kind === 'text')
    ? word.pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
    : undefined;
}

/** Pieces of a hidden word are short; paths and options that are put together are not. */
const shortPiece = 3;

/** Quotes that begin and end in the middle of a word: `po"ol.exa"mple`. */
const insideWord = /^[a-z\d](?:\S*[a-z\d])?$/i;

/** Seams within a word: `cu''rl`, `c\url`, `$a$b$c` of short pieces, `${IFS}` for blanks. */
export function isTakenApart(word: Word, values: readonly Output[]): boolean {
  let seams = 0;
  let short = 0;
  const format = values.some(({ text }) => text.includes('%'));
  word.pieces.forEach((piece, i) => {
    const text = values[i]?.text ?? '';
    const before = values[i - 1]?.text ?? '';
    const after = values[i + 1]?.text ?? '';
    const inWord = /[a-z\d]$/i.test(before);
    if (piece.kind === 'variable' && piece.name === 'IFS' && piece.quote === '') seams++;
    else if (piece.kind === 'text' && inWord && text === '' && /^[a-z\d]/i.test(after)) seams++;
    else if (piece.kind === 'text' && inWord && piece.escaped && !format && /^[a-z\d]/i.test(text)) seams++;
    else if (piece.kind === 'text' && piece.quote !== '' && inWord && insideWord.test(text) && /^[a-z\d]/i.test(after))
      seams++;
    else if (inWord && /^[a-z\d]/i.test(text) && text.length <= shortPiece) short++;
  });
  return seams > 0 || short >= 2;
}
