/**
 * Finds where a script of a web server hands what a request says to an interpreter or a shell: `eval($_POST[1])`,
 * `Runtime.getRuntime().exec(request.getParameter("c"))`. Straight from the request, or through a variable of the same
 * short file; also beneath layers of `eval(gzinflate(base64_decode('…')))`.
 * Sources: https://attack.mitre.org/techniques/T1505/003/, https://www.php.net/manual/en/reserved.variables.php.
 * Does not see: data that goes through files, functions or classes, names that are put together from pieces, keys that a
 * request must bring to unlock the code. A command that only has an argument from a request is not what is meant.
 */
import { decodeBase64 } from '../base64/base64.ts';
import { inflate, inflateZlib } from '../inflate/inflate.ts';
import { latin1 } from '../latin1/latin1.ts';
import { type Language, languageOf } from './languages.ts';
import { withoutComments } from './without-comments.ts';

export interface RunsRequests {
  /** Where in the text the interpreter is called; of the outermost layer. */
  readonly at: number;
  /** The call as it is written, at most 200 characters. */
  readonly call: string;
}

/** Characters that are looked at. */
const longest = 256 * 1024;
/** Variables are only followed in files that are no longer: a program has its own ways from one to the other. */
const longestFollowed = 20 * 1024;
const longestArgument = 400;
const mostCalls = 400;
const mostLayers = 4;
const mostUnpacked = 512 * 1024;

/** @param file the script's name, which tells its language */
export function runsRequests(file: string, text: string): RunsRequests | undefined {
  const language = languageOf(file, text.slice(0, 64));
  if (!language?.hasCall.test(text)) return undefined;
  return inLayer(language, text.slice(0, longest), mostLayers);
}

function inLayer(language: Language, text: string, layers: number): RunsRequests | undefined {
  const code = withoutComments(text, language.hashComments);
  const tainted = text.length <= longestFollowed ? taintedIn(language, code) : new Set<string>();
  let calls = 0;
  for (const match of code.matchAll(language.calls)) {
    if (++calls > mostCalls) return undefined;
    const [call] = match;
    const argument = argumentAt(code, match.index + call.length);
    const found = { at: match.index, call: (call + argument).slice(0, 200) };
    if (isFromRequest(language, argument, tainted, language.evaluates.test(call))) return found;
    const below = layers > 0 ? layerIn(argument + code.slice(match.index + call.length + argument.length)) : undefined;
    if (below !== undefined && inLayer(language, below, layers - 1)) return found;
  }
  return undefined;
}

/** Up to the bracket that closes the call, or to the end of the statement where there is none. */
function argumentAt(code: string, from: number): string {
  let depth = 0;
  const end = Math.min(from + longestArgument, code.length);
  for (let at = from; at < end; at++) {
    const character = code[at];
    if (character === '(') depth++;
    else if (character === ';' || (character === ')' && depth-- === 0)) return code.slice(from, at);
  }
  return code.slice(from, end);
}

function isFromRequest(
  language: Language,
  argument: string,
  tainted: ReadonlySet<string>,
  evaluates: boolean,
): boolean {
  if (language.harmless.test(argument)) return false;
  // Code may stand around what a request brings; a command is the request's own only where it begins with it.
  if (evaluates && language.request.test(argument)) return true;
  const rest = argument.replace(language.before, '');
  const request = rest.search(language.request);
  if (request === 0) return true;
  const [, variable] = language.variable.exec(rest) ?? [];
  return variable !== undefined && tainted.has(variable);
}

/** Variables that hold what a request says, by assignments in their order. */
function taintedIn(language: Language, code: string): Set<string> {
  const tainted = new Set<string>();
  for (const [, name, value = ''] of code.matchAll(language.assignment)) {
    if (name === undefined || language.harmless.test(value)) continue;
    const [, from] = language.variable.exec(value.replace(language.before, '')) ?? [];
    const isComparison = /[=!]==?/.test(value) && !value.includes('?');
    if (isComparison) continue;
    if (language.request.test(value) || (from !== undefined && tainted.has(from))) tainted.add(name);
  }
  return tainted;
}

const layer = /^\s*@?((?:[a-z_0-9]{3,20}\s?\(\s?){1,6})(['"])([A-Za-z0-9+/=\s]{24,})\2/;

/** The code in `gzinflate(base64_decode('…'))` and the like: functions from the innermost outwards. */
function layerIn(argument: string): string | undefined {
  const [, functions, , packed] = layer.exec(argument) ?? [];
  if (functions === undefined || packed === undefined) return undefined;
  let bytes: Uint8Array | undefined = new TextEncoder().encode(packed);
  for (const name of functions.split('(').reverse()) bytes = bytes && unpackedBy(name.trim(), bytes);
  return bytes && `<?php ${latin1(bytes)}`;
}

function unpackedBy(name: string, bytes: Uint8Array): Uint8Array | undefined {
  switch (name) {
    case '':
      return bytes;
    case 'base64_decode':
      return decodeBase64(bytes.filter((byte) => /[\w+/]/.test(String.fromCharCode(byte))));
    case 'str_rot13':
      return bytes.map(rotated);
    case 'strrev':
      return bytes.toReversed();
    case 'gzinflate':
      return bytesOf(inflate(bytes, mostUnpacked));
    case 'gzuncompress':
      return bytesOf(inflateZlib(bytes, mostUnpacked));
    default:
      return undefined;
  }
}

function bytesOf(result: ReturnType<typeof inflate>): Uint8Array | undefined {
  return result.status === 'ok' ? result.value : undefined;
}

function rotated(byte: number): number {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a ? (byte & 0x20) | (((lower - 0x61 + 13) % 26) + 0x41) : byte;
}
