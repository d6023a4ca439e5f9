/**
 * Every request in Squid's access logs: for rules that want all. What tells of mining by itself is read by
 * sensor/proxy-log. Fields have the names of Sigma's taxonomy for proxies.
 * Source: codec/squid-log.
 * Does not see: bytes from the client, which Squid does not log; formats that the proxy's own configuration defines.
 */
import { type ProxyRequest, readSquidLine } from '../../codec/squid-log/read.ts';
import { readSyslogPrefix } from '../../codec/syslog/prefix.ts';
import type { LogEvent } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { present } from '../../model/present.ts';
import { proxyLog } from '../sensor/proxy-log.ts';
import { everyLine, timeAt } from './every-line.ts';

const source = { product: 'squid', category: 'proxy' } as const;

export const squidLog: LogFormat = defineLogFormat({
  id: 'squid-log',
  title: "Every request in Squid's access logs",
  sources: [source],
  onlyEvery: true,
  accepts: (head, name) => proxyLog.accepts(head, name),
  open: (beginning) => everyLine('squid-log', { read: readLine }, beginning),
});

function readLine(text: string): LogEvent | undefined {
  const request = readSquidLine(text) ?? readSquidLine(readSyslogPrefix(text).message);
  if (request === undefined) return undefined;
  return { source, ...present({ time: timeAt(request.time) }), fields: fieldsOf(request), text };
}

function fieldsOf(request: ProxyRequest): LogEvent['fields'] {
  const { client, method, url, host, port, path, agent, status, result, bytes, seconds, user, server } = request;
  const [stem, query] = splitAt(path, '?');
  return {
    'c-ip': client,
    'cs-method': method,
    'c-uri': url,
    'cs-host': host,
    's-action': result,
    ...present({
      'cs-uri-stem': stem,
      'cs-uri-query': query,
      'r-port': port,
      'r-ip': server,
      dst_ip: server,
      dst_port: port,
      'c-useragent': agent,
      'cs-username': user,
      'sc-status': status,
      'sc-bytes': bytes,
      // Milliseconds, as in the logs of other proxies.
      'time-taken': seconds === undefined ? undefined : Math.round(seconds * 1000),
    }),
  };
}

function splitAt(text: string | undefined, mark: string): [string | undefined, string | undefined] {
  const at = text?.indexOf(mark) ?? -1;
  return at < 0 ? [text, undefined] : [text?.slice(0, at), text?.slice(at + 1)];
}
