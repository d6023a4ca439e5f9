/**
 * Logs of web servers and applications that hold one JSON object a line. Source: codec/json-log.
 * Does not see: such logs of systems that have readers of their own (Zeek, Suricata, journald, containers, Kubernetes).
 */
import { writerOf } from '../../codec/application-log/writer.ts';
import { readLogObject } from '../../codec/json-log/read.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { jsonReading, objectOfLine } from './json-reading.ts';
import { LineLog } from './line-log.ts';

const brace = 0x7b;
const quote = 0x22;
const lineFeed = 0x0a;
/** Keys of logs that have readers of their own. */
const others = /"(?:event_type|_path|id\.orig_h|__REALTIME_TIMESTAMP|auditID|eventSource|stream)"\s*:/;
/** A line may be longer than the head: then its keys must do. */
const request =
  /"(?:remote_(?:ip|addr)|client_?ip|Client(?:Host|IP)|remoteIp|status)"\s*:.*"(?:method|uri|request\w*|RequestMethod|requestMethod|ClientRequestMethod|status)"\s*:/s;
const record = /"(?:@?level|severity|error_severity|log\.level|s)"\s*:.*"(?:msg|@?message)"\s*:/s;

export const jsonLog: LogFormat = defineLogFormat({
  id: 'json-log',
  title:
    'JSON logs of web servers and applications: Caddy, Traefik, Envoy, Cloudflare, nginx, zap, logstash, pino, MongoDB',
  sources: [{ category: 'webserver' }, { category: 'application' }],
  accepts(head) {
    // `{"`: most JSON files break the line behind the brace.
    if (head[0] !== brace || (head[1] !== quote && head[2] !== quote)) return false;
    const line = firstLine(head);
    if (others.test(line)) return false;
    if (!head.includes(lineFeed) && !line.endsWith('}')) return request.test(line) || record.test(line);
    const object = objectOfLine(line);
    return object !== undefined && readLogObject(object, line, {}) !== undefined;
  },
  open(beginning) {
    const writer = writerOf(beginning.name, latin1(beginning.head));
    const reading = jsonReading((object, text) => readLogObject(object, text, writer));
    const tells = request.test(firstLine(beginning.head)) ? 'web-requests' : 'system';
    return new LineLog({ id: 'json-log', tells: [tells] }, reading, beginning);
  },
});

function firstLine(head: Uint8Array): string {
  const end = head.indexOf(lineFeed);
  return latin1(end < 0 ? head : head.subarray(0, end)).trimEnd();
}
