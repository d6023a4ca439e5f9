/**
 * Words of an access log's line: as they stand between spaces, or in quotes with the server's escapes.
 * Sources: Apache mod_log_config (`\"`, `\\`, `\n`, `\t`, `\xhh`), nginx log_format `escape=default` (`\xHH` for quotes,
 * backslashes, controls and all above 126). Tomcat and Python escape nothing, so a quote closes only
 * where another word could follow.
 */

export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** Lines have a dozen; the rest of one that goes on is left. */
const mostWords = 64;
const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;

/** The words behind `from`. A quote that nothing closes closes at the end: the line was cut. */
export function wordsOf(line: string, from: number): Word[] {
  const words: Word[] = [];
  for (let at = from; at < line.length && words.length < mostWords; ) {
    if (line.charCodeAt(at) === space) at++;
    else if (line.charCodeAt(at) === quote) {
      const end = words.some(({ quoted }) => quoted) ? closingQuote(line, at + 1) : closingRequest(line, at + 1);
      words.push({ text: unescaped(line.slice(at + 1, end)), quoted: true });
      at = end + 1;
    } else {
      const end = line.indexOf(' ', at);
      words.push({ text: line.slice(at, end < 0 ? undefined : end), quoted: false });
      at = end < 0 ? line.length : end;
    }
  }
  return words;
}

/** Where a quoted word ends: at the line's end, or before a space and what may begin another word. */
function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 1))
    if ((at + 1 === line.length || anotherWord.test(line.slice(at + 1, at + 3))) && !isEscaped(line, from, at))
      return at;
  return line.length;
}

const anotherWord = /^ [\w"[({-]?$/;

/** The same for a request, in which a server may have left quotes: its protocol stands before it, or a status behind. */
function closingRequest(line: string, from: number): number {
  let first = -1;
  for (let at = closingQuote(line, from); at < line.length; at = closingQuote(line, at + 1)) {
    if (first < 0) first = at;
    if (goesOn.test(line.slice(at + 1, at + 6)) || protocol.test(line.slice(at - 9, at))) return at;
  }
  return first < 0 ? line.length : first;
}

const goesOn = /^ (?:\d{3}(?: |$)|- |"|$)/;
const protocol = / HTTP\/\d(?:\.\d)?$/;

function isEscaped(line: string, from: number, at: number): boolean {
  let before = at;
  while (before > from && line.charCodeAt(before - 1) === backslash) before--;
  return (at - before) % 2 === 1;
}

const text = new TextDecoder();
const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', v: '\v', f: '\f' };

/** What the escapes stand for. Bytes above 127 are taken for UTF-8. */
export function unescaped(word: string): string {
  if (!word.includes('\\')) return word;
  return word.replace(/(?:\\x[0-9A-Fa-f]{2})+|\\["\\ntrbvf]/g, (written) => {
    if (written.charAt(1) !== 'x') return named[written.charAt(1)] ?? written.charAt(1);
    return text.decode(Uint8Array.from(written.slice(2).split('\\x'), (digits) => Number.parseInt(digits, 16)));
  });
}
