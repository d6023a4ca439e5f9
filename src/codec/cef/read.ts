/**
 * One event in ArcSight's Common Event Format, as firewalls, proxies and intrusion detection send it by syslog.
 * Source: OpenText, ArcSight CEF implementation standard 25/26; with the space behind `CEF:` that FortiOS writes
 * (https://docs.fortinet.com, FortiOS log message reference, CEF support).
 *
 *     CEF:0|vendor|product|version|class id|name|severity|src=192.0.2.10 dpt=3333 msg=text with spaces
 *
 * In the header `\|` and `\\` are escaped, in the extension `\=`, `\\`, `\n` and `\r`. A value ends where ` key=` follows.
 * Does not see: what a vendor means by keys of its own.
 */
import { malformed, notThisFormat, ok, type Result } from '../../model/result.ts';

export interface CefEvent {
  readonly version: string;
  readonly vendor: string;
  readonly product: string;
  readonly productVersion: string;
  /** Number or name of the kind of event: at intrusion detection, of the rule. */
  readonly classId: string;
  readonly name: string;
  readonly severity: string;
  readonly extension: ReadonlyMap<string, string>;
}

const beginning = /CEF: ?(?=\d{1,3}\|)/;
const headerFields = 7;
/** Keys that are read; no event has as many. */
const mostKeys = 512;
/** A key and its sign, at the beginning or behind a space. */
const keys = /(?:^| )([\w.[\]-]{1,128})=/g;

/** The event in a line, whatever stands before it. */
export function readCef(line: string): Result<CefEvent> {
  const found = beginning.exec(line);
  if (found === null) return notThisFormat;
  const start = found.index + found[0].length;
  const fields: string[] = [];
  let at = start;
  while (fields.length < headerFields) {
    const end = endOfField(line, at);
    if (end < 0) {
      if (fields.length < headerFields - 1) return malformed(at, 'the header of an event ends too soon');
      break;
    }
    fields.push(unescaped(line.slice(at, end)));
    at = end + 1;
  }
  // The extension and the sign before it may be left out.
  if (fields.length < headerFields) {
    fields.push(unescaped(line.slice(at)));
    at = line.length;
  }
  const [version = '', vendor = '', product = '', productVersion = '', classId = '', name = '', severity = ''] = fields;
  const extension = readExtension(line.slice(at));
  return ok({ version, vendor, product, productVersion, classId, name, severity, extension });
}

/** Where the next `|` stands that is not escaped; -1 where none does. */
function endOfField(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '|') return at;
  }
  return -1;
}

/** Values by key; of a key that comes twice the first one. */
function readExtension(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let last: { readonly key: string; readonly from: number } | undefined;
  const close = (end: number): void => {
    if (last !== undefined && !values.has(last.key))
      values.set(last.key, unescaped(text.slice(last.from, end)).trimEnd());
  };
  for (const { index, 0: whole, 1: key = '' } of text.matchAll(keys)) {
    if (values.size >= mostKeys) return values;
    close(index);
    last = { key, from: index + whole.length };
  }
  close(text.length);
  return values;
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(.)/g, (_, character: string) => (character === 'n' || character === 'r' ? '\n' : character));
}
