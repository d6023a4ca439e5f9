/**
 * Keys that may log in, `~/.ssh/authorized_keys`: one a line, options before it, a comment after it.
 * Source: sshd(8), AUTHORIZED_KEYS FILE FORMAT. Does not see: keys of protocol 1. A comment is whatever its writer chose.
 */
import { type PublicKey, readPublicKey } from './public-key.ts';

interface KeyOption {
  /** Lower case: `command`, `from`, `no-pty`. */
  readonly name: string;
  readonly value?: string;
}

export interface AuthorizedKey extends PublicKey {
  /** Counted from 1. */
  readonly line: number;
  readonly options: readonly KeyOption[];
  readonly comment: string;
}

export interface AuthorizedKeys {
  readonly keys: readonly AuthorizedKey[];
  /** Lines that hold something else than a key or a comment. */
  readonly unread: number;
}

const longestLine = 32_768;

export function readAuthorizedKeys(text: string): AuthorizedKeys {
  const keys: AuthorizedKey[] = [];
  let unread = 0;
  for (const [i, line] of text.split('\n').entries()) {
    const entry = line.trim();
    if (entry === '' || entry.startsWith('#')) continue;
    const key = entry.length > longestLine ? undefined : keyOf(entry);
    if (key) keys.push({ line: i + 1, ...key });
    else unread++;
  }
  return { keys, unread };
}

/** As sshd does it: a key, or else options and then a key. */
function keyOf(entry: string): Omit<AuthorizedKey, 'line'> | undefined {
  const bare = keyAt(entry);
  if (bare) return { ...bare, options: [] };
  const end = endOfOptions(entry);
  const key = keyAt(entry.slice(end).trimStart());
  return key && { ...key, options: optionsOf(entry.slice(0, end)) };
}

function keyAt(text: string): (PublicKey & { comment: string }) | undefined {
  const [type = '', digits = ''] = text.trimStart().split(/[ \t]+/, 2);
  const key = readPublicKey(type, digits);
  if (!key) return undefined;
  const comment = text.slice(text.indexOf(digits) + digits.length).trim();
  return { ...key, comment };
}

/** The first blank that is not between quotation marks; a mark may be escaped. */
function endOfOptions(entry: string): number {
  let quoted = false;
  for (let at = 0; at < entry.length; at++) {
    const character = entry[at];
    if (character === '\\' && entry[at + 1] === '"') at++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === ' ' || character === '\t')) return at;
  }
  return entry.length;
}

function optionsOf(text: string): KeyOption[] {
  const options: KeyOption[] = [];
  for (let at = 0; at < text.length; ) {
    const end = endOfOption(text, at);
    const option = text.slice(at, end);
    const equals = option.indexOf('=');
    if (equals < 0) options.push({ name: option.toLowerCase() });
    else options.push({ name: option.slice(0, equals).toLowerCase(), value: unquoted(option.slice(equals + 1)) });
    at = end + 1;
  }
  return options;
}

function endOfOption(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\' && text[at + 1] === '"') at++;
    else if (text[at] === '"') quoted = !quoted;
    else if (!quoted && text[at] === ',') return at;
  }
  return text.length;
}

function unquoted(value: string): string {
  return value.replace(/^"|"$/g, '').replaceAll('\\"', '"');
}
