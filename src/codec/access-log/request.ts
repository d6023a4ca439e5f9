/**
 * The first line of an HTTP request, as servers log it, in the names of Sigma's web server taxonomy.
 * Sources: RFC 9112, section 3; https://github.com/SigmaHQ/sigma-specification, appendix "taxonomy".
 * Percent-encoding stays: what a rule or an exploit looks for is what the server wrote.
 */
import type { LogValue } from '../../model/log-event.ts';
import { digitsAt } from '../log-lines/calendar.ts';

/** An event's fields while they are gathered. */
export type Fields = Record<string, LogValue>;

const method = /^[A-Za-z][A-Za-z_-]{1,31}$/;
const version = /^HTTP\/\d(?:\.\d)?$/;
/** `http://host:port/…`: how a proxy is asked, and what scanners send to any server. */
const absolute = /^[a-z][a-z0-9+.-]{1,15}:\/\/([^/?#]{1,255})([/?#].{0,65536})?$/is;

/** True where the text is a request line with its protocol. */
export function isRequestLine(text: string): boolean {
  return version.test(text.slice(text.lastIndexOf(' ') + 1)) && method.test(text.slice(0, text.indexOf(' ')));
}

/**
 * Adds what a request line says. What is no request, TLS on a plain port or any other noise, stands as it is under
 * `request`.
 */
export function addRequest(fields: Fields, line: string): void {
  const first = line.indexOf(' ');
  const last = line.lastIndexOf(' ');
  const verb = first < 0 ? '' : line.slice(0, first);
  const versioned = last > first && version.test(line.slice(last + 1));
  const target = first < 0 ? '' : line.slice(first + 1, versioned ? last : undefined);
  if (!method.test(verb) || !(versioned || /^[/*]/.test(target))) {
    if (line !== '' && line !== '-') fields['request'] = line;
    return;
  }
  fields['cs-method'] = verb;
  if (versioned) fields['cs-version'] = line.slice(last + 1);
  addTarget(fields, verb, target);
}

/** Adds path and query, and the host where the target names it. */
export function addTarget(fields: Fields, verb: string, target: string): void {
  fields['c-uri'] = target;
  if (verb === 'CONNECT') {
    fields['cs-host'] = target;
    return;
  }
  const [, host, path = '/'] = (target.startsWith('/') ? null : absolute.exec(target)) ?? [];
  if (host !== undefined) fields['cs-host'] = host;
  const local = host === undefined ? target : path;
  const mark = local.indexOf('?');
  fields['cs-uri-stem'] = mark < 0 ? local : local.slice(0, mark);
  if (mark >= 0 && mark + 1 < local.length) fields['cs-uri-query'] = local.slice(mark + 1);
}

/** Adds a text under a name unless the log wrote that there is none. */
export function addText(fields: Fields, name: string, text: string | undefined): void {
  if (text !== undefined && text !== '' && text !== '-') fields[name] = text;
}

/** Adds a whole number under a name; what is none is left out. */
export function addNumber(fields: Fields, name: string, text: string | undefined): void {
  const value = text === undefined || text.length > 15 ? Number.NaN : digitsAt(text, 0, text.length);
  if (text !== '' && value >= 0) fields[name] = value;
}
