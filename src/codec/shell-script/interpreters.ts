/** Which commands run the text they are given. Source: POSIX.1-2017, sh and eval. */

const shells = /(?:^|\/)(?:ba|da|z|k|a)?sh$/;

/** A shell that is given no file: it reads its code. */
export function runsInput(words: readonly (string | undefined)[]): boolean {
  const [first, ...rest] = words[0] === 'sudo' || words[0] === 'nohup' || words[0] === 'exec' ? words.slice(1) : words;
  return shells.test(first ?? '') && (rest.length === 0 || rest[0] === '-s' || rest[0] === '-' || rest[0] === '-x');
}

/** Where the code stands among the words of `eval` and `sh -c`. */
export function codeArgument(words: readonly (string | undefined)[]): number | undefined {
  if (words[0] === 'eval') return 1;
  const at = words.findIndex((word) => word !== undefined && shells.test(word));
  const flag = at >= 0 && at <= 2 ? words.slice(at + 1, at + 4).findIndex((word) => /^-[a-z]*c$/.test(word ?? '')) : -1;
  return flag < 0 ? undefined : at + flag + 2;
}
