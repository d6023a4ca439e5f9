/**
 * Commands that a program in another language hands to a shell: Python's os.system and subprocess, Node's child_process,
 * PHP's exec, Ruby's system, VBScript's Run. Only plain strings, and lists of plain strings, are read.
 * Does not see: strings put together from pieces (decoders fold those), and calls under another name.
 */

export interface CalledCommand {
  readonly text: string;
  /** Characters from the text's start. */
  readonly at: number;
  readonly end: number;
}

const call =
  /(?:\bos\.(?:system|popen)|\bsubprocess\.(?:run|call|Popen|check_output|check_call|getoutput)|\b(?:exec|execSync|execFile|spawn|spawnSync|shell_exec|passthru|system|popen|Run|Exec)|\bShell)\s{0,4}\(\s{0,8}(?=["'`[])/g;

const longestCommand = 4096;
const mostCalls = 2000;

export function* calledCommands(text: string): Generator<CalledCommand> {
  let count = 0;
  for (const found of text.matchAll(call)) {
    if (++count > mostCalls) return;
    const from = found.index + found[0].length;
    const argument = readArgument(text.slice(from, from + longestCommand));
    if (argument !== undefined) yield { text: argument.text, at: from, end: from + argument.length };
  }
}

const string =
  /"""([\s\S]*?)"""|'''([\s\S]*?)'''|"((?:[^"\\\n]|\\[\s\S])*)"|'((?:[^'\\\n]|\\[\s\S])*)'|`((?:[^`\\]|\\[\s\S])*)`/y;

/** A string, or `program, [arguments]`, or a list: its strings as one command. */
function readArgument(text: string): { text: string; length: number } | undefined {
  const parts: string[] = [];
  let at = 0;
  let end = 0;
  while (parts.length < 64) {
    at += /^[\s,[]*/.exec(text.slice(at, at + 64))?.[0].length ?? 0;
    string.lastIndex = at;
    const found = string.exec(text);
    if (found === null) break;
    parts.push(unescaped(found.slice(1).find((part) => part !== undefined) ?? ''));
    at = end = at + found[0].length;
  }
  if (parts.length === 0) return undefined;
  return { text: parts.length === 1 ? (parts[0] ?? '') : parts.map(quoted).join(' '), length: end };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, sign: string) => escapes[sign] ?? sign);
}

/** An argument of a list is one word, whatever it holds. */
function quoted(word: string): string {
  return /[\s|;&<>]/.test(word) ? `"${word.replaceAll('"', '\\"')}"` : word;
}
