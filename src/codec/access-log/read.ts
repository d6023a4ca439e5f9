/**
 * One line of a web server's access log: NCSA's common and combined formats, as Apache, nginx, Tomcat, WebLogic, Jetty,
 * Traefik and Python's servers write them, with a virtual host before and whatever fields behind; HAProxy's
 * HTTP log. What stands behind syslog or in a container's output comes through codec/web-line.
 * Sources: https://httpd.apache.org/docs/2.4/mod/mod_log_config.html, https://nginx.org/en/docs/http/ngx_http_log_module.html,
 * https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Access_Logging.
 *
 *     192.0.2.10 - alice [23/Nov/2026:16:31:56 +0000] "GET /a?b HTTP/1.1" 200 48 "http://www.example.com/" "Browser/1"
 *
 * Does not see: which of several fields behind the agent is which, but for an address, which is the client behind a
 * proxy; formats without a date in brackets. A proxy's log (Squid) is codec/squid-log's.
 */
import type { LogEvent, LogSource, LogTime } from '../../model/log-event.ts';
import { monthAt } from '../log-lines/calendar.ts';
import { clfTime } from '../log-lines/common-log-time.ts';
import { addNumber, addRequest, addText, type Fields, isRequestLine } from './request.ts';
import { type Word, wordsOf } from './words.ts';

/** `[23/Nov/2026:16:31:56 +0000] `, or with a blank before the hour and no zone (Python). */
interface Stamp {
  /** Of its bracket. */
  readonly start: number;
  /** Behind its closing bracket. */
  readonly end: number;
  readonly time: LogTime | undefined;
}

/** Brackets that are tried: a user's name may hold one. */
const mostBrackets = 4;
const clientWord = /^[\w.:%[\]-]{1,255}$/;
/** Stands in Squid's own words at the end of a line: `TCP_DENIED:HIER_NONE`. */
const squid = ':HIER_';

export function readAccessLine(line: string, service?: string): LogEvent | undefined {
  const stamp = stampIn(line);
  if (stamp === undefined || line.slice(-60).includes(squid)) return undefined;
  const words = wordsOf(line, stamp.end);
  const at = requestAt(words);
  if (at < 0) return undefined;
  const fields: Fields = {};
  if (!addAsker(fields, line.slice(0, stamp.start))) return undefined;
  addRequest(fields, words[at]?.text ?? '');
  addAnswer(fields, words, at + 1);
  const source: LogSource = { category: 'webserver', ...(service === undefined ? {} : { service }) };
  return { source, ...(stamp.time ? { time: stamp.time } : {}), fields, text: line };
}

function stampIn(line: string): Stamp | undefined {
  let start = -1;
  for (let tried = 0; tried < mostBrackets; tried++) {
    start = line.indexOf('[', start + 1);
    if (start < 0) return undefined;
    // `[23/Nov/2026`
    if (line.charCodeAt(start + 3) !== 0x2f || line.charCodeAt(start + 7) !== 0x2f) continue;
    const stamp = stampAt(line, start);
    if (stamp !== undefined) return stamp;
  }
  return undefined;
}

function stampAt(line: string, start: number): Stamp | undefined {
  const end = line.indexOf(']', start);
  if (end < start + 21 || end > start + 40) return undefined;
  if (monthAt(line, start + 4) === 0) return undefined;
  return { start, end: end + 1, time: clfTime(line.slice(start + 1, end)) };
}

/** Which word is the request: the first in quotes that looks like one, else before a status or where the line was cut. */
function requestAt(words: readonly Word[]): number {
  const found = words.findIndex(({ text, quoted }) => quoted && isRequestLine(text));
  if (found >= 0) return found;
  return words.findIndex(
    ({ text, quoted }, i) => quoted && (isStatus(words[i + 1]) || (i + 1 === words.length && cutRequest.test(text))),
  );
}

function isStatus(word: Word | undefined): boolean {
  return word !== undefined && !word.quoted && /^(?:\d{3}|-)$/.test(word.text);
}

const cutRequest = /^[A-Z]{3,16} \//;

/** `[host:port] client identity user`, or a chain of proxies first. False where that can't be what stands there. */
function addAsker(fields: Fields, asked: string): boolean {
  const words = asked.trim().split(asked.includes('  ') ? / +/ : ' ');
  if (words[0] === '') return true;
  let at = 0;
  const [first = '', second = ''] = words;
  if (words.length > 3 && !isAddress(first)) {
    // A date and a program's name: a line behind syslog, whose own reader this is not.
    if (!isAddress(second) && second !== '-') return false;
    if (second !== '-') {
      addText(fields, 'cs-host', first);
      at = 1;
    }
  }
  // `203.0.113.9, 198.51.100.1 - - [`: what X-Forwarded-For held.
  let behind = at;
  while (words[behind]?.endsWith(',')) behind++;
  const client = words[at]?.replace(/,$/, '') ?? '';
  if (!clientWord.test(client)) return false;
  // HAProxy writes the port behind it.
  addText(fields, 'c-ip', client.replace(/^((?:\d{1,3}\.){3}\d{1,3}):\d{1,5}$/, '$1'));
  addText(fields, 'cs-username', words.length === behind + 3 ? words[behind + 2] : words.slice(behind + 2).join(' '));
  return true;
}

function isAddress(word: string): boolean {
  return /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[\da-fA-F]{0,4}:[\da-fA-F.:]{0,41}:[\da-fA-F.:]{0,41}\]?),?$/.test(word);
}

/** Status and size; then, in quotes, where the client came from, what it calls itself and perhaps who stands behind it. */
function addAnswer(fields: Fields, words: readonly Word[], from: number): void {
  let at = from;
  while (at < words.length && !isStatus(words[at])) at++;
  // HAProxy tells the answer before the request.
  if (at === words.length) at = words.findIndex(isStatus);
  addNumber(fields, 'sc-status', words[at]?.text);
  addNumber(fields, 'sc-bytes', words[at + 1]?.text);
  const [referer, agent, ...more] = words.slice(from).filter(({ quoted }) => quoted);
  addText(fields, 'cs-referer', referer?.text);
  addText(fields, 'cs-user-agent', agent?.text);
  const forwarded = more.find(({ text }) => isAddress(text.split(' ')[0] ?? ''));
  addText(fields, 'x-forwarded-for', forwarded?.text);
}

const programs: readonly (readonly [RegExp, string])[] = [
  [/nginx/, 'nginx'],
  [/httpd|apache/, 'apache'],
  [/tomcat/, 'tomcat'],
  [/traefik/, 'traefik'],
];

/** The server's name as Sigma writes it, from a program's or a file's. */
export function serviceOf(name: string | undefined): string | undefined {
  return name === undefined ? undefined : programs.find(([named]) => named.test(name.toLowerCase()))?.[1];
}
