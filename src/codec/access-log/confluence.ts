/**
 * A line of Confluence's own access log (logs/conf_access_log.<day>.log), which is none of NCSA's: nothing in it stands in
 * quotes. Source: the pattern in Confluence's conf/server.xml, `%t %{X-AUSERNAME}o %I %h %r %s %Dms %b %{Referer}i
 * %{User-Agent}i`, in the words of https://tomcat.apache.org/tomcat-9.0-doc/config/valve.html#Access_Log_Valve.
 *
 *     [03/Nov/2026:04:12:55 +0000] alice http-nio-8090-exec-7 192.0.2.10 GET /a?b HTTP/1.1 200 21ms 48 - Browser/1 (X)
 *
 * Does not see: a referer with a space in it, whose rest is read as the agent's.
 */
import type { LogEvent } from '../../model/log-event.ts';
import { clfTime } from '../log-lines/common-log-time.ts';
import { addNumber, addRequest, addText, type Fields } from './request.ts';

/** Time, user, thread and client; what is between is the request; then status, milliseconds, bytes, referer, agent. */
const head = /^\[(\d\d\/\w{3}\/\d{4}:[\d:]{8} [+-]\d{4})\] (\S{1,255}) (\S{1,255}) ([\w.:%]{1,255}) /;
const tail = / (HTTP\/\d(?:\.\d)?) (\d{3}) (\d{1,12}|-)ms (\d{1,15}|-)(?: (\S{1,4096})(?: (.{0,4096}))?)?$/;
/** A tail is looked for no further from the end. */
const longestTail = 9000;

export function readConfluenceLine(line: string): LogEvent | undefined {
  const before = head.exec(line);
  if (before === null) return undefined;
  const [asker, stamp = '', user, , client] = before;
  const rest = line.slice(asker.length);
  const cut = Math.max(0, rest.lastIndexOf(' HTTP/'));
  const behind = rest.length - cut > longestTail ? null : tail.exec(rest.slice(cut));
  if (behind === null) return undefined;
  const [, version, status, , bytes, referer, agent] = behind;
  const fields: Fields = {};
  addText(fields, 'c-ip', client);
  addText(fields, 'cs-username', user);
  addRequest(fields, `${rest.slice(0, cut)} ${version}`);
  addNumber(fields, 'sc-status', status);
  addNumber(fields, 'sc-bytes', bytes);
  addText(fields, 'cs-referer', referer);
  addText(fields, 'cs-user-agent', agent);
  const time = clfTime(stamp);
  return { source: { category: 'webserver', service: 'confluence' }, ...(time ? { time } : {}), fields, text: line };
}
