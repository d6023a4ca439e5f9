/**
 * Where a text goes on that a program's source holds in pieces: `"abc" + "def"`, `'abc' .\n 'def'`, `"abc" & _`,
 * `x = x & "def"`, lines of a here-document, lines that end with a backslash.
 * Does not see: pieces that are put together in another order, or with a variable between them.
 */

import { latin1 } from '../latin1/latin1.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
const backslash = 0x5c;

const comma = 0x2c;
/** Behind a comma stands the next piece of a list, or the name of the encoding as another argument. */
const encodingNames = new Set(['base64', 'base64url', 'hex', 'utf8', 'utf-8', 'ascii', 'latin1', 'binary', 'buffer']);
const longestName = 10;

/** Bytes between two pieces: an operator, a line break, an indentation, a short assignment. */
const widestGap = 96;
/** A line that goes on in the next one is long; a word at the end of a line is not. */
const shortestLine = 16;

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 9 || byte === newline || byte === carriageReturn;
const isQuote = (byte: number | undefined): boolean => byte === 0x22 || byte === 0x27 || byte === 0x60;

/** First byte of the next piece, or undefined where the text has ended. `length`: characters of the piece before. */
export function nextPiece(bytes: Uint8Array, end: number, length: number): number | undefined {
  const byte = bytes[end];
  if (isQuote(byte)) return afterQuote(bytes, end);
  if (byte === backslash) return afterBackslash(bytes, end);
  if (length < shortestLine || !isBlank(byte)) return undefined;
  return afterLineBreak(bytes, end);
}

/** A line break, written as itself (a continuation) or as an escape; or an escaped `/`. */
function afterBackslash(bytes: Uint8Array, at: number): number | undefined {
  const next = bytes[at + 1];
  if (next === 0x2f) return at + 1;
  if (next === newline || next === carriageReturn) return afterLineBreak(bytes, at + 1);
  if (next !== 0x6e && next !== 0x72) return undefined;
  return bytes[at + 2] === backslash && bytes[at + 3] === 0x6e ? at + 4 : at + 2;
}

/** Blanks with a line break among them. */
function afterLineBreak(bytes: Uint8Array, at: number): number | undefined {
  const most = Math.min(bytes.length, at + widestGap);
  let broken = false;
  let i = at;
  for (; i < most && isBlank(bytes[i]); i++) broken ||= bytes[i] === newline || bytes[i] === carriageReturn;
  return broken && i < most ? i : undefined;
}

/**
 * Behind a closing quotation mark: blanks and one operator, or a line break with a short assignment behind it, and then
 * the same mark again.
 */
function afterQuote(bytes: Uint8Array, at: number): number | undefined {
  const quote = bytes[at];
  const most = Math.min(bytes.length, at + 1 + widestGap);
  let broken = false;
  let signs = 0;
  let commas = 0;
  for (let i = at + 1; i < most; i++) {
    const byte = bytes[i];
    if (byte === quote) return i === at + 1 || (commas > 0 && isEncodingName(bytes, i + 1, quote)) ? undefined : i + 1;
    if (byte === comma) commas++;
    if (isQuote(byte)) return undefined;
    broken ||= byte === newline;
    if (!isBlank(byte)) signs++;
    if (signs > 4 && !broken) return undefined;
  }
  return undefined;
}

function isEncodingName(bytes: Uint8Array, at: number, quote: number | undefined): boolean {
  if (quote === undefined) return false;
  const end = bytes.subarray(at, at + longestName).indexOf(quote);
  return end > 0 && encodingNames.has(latin1(bytes.subarray(at, at + end)).toLowerCase());
}
