/**
 * Looks over a YAML text's tokens before it is parsed: the parser takes a thousand bytes of memory and more for each
 * of them, and calls itself for each level.
 */
import { Lexer } from 'yaml';

/** Enough for the largest table of prices that is taken. */
const mostTokens = 400_000;
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
    else if (token.trim() !== '') indicators = 0;
    if (brackets > deepest || indicators > deepest)
      return { at, what: 'this is nested too deeply to be an evidence file' };
    at += isMark(token) ? 0 : token.length;
  }
  return undefined;
}

/** Signs that the lexer puts before a document, a scalar and an error; the text does not hold them. */
function isMark(token: string): boolean {
  return token === '\u{02}' || token === '\u{18}' || token === '\u{1f}';
}
