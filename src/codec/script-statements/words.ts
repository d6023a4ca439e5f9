/**
 * A statement's words: its commands as they stand in a pipeline, and the files that it writes by redirection.
 * Commands within `$(…)` and backticks stand in their order among the others: for what a statement does that is enough.
 */

/** A command's words without quotation marks; the first is its program. */
export type Command = readonly string[];

export interface Redirection {
  readonly path: string;
  readonly append: boolean;
}

export interface StatementWords {
  readonly commands: readonly Command[];
  readonly writes: readonly Redirection[];
}

const mostWords = 512;

/** What stands before a program without being one. `start` and `call` are cmd's. */
const leads =
  /^(?:sudo|nohup|setsid|exec|command|builtin|time|env|then|do|else|elif|if|while|until|!|\{|@|call|run|busybox|nice|ionice|timeout|stdbuf|unbuffer|xargs|start|&|ExecStart(?:Pre|Post)?|doas)$/i;

const token =
  /(\$\(|<\(|`|\||[()])|(\d?>{1,2}&?|&>{1,2})[ \t]*("[^"\n]{0,500}"|'[^'\n]{0,500}'|[^\s"'|;&()`]{1,500})?|((?:"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\$\{[^{}\s]{0,200}\}|\$(?!\()|\\[\s\S]|[^\s"'|()`$\\>])+)|(["'>])/g;

export function wordsOf(statement: string): StatementWords {
  const commands: string[][] = [[]];
  const writes: Redirection[] = [];
  let count = 0;
  for (const [, breaks, arrow, path, word, odd] of statement.matchAll(token)) {
    if (++count > mostWords) break;
    if (breaks !== undefined) commands.push([]);
    else if (arrow !== undefined) keepWrite(writes, arrow, path);
    else commands.at(-1)?.push(plain(word ?? odd ?? ''));
  }
  return { commands: commands.map(withoutLeads).filter((command) => command.length > 0), writes };
}

function keepWrite(writes: Redirection[], arrow: string, path: string | undefined): void {
  if (path === undefined || arrow.endsWith('&') || /^\d$/.test(path)) return;
  const target = plain(path);
  if (!/^(?:\/dev\/(?:null|stderr|stdout|tty)|nul)$/i.test(target))
    writes.push({ path: target, append: arrow.includes('>>') });
}

/** Without the quotation marks, and without the backslash before a sign of the shell. */
function plain(word: string): string {
  return word
    .replace(/"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? '')
    .replace(/\\(["'$`;&| ])/g, '$1');
}

function withoutLeads(words: readonly string[]): string[] {
  let first = 0;
  while (first < words.length && isLead(words, first)) first += 1;
  return words.slice(first);
}

function isLead(words: readonly string[], index: number): boolean {
  const word = words[index] ?? '';
  if (leads.test(word) || /^[A-Za-z_]\w*=/.test(word)) return index < words.length - 1;
  // Flags of what leads: `nice -n 19`, `timeout 5`, `xargs -r`, `sudo -n`.
  return index > 0 && /^(?:-[\w-]*|\d+[smh]?|\{\}|%)$/.test(word);
}

/** The program's own name in small letters: `/usr/bin/PKILL.exe` is `pkill`. */
export function programOf(command: Command): string {
  const word = command[0] ?? '';
  return word
    .slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1)
    .toLowerCase()
    .replace(/\.exe$/, '');
}
