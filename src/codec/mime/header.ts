/**
 * Header fields of mail and of its parts, unfolded, with parameters and encoded words read.
 * Sources: RFC 5322 2.2 (fields), RFC 2045 5.1 (parameters), RFC 2231 (their continuations and character sets),
 * RFC 2047 (encoded words).
 * Does not see: comments in brackets within a field.
 */
import { latin1 } from '../latin1/latin1.ts';
import { asBytes, fromBase64, fromQuotedPrintable } from './transfer-encoding.ts';

/** The first field of each name, in lower case. */
export type Fields = ReadonlyMap<string, string>;

/** Longer fields are cut: they carry addresses and traces, nothing that says how to read the part. */
const longestField = 16_384;

/** @param head the fields as they stand, one character a byte */
export function readFields(head: string): Fields {
  const fields = new Map<string, string>();
  let name = '';
  let value: string[] = [];
  const finish = (): void => {
    if (name !== '' && !fields.has(name)) fields.set(name, value.join('').slice(0, longestField).trim());
  };
  for (const line of head.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (/^[ \t]/.test(text)) {
      value.push(text);
      continue;
    }
    finish();
    const colon = text.indexOf(':');
    name = text.slice(0, Math.max(0, colon)).trim().toLowerCase();
    value = [text.slice(colon + 1)];
  }
  finish();
  return fields;
}

export interface FieldValue {
  /** What stands before the parameters, in lower case: `multipart/mixed`. */
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

export function readFieldValue(text: string): FieldValue {
  const [first = '', ...rest] = splitAtSemicolons(text);
  const raw = new Map<string, string>();
  for (const part of rest) {
    const sign = part.indexOf('=');
    const name = part.slice(0, Math.max(0, sign)).trim().toLowerCase();
    if (name !== '' && !raw.has(name)) raw.set(name, unquoted(part.slice(sign + 1).trim()));
  }
  return { value: first.trim().toLowerCase(), parameters: joinContinued(raw) };
}

/** Semicolons within quotation marks part nothing. */
function splitAtSemicolons(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\\' && quoted) at++;
    else if (character === '"') quoted = !quoted;
    else if (character === ';' && !quoted) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  return text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined).replace(/\\(.)/g, '$1');
}

/** `name*0`, `name*1*` and so on are parts of one value; a star at the end says that it is percent-encoded. */
function joinContinued(raw: ReadonlyMap<string, string>): Map<string, string> {
  const joined = new Map<string, string>();
  for (const [key, value] of raw) {
    const name = key.split('*', 1)[0] ?? key;
    if (name === key || joined.has(name)) {
      if (!joined.has(name)) joined.set(name, decodeWords(value));
      continue;
    }
    if (key === `${name}*`) joined.set(name, fromExtended(value, true));
    const pieces: string[] = [];
    for (let i = 0; ; i++) {
      const [plain, extended] = [raw.get(`${name}*${i}`), raw.get(`${name}*${i}*`)];
      if (plain === undefined && extended === undefined) break;
      pieces.push(plain === undefined ? (extended ?? '') : plain.replaceAll('%', '%25'));
    }
    if (pieces.length > 0) joined.set(name, fromExtended(pieces.join(''), raw.has(`${name}*0*`)));
  }
  return joined;
}

/** `utf-8'en'na%20me`. */
function fromExtended(text: string, hasCharset: boolean): string {
  const parts = hasCharset ? text.split("'") : [];
  const [charset, encoded] = parts.length >= 3 ? [parts[0] ?? '', parts.slice(2).join("'")] : ['utf-8', text];
  const bytes = encoded.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return decodeText(asBytes(bytes), charset);
}

/** `=?utf-8?B?…?=` and `=?utf-8?Q?…?=`, and bytes beyond ASCII as what they most likely are. */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return decodeText(asBytes(text), 'utf-8');
  return text
    .replace(/(\?=)\s+(?==\?)/g, '$1')
    .replace(/=\?([^?\s]{1,40})\?([BbQq])\?([^?]{0,16384})\?=/g, (_, charset: string, how: string, word: string) => {
      const bytes = asBytes(word);
      const isBase64 = how.toLowerCase() === 'b';
      const decoded = isBase64 ? fromBase64(bytes) : fromQuotedPrintable(asBytes(word.replaceAll('_', ' ')));
      return decodeText(decoded, charset);
    });
}

function decodeText(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset === '' ? 'utf-8' : charset, { fatal: true }).decode(bytes);
  } catch {
    // An unknown character set, or bytes that break its rules.
    return latin1(bytes);
  }
}
