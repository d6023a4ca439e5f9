/**
 * Records of web servers' error logs: nginx's error.log, Apache's error_log (2.2 and 2.4), PHP's error log and php-fpm's.
 * What a child of the server wrote to its standard error (`sh: 1: wget: not found`) stands between them, unmarked: it
 * comes with the record before it.
 * Sources: https://nginx.org/en/docs/ngx_core_module.html#error_log; https://httpd.apache.org/docs/2.4/mod/core.html
 * (ErrorLogFormat); https://www.php.net/manual/en/errorfunc.configuration.php.
 *
 *     2026/11/23 16:31:56 [error] 7#7: *1 open() "/x" failed (2: …), client: 192.0.2.1, server: _, request: "GET /x HTTP/1.1"
 *     [Mon Nov 23 16:31:56.123456 2026] [cgid:error] [pid 7:tid 8] [client 192.0.2.1:51234] AH01264: message
 *     [23-Nov-2026 16:31:56 UTC] PHP Warning:  message
 *
 * Does not see: the zone, which none of them but PHP names; an ErrorLogFormat of one's own.
 */
import type { LogEvent, LogTime } from '../../model/log-event.ts';
import { addNumber, addRequest, addText, type Fields } from '../access-log/request.ts';
import { digitsAt, monthAt, utcMs } from '../log-lines/calendar.ts';

const leftBracket = 0x5b;
const slash = 0x2f;
const dash = 0x2d;
const space = 0x20;

/** True where a record of one of them begins with this line. */
export function beginsErrorRecord(bytes: Uint8Array, start: number): boolean {
  if (bytes[start] !== leftBracket) return bytes[start + 4] === slash && bytes[start + 7] === slash;
  // `[Mon Nov 23 ` or `[23-Nov-`
  return (
    (bytes[start + 4] === space && bytes[start + 8] === space) ||
    (bytes[start + 3] === dash && bytes[start + 7] === dash)
  );
}

export function readErrorRecord(text: string): LogEvent | undefined {
  if (text.charCodeAt(0) !== leftBracket) return readNginx(text);
  return text.charAt(4) === ' ' ? readApache(text) : readPhp(text);
}

const nginx = /^(\d{4})\/\d\d\/\d\d \d\d:\d\d:\d\d \[([a-z]{4,8})\] (\d{1,10})#\d{1,10}: (?:\*\d{1,20} )?(.*)$/s;
/** What nginx knows of the request, behind its message. */
const asked =
  /, client: ([\w.:]{1,64})(?:, server: ([^,]{0,255}))?(?:, request: "(.{0,65536}?)")?(?:, upstream: "[^"]{0,4096}")?(?:, host: "([^"]{0,512})")?(?:, referrer: "([^"]{0,4096})")?$/s;

function readNginx(text: string): LogEvent | undefined {
  const [, year, level, pid, said = ''] = nginx.exec(text) ?? [];
  if (year === undefined) return undefined;
  const at = (from: number): number => digitsAt(text, from, 2);
  const time = local(utcMs(Number(year), at(5), at(8), at(11), at(14), at(17)));
  const fields: Fields = {};
  addText(fields, 'level', level);
  addNumber(fields, 'pid', pid);
  const line = said.indexOf('\n') < 0 ? said : said.slice(0, said.indexOf('\n'));
  const from = line.indexOf(', client: ');
  const [known, client, , request, host, referer] = (from < 0 ? null : asked.exec(line.slice(from))) ?? [];
  addText(fields, 'message', known === undefined ? said : said.slice(0, from));
  addText(fields, 'c-ip', client);
  if (request !== undefined) addRequest(fields, request);
  addText(fields, 'cs-host', host);
  addText(fields, 'cs-referer', referer);
  return { source: { category: 'webserver', service: 'nginx' }, ...time, fields, text };
}

/** `Mon Nov 23 16:31:56.123456 2026`, then brackets with the module, the level, the process, the client. */
const apacheTime = /^\[[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)(\.\d{1,6})? (\d{4})\] /;
const apacheBrackets = /^\[(?:client ([^\]]{1,255})|pid (\d{1,10})[^\]]{0,40}|(?:([\w-]{0,40}):)?([a-z]{4,6}\d?))\] ?/;
const refererBehind = /, referer: (\S{1,4096})$/;

function readApache(text: string): LogEvent | undefined {
  const [head, month = '', day, hours, minutes, seconds, fraction, year] = apacheTime.exec(text) ?? [];
  if (head === undefined) return undefined;
  const ms = Number(fraction ?? 0) * 1000;
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  const time = local(utcMs(Number(year), monthAt(month, 0), Number(day), h, m, s, ms));
  const fields: Fields = {};
  let said = text.slice(head.length);
  for (let brackets = 0; brackets < 4; brackets++) {
    const [bracket, client, pid, module, level] = apacheBrackets.exec(said) ?? [];
    if (bracket === undefined) break;
    addText(fields, 'c-ip', client);
    addNumber(fields, 'pid', pid);
    addText(fields, 'module', module);
    addText(fields, 'level', level);
    said = said.slice(bracket.length);
  }
  if (fields['level'] === undefined) return undefined;
  // 2.4 writes a port behind the address, whatever its kind; 2.2, which names no module, the address alone.
  const client = fields['c-ip'];
  if (fields['module'] !== undefined && typeof client === 'string') fields['c-ip'] = client.replace(/:\d{1,5}$/, '');
  const referer = refererBehind.exec(said.slice(-4200));
  addText(fields, 'message', referer === null ? said : said.slice(0, said.length - referer[0].length));
  addText(fields, 'cs-referer', referer?.[1]);
  return { source: { category: 'webserver', service: 'apache' }, ...time, fields, text };
}

const php = /^\[(\d\d)-([A-Z][a-z]{2})-(\d{4}) (\d\d):(\d\d):(\d\d)(?:\.\d{1,6})?(?: ([\w/+-]{1,40}))?\] (.*)$/s;
const phpLevel = /^(?:PHP )?([A-Z][A-Za-z]{2,12}(?: [a-z]{5,6})?):\s/;

function readPhp(text: string): LogEvent | undefined {
  const [, day, month = '', year, hours, minutes, seconds, zone, said = ''] = php.exec(text) ?? [];
  if (day === undefined) return undefined;
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  const ms = utcMs(Number(year), monthAt(month, 0), Number(day), h, m, s);
  const time = (zone === 'UTC' || zone === 'GMT') && ms !== undefined ? { time: { ms } } : local(ms);
  const fields: Fields = {};
  addText(fields, 'level', phpLevel.exec(said)?.[1]);
  addText(fields, 'message', said);
  return { source: { category: 'application', product: 'php', service: 'php' }, ...time, fields, text };
}

/** A time whose line names no zone. */
function local(ms: number | undefined): { time?: LogTime } {
  return ms === undefined ? {} : { time: { ms, zoneUnknown: true } };
}
