/**
 * The command that a request or another text would have run: what is handed to `exec(…)`, `system(…)` and their like in
 * any language, or a shell's command that stands there as it is. Commands in base64 are opened.
 * Does not see: commands put together at run time, and encodings other than base64.
 */
import { decodeBase64 } from '../base64/base64.ts';

/** Characters of a command that are kept. */
const longestCommand = 2048;
const mostLayers = 3;

/** Calls that run what they are given, and the string that they are given. */
const calls =
  /(?:exec(?:ute|Sync|File|FileSync)?|spawn(?:Sync)?|system|popen|passthru|shell_exec|proc_open|check_output|subprocess\.\w{3,12}|ProcessBuilder|Execute|StartInfo|start)\s{0,16}\(\s{0,16}(?:new\s{1,16}(?:java\.lang\.)?String\s{0,16}\[\s{0,16}\]\s{0,16})?[[({]{0,3}\s{0,16}(["'])(.{1,2000})/is;

/** Programs with which a command line of an intruder begins, and what else gives one away. */
const beginnings =
  /(?:^|[\s;|&`"'=(,{>:/])((?:(?:\/usr)?\/bin\/)?(?:(?:ba|da|z|k)?sh\s+-[a-z]*c\b|cmd(?:\.exe)?\s{1,4}\/c\b|(?:powershell|pwsh)(?:\.exe)?\s+-|wget(?:\.exe)?\s+\S|curl(?:\.exe)?\s+\S|certutil(?:\.exe)?\s+-|bitsadmin(?:\.exe)?\s+\/|lwp-download\s+\S|busybox\s+\w|base64\s+-{1,2}d|echo\s+[\w+/=]{16,}|cd\s+\/(?:tmp|var|dev)\b|chmod\s+(?:\+x|[0-7]{3,4})\s|nohup\s+\S|python[23]?\s+-c\b|perl\s+-e\b|mshta(?:\.exe)?\s+http|regsvr32(?:\.exe)?\s+\/|msiexec(?:\.exe)?\s+\/|rundll32(?:\.exe)?\s+\S|iex\s*\(|Invoke-(?:WebRequest|Expression)\b|\(?New-Object\s+(?:System\.)?Net\.WebClient))/i;

/** The command in a text that was made plain before; the earliest one. */
export function commandIn(text: string): string | undefined {
  const called = calls.exec(text);
  const argument = called ? argumentOf(called[2] ?? '', called[1] ?? '"') : undefined;
  if (argument !== undefined && argument !== '') return argument;
  return shellCommandIn(text);
}

/** A shell's command line, as it stands in the text. */
export function shellCommandIn(text: string): string | undefined {
  const found = beginnings.exec(text);
  if (found?.[1] === undefined) return undefined;
  const from = found.index + found[0].length - found[1].length;
  const quote = text[from - 1] ?? '';
  const rest = text.slice(from, from + longestCommand).replace(/[\r\n][\s\S]*$/, '');
  const closed = /["'`]/.test(quote) ? upTo(rest, quote) : rest;
  return closed.replace(/(?:\s*[)}\]"'`]){1,8}\s*(?:HTTP\/\d.*)?$/, '').trim();
}

/** `"sh","-c","id"` is `sh -c id`; a plain string is itself. */
function argumentOf(text: string, quote: string): string | undefined {
  const first = upTo(text, quote);
  const rest = text.slice(first.length + 1);
  const words = [first];
  const more = /^\s*,\s*["'[]{1,2}([^"']{1,1000})["']/;
  for (let left = rest, i = 0; i < 6; i++) {
    const next = more.exec(left);
    if (next?.[1] === undefined) break;
    words.push(next[1]);
    left = left.slice(next[0].length);
  }
  const command = words.join(' ').trim();
  // A script's own text is no command of a shell: `eval("var x = …")`.
  return /^[\w$./\\~({-]/.test(command) && !/^(?:var|function|import|return|new)\b/.test(command)
    ? command.slice(0, longestCommand)
    : undefined;
}

function upTo(text: string, quote: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return text.slice(0, at);
  }
  return text;
}

// --- base64 ---------------------------------------------------------------------------------------------------

/**
 * A command and, line by line, what it hides in base64: `echo …|base64 -d|sh`, PowerShell's `-EncodedCommand`, and
 * `{echo,…}|{base64,-d}|bash` as Java's Runtime.exec wants it.
 */
export function openedCommand(command: string): string {
  const layers = [command];
  for (let layer = 0; layer < mostLayers; layer++) {
    const hidden = hiddenIn(layers[layer] ?? '');
    if (hidden === undefined) break;
    layers.push(hidden);
  }
  return layers.join('\n').slice(0, 2 * longestCommand);
}

/** What runs in the end, where a command only hides another. */
export function innermostCommand(command: string): string {
  return openedCommand(command).split('\n').slice(1).join('\n') || command;
}

function hiddenIn(command: string): string | undefined {
  if (!/base64|b64|-e(?:nc?|c|ncodedcommand)?\s/i.test(command)) return undefined;
  const run = /(?:^|[\s,'"(=/])([A-Za-z0-9+/_-]{16,8000}={0,2})(?![A-Za-z0-9+/_=-])/.exec(command)?.[1];
  return run === undefined ? undefined : decodedCommand(run);
}

/** Base64 of printable text, in UTF-8 or UTF-16LE; nothing where it holds anything else. */
export function decodedCommand(run: string): string | undefined {
  const digits = new TextEncoder().encode(run.replace(/=+$/, ''));
  const bytes = decodeBase64(digits);
  const isWide = bytes.length >= 4 && bytes[1] === 0 && bytes[3] === 0;
  const text = new TextDecoder(isWide ? 'utf-16le' : 'latin1').decode(bytes).trim();
  return /^[\t\r\n\x20-\x7e]{3,}$/.test(text) ? text : undefined;
}
