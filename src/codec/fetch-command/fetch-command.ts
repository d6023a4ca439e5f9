/**
 * What a script fetches and what it starts: curl, wget, certutil, bitsadmin, PowerShell's Invoke-WebRequest and
 * WebClient, as their manuals describe them; calls of Python, PHP, Perl and Ruby on a command line; and any program whose
 * URL a shell is handed, since intruders rename curl. It reads commands in order and knows plain variables.
 * Does not see: loops, functions, values built from pieces, and encoded commands.
 */
import { assignmentOf, expand, lastPart, type Statement, statementsOf, wordsOf } from './statement.ts';

export interface Fetch {
  /** As written, once variables are filled in. */
  readonly url: string;
  readonly tool: string;
  /** The file it is kept in, as the command says it; absent where it goes elsewhere. */
  readonly target?: string;
  /** Handed to an interpreter in the same command. */
  readonly piped: boolean;
  /** Characters from the start of the text. */
  readonly offset: number;
  readonly length: number;
}

/** A program that a statement starts, or has something else start later. */
export interface Start {
  /** The last part of its path. */
  readonly program: string;
  readonly command: string;
  readonly offset: number;
}

export interface Script {
  readonly fetches: readonly Fetch[];
  readonly starts: readonly Start[];
  /** More was fetched than is kept. */
  readonly cut: boolean;
}

const fetchesLimit = 200;
const variablesLimit = 200;

export function readScript(text: string): Script {
  const variables = new Map<string, string>();
  const fetches: Fetch[] = [];
  const starts: Start[] = [];
  let cut = false;
  for (const statement of statementsOf(text)) {
    const assigned = assignmentOf(statement.text);
    if (assigned !== undefined) {
      if (variables.size < variablesLimit) variables.set(assigned[0], expand(assigned[1], variables).slice(0, 1000));
      continue;
    }
    const command = expand(statement.text, variables);
    const fetch = fetchOf(command, statement);
    if (fetch === undefined) starts.push(...startsOf(command, statement.offset));
    else if (fetches.length < fetchesLimit) fetches.push(fetch);
    else cut = true;
  }
  const groups = groupsForShells(text);
  const isInGroup = ({ offset }: Fetch): boolean => groups.some(({ from, to }) => offset >= from && offset < to);
  return { fetches: fetches.map((fetch) => (isInGroup(fetch) ? { ...fetch, piped: true } : fetch)), starts, cut };
}

interface Group {
  readonly from: number;
  readonly to: number;
}

const groupEnd = /[)}]["']?\s{0,20}\|\s{0,20}(?:sudo\s+)?(?:\/[^\s|]{1,60}\/)?(?:ba|da|z|k)?sh\b/g;
const groupsLimit = 50;
const groupLength = 4000;

/** `(curl … || wget …) | sh`: what stands in the brackets is handed to the shell behind them. */
function groupsForShells(text: string): Group[] {
  const groups: Group[] = [];
  let count = 0;
  for (const { index: to } of text.matchAll(groupEnd)) {
    if (++count > groupsLimit) break;
    const from = openingOf(text, to);
    if (from !== undefined) groups.push({ from, to });
  }
  return groups;
}

/** Where the bracket that closes at `end` was opened. */
function openingOf(text: string, end: number): number | undefined {
  const [open, close] = text[end] === ')' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (let at = end; at >= Math.max(0, end - groupLength); at--) {
    if (text[at] === close) depth++;
    else if (text[at] === open && --depth === 0) return at;
  }
  return undefined;
}

// --- fetching -------------------------------------------------------------------------------------------------

const tools = new Set([
  'curl',
  'wget',
  'certutil',
  'bitsadmin',
  'invoke-webrequest',
  'iwr',
  'start-bitstransfer',
  'aria2c',
]);
const webClient = /\.Download(File|String)(?:Async)?\(\s*["']([^"']{1,1000})["'](?:\s*,\s*["']?([^"')]{1,300}))?/i;
const interpreted =
  /\|\s*(sudo\s+)?(\/\S*\/)?((ba|da|z|k)?sh|python[\d.]*|perl|iex|powershell)\b|\biex\b|Invoke-Expression/i;
const substituted = /\b((ba|da|z|k)?sh|eval|source|\.)\s+(-\w+\s+)*["']?(<|\$)\(|\beval\s+["']?`/;

function fetchOf(command: string, { offset, text }: Statement): Fetch | undefined {
  const found = fetchByWebClient(command) ?? fetchByTool(wordsOf(command), command) ?? fetchByOther(command);
  if (found === undefined) return undefined;
  const piped = interpreted.test(command) || substituted.test(command) || evaluated.test(command);
  const lead = text.length - text.trimStart().length;
  return { ...found, piped, offset: offset + lead, length: text.trim().length };
}

type Found = Pick<Fetch, 'url' | 'tool' | 'target'>;

function fetchByWebClient(command: string): Found | undefined {
  const [, how, url, target] = webClient.exec(command) ?? [];
  if (how === undefined || url === undefined) return undefined;
  return found(url, `WebClient.Download${how}`, target);
}

function fetchByTool(words: readonly string[], command: string): Found | undefined {
  const at = words.findIndex((word) => tools.has(toolName(word)));
  if (at < 0) return undefined;
  const rest = words.slice(at + 1);
  const url = rest.find((word) => /^(https?|ftp|tftp):\/\/./i.test(word)) ?? bareUrl(rest);
  if (url === undefined) return undefined;
  const tool = toolName(words[at] ?? '');
  return found(url, tool, targetOf(tool, rest, url) ?? />\s*["']?([^\s"'&|>]{1,300})/.exec(command)?.[1]);
}

const called =
  /\b(urlopen|urlretrieve|requests\.get|file_get_contents|readfile|fopen|getstore|get|getprint|URI\.open|Net::HTTP\.get)\s{0,4}\(?\s{0,4}(?:URI\(\s{0,4})?["'`\\]{1,4}((?:https?|ftp):\/\/[^\s"'`\\)]{1,1000})/;
const evaluated = /\b(?:exec|eval|system|shell_exec|passthru|popen|os\.system)\s{0,4}\(/;
const handed =
  /^\s{0,200}[({]?\s{0,20}(?:sudo\s+)?([\w./~-]{1,200})\s[^|]{0,500}?((?:https?|ftp):\/\/[^\s"'|)]{1,1000})[^|]{0,500}\|/;
const speakers = /^(?:echo|printf|cat|git|xdg-open|open|grep|sed|awk|jq)$/;

/** A call of another language, or a program of any name whose URL goes to an interpreter. */
function fetchByOther(command: string): Found | undefined {
  if (!command.includes('://')) return undefined;
  const [, call, address] = called.exec(command) ?? [];
  if (call !== undefined && address !== undefined) return found(address, call, undefined);
  if (!interpreted.test(command)) return undefined;
  const [, program = '', url] = handed.exec(command) ?? [];
  const tool = toolName(program);
  return url === undefined || tool === '' || speakers.test(tool) ? undefined : found(url, tool, undefined);
}

function toolName(word: string): string {
  return lastPart(word)
    .toLowerCase()
    .replace(/\.exe$/, '');
}

/** curl and wget also take `host/path`. */
function bareUrl(words: readonly string[]): string | undefined {
  return words.find((word) => /^[\w-]+(\.[\w-]+)+(:\d{1,5})?\/\S*$/.test(word));
}

function found(url: string, tool: string, target: string | undefined): Found {
  return target === undefined ? { url, tool } : { url, tool, target };
}

function targetOf(tool: string, words: readonly string[], url: string): string | undefined {
  const after = (pattern: RegExp): string | undefined => {
    for (const [i, word] of words.entries()) {
      const match = pattern.exec(word);
      if (match !== null) return match[1] || words[i + 1];
    }
    return undefined;
  };
  const name = lastPart(url);
  switch (tool) {
    case 'curl':
      if (words.some((word) => /^(-[a-zA-Z]*O[a-zA-Z]*|--remote-name)$/.test(word))) return name;
      return after(/^(?:-[a-zA-Z]*o|--output)=?$/);
    case 'wget': {
      const named = after(/^(?:-[a-zA-Z]*O|--output-document)=?(.*)$/) ?? after(/^-outfile$/i) ?? name;
      // /dev/shm holds files like any other folder, in memory: a usual place for what shall leave no trace on the disk.
      return named === '-' || /^\/dev\/(?!shm\/)/.test(named) ? undefined : named;
    }
    case 'aria2c':
      return after(/^(?:-o|--out)=?(.*)$/) ?? name;
    case 'certutil':
    case 'bitsadmin':
      return words.slice(words.indexOf(url) + 1).find((word) => !word.startsWith('-') && !word.startsWith('/'));
    default:
      return after(/^-(?:o|outf|outfile|destination)$/i);
  }
}

// --- starting -------------------------------------------------------------------------------------------------

/** Words before a program that start it in some other way, and the ones that hand it to something that will. */
const wrappers = new Set(
  (
    'sudo nohup setsid exec nice ionice screen tmux timeout taskset env time then do else run cmd entrypoint start ' +
    'start-process call cmd.exe powershell powershell.exe sh bash dash zsh ksh source . python python3 perl busybox -filepath'
  ).split(' '),
);

function startsOf(command: string, offset: number): Start[] {
  const scheduled = /(?:ExecStart=|@reboot\s+|(?:[\d*,/-]+\s+){5})-?(.{1,1000})/.exec(command)?.[1];
  const words = wordsOf(scheduled ?? command);
  const at = words.findIndex((word, i) => !isWrapping(word) && !takesValue(words[i - 1] ?? ''));
  const program = words[at];
  if (program === undefined) return [];
  return [{ program: lastPart(program), command: words.slice(at).join(' '), offset }];
}

/** Options of PowerShell, Start-Process and screen whose value is the next word and no program. */
function takesValue(option: string): boolean {
  return /^-(?:w|windowstyle|ep|executionpolicy|verb|workingdirectory)$/i.test(option) || /^-d?mS$/.test(option);
}

/** Options and figures of a wrapper, such as `-n 19` and `/b`, go with it. */
function isWrapping(word: string): boolean {
  return wrappers.has(word.toLowerCase()) || /^(-.*|\/\w|\d+|\w+=.*|>.*|[{(&]+)$/.test(word);
}
