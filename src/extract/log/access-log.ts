/**
 * Requests in the access logs of web servers, Confluence's own among them. Source: codec/access-log.
 * Does not see: headers and bodies, which such a log does not hold; what an attacker who had the server wrote or took out.
 */
import { readConfluenceLine } from '../../codec/access-log/confluence.ts';
import { readAccessLine, serviceOf } from '../../codec/access-log/read.ts';
import { mostLinesAre } from '../../codec/log-lines/likeness.ts';
import type { LogEvent } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { LineLog } from './line-log.ts';

const bracket = 0x5b;
const slash = 0x2f;
/** Where the first line's date stands at the latest: behind syslog, a virtual host and a chain of proxies. Bytes. */
const dateWithin = 512;

export const accessLog: LogFormat = defineLogFormat({
  id: 'access-log',
  title: 'Access logs of web servers',
  sources: [{ category: 'webserver' }],
  accepts: (head) => hasDate(head) && mostLinesAre(head, (line) => readLine(line) !== undefined),
  open(beginning) {
    const service = serviceOf(beginning.name);
    const read = (line: string): LogEvent | undefined => readLine(line, service);
    return new LineLog({ id: 'access-log', tells: ['web-requests'] }, { read }, beginning);
  },
});

function readLine(line: string, service?: string): LogEvent | undefined {
  return readAccessLine(line, service) ?? readConfluenceLine(line);
}

/** `[23/Nov/` stands in the first bytes: most files are done with here. */
function hasDate(head: Uint8Array): boolean {
  const near = head.subarray(0, dateWithin);
  for (let at = near.indexOf(bracket); at >= 0; at = near.indexOf(bracket, at + 1))
    if (head[at + 3] === slash && head[at + 7] === slash) return true;
  return false;
}
