/** Where a miner's command stands among words that need not all be its own. */
import type { Word } from './words.ts';

/** Indexes of words. */
export interface ArgumentSpan {
  /** The first and the last word that said something. */
  readonly first: number;
  readonly last: number;
  /** The word that names the program, where one does. */
  readonly program?: number;
}

/** From the program to the last of its arguments: not what a log, a crontab or a service unit has around them. */
export function placeOf(words: readonly Word[], { first, last, program }: ArgumentSpan): { at: number; end: number } {
  let start = first;
  const touches = (i: number): boolean => i > 0 && (!words[i]?.apart || words[first + 1]?.apart === true);
  while (touches(start) && /^-{1,2}[A-Za-z]/.test(words[start - 1]?.text ?? '')) start--;
  if (touches(start) && isProgram(words[start - 1]?.text ?? '')) start--;
  if (program !== undefined && program < first) start = program;
  let stop = last;
  for (let i = last + 1; i < words.length && touches(i); i++)
    if (/^-{1,2}[A-Za-z]/.test(words[i]?.text ?? '')) stop = i;
    else if (i === stop + 1 && isValueOf(words[i - 1], words[i])) stop = i;
    else break;
  const word = words[start] ?? { text: '', at: 0, end: 0 };
  // `ExecStart=/usr/bin/x` is one word, and the program begins behind its sign.
  const literal = start < first && word.end - word.at === word.text.length;
  const sign = literal ? (/^[A-Za-z]\w{0,40}=(?=[^=])/.exec(word.text)?.[0].length ?? 0) : 0;
  return { at: word.at + sign, end: words[stop]?.end ?? word.end };
}

/** `/tmp/.x/kswapd0`, `svchost.exe`, `[kworker/0:0]`: a name; `completion:` and `=` are none. */
function isProgram(text: string): boolean {
  return /[A-Za-z0-9]/.test(text) && /[^:=,;]$/.test(text);
}

/** A value of a flag that we don't know: right behind it, not in the next string of a list. */
function isValueOf(flag: Word | undefined, word: Word | undefined): boolean {
  if (!flag || !word || !/^-{1,2}[A-Za-z]/.test(flag.text)) return false;
  return word.at - flag.end === 1 && /^\w[\w.,:@-]{0,127}$/.test(word.text);
}

/** A path, or a name that Windows starts: another program begins here. */
export function isPath(text: string): boolean {
  return /^(?:[.~]?\/|\.\.\/|[A-Za-z]:\\|%\w+%\\)|\.exe$/.test(text);
}
