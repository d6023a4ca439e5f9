/** Code without its comments, each character elsewhere in its place: what is only explained is not done. */

/** @param hash whether `#` begins a comment */
export function withoutComments(text: string, hash: boolean): string {
  const parts: string[] = [];
  let from = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === '\\') at++;
      // Text around the code has apostrophes that nothing closes.
      else if (character === quote || character === '\n') quote = '';
      continue;
    }
    if (character === '"' || character === "'") quote = character;
    const end = commentEnd(text, at, character, hash);
    if (end === undefined) continue;
    parts.push(text.slice(from, at), ' '.repeat(end - at));
    from = end;
    at = end - 1;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

function commentEnd(text: string, at: number, character: string, hash: boolean): number | undefined {
  const next = text[at + 1];
  if (character === '/' && next === '*') return after(text, '*/', at + 2);
  const begins =
    (character === '/' && next === '/' && text[at - 1] !== ':') || (hash && character === '#' && next !== '[');
  if (!begins) return undefined;
  const line = after(text, '\n', at);
  // A comment of one line ends with the code as well.
  const close = text.slice(at, line).indexOf('?>');
  return close < 0 ? line : at + close;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}
