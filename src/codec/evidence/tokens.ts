/**
 * Looks over a YAML text's tokens before it is parsed: the parser takes a thousand bytes of memory and more for each
 * of them, and calls itself for each level.
 */
import { Lexer } from 'yaml';

/** Enough for as many items and prices as are taken. */
const mostTokens = 600_000;
/** Brackets within brackets, or dashes behind dashes. */
const deepest = 32;

/** What is too much, and at which character; nothing where all is well. */
export function excess(text: string): { at: number; what: string } | undefined {
  let tokens = 0;
  let at = 0;
  let brackets = 0;
  let indicators = 0;
  for (const token of new Lexer().lex(text)) {
    if (++tokens > mostTokens)
      return { at, what: 'the file has more parts than are read; split it into several files' };
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets--;
    if (brackets < 0) return { at, what: `this bracket closes nothing; leave it out, or put the text in quotes` };
    if (token === '-' || token === '?' || token === ':') indicators++;
    else if (token.trim() !== '' || token.includes('\n')) indicators = 0;
    // The parser makes an error of each of them, which takes it long.
    const wrong = token.startsWith('"') ? badEscape(token) : -1;
    if (wrong >= 0) return { at: at + wrong, what: badEscapeWhat };
    if (brackets > deepest || indicators > deepest)
      return { at, what: 'this is nested too deeply to be an evidence file' };
    at += isMark(token) ? 0 : token.length;
  }
  return undefined;
}

const badEscapeWhat = 'a backslash in double quotes must begin one of the signs that YAML knows; use single quotes';
/** YAML 1.2.2, 5.7. A backslash may also stand before the end of a line. */
const knownEscape = /^(?:[0abtnvfre "/\\N_LP\t\r\n]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/;

/** Where a double-quoted text has a backslash that begins nothing, or -1. */
function badEscape(token: string): number {
  for (let at = token.indexOf('\\'); at >= 0; at = token.indexOf('\\', at + 2))
    if (!knownEscape.test(token.slice(at + 1, at + 10))) return at;
  return -1;
}

/** Signs that the lexer puts before a document, a scalar and an error; the text does not hold them. */
function isMark(token: string): boolean {
  return token === '\u{02}' || token === '\u{18}' || token === '\u{1f}';
}
