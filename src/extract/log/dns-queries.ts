/**
 * Every question and answer in the logs of DNS servers: dnsmasq, Pi-hole, BIND, Unbound. For rules that want all; lookups
 * of pools are read by extract/sensor/dns-log. Fields have the names of Sigma's taxonomy for DNS.
 * Sources: codec/dns-log.
 * Does not see: what came back, where the server does not log it; who asked, where an answer does not say it.
 */
import type { DnsEvent } from '../../codec/dns-log/event.ts';
import { readDnsLogLine } from '../../codec/dns-log/read.ts';
import type { LogEvent } from '../../model/log-event.ts';
import { defineLogFormat, type LogFormat } from '../../model/log-units.ts';
import { present } from '../../model/present.ts';
import { dnsLog } from '../sensor/dns-log.ts';
import { everyLine, timeAt } from './every-line.ts';

export const dnsQueries: LogFormat = defineLogFormat({
  id: 'dns-queries',
  title: 'Every line of logs of dnsmasq, Pi-hole, BIND and Unbound',
  sources: ['dnsmasq', 'bind', 'unbound'].map((service) => ({ category: 'dns', service })),
  onlyEvery: true,
  accepts: (head, name) => dnsLog.accepts(head, name),
  open: (beginning) => everyLine('dns-queries', { read: readLine }, beginning),
});

/** One of these stands in every line of such a server; the lines of others in the same log cost no more. */
const maybe = /query| is |client | IN/;

function readLine(text: string): LogEvent | undefined {
  const event = maybe.test(text) ? readDnsLogLine(text) : undefined;
  if (event === undefined) return undefined;
  const source = { category: 'dns', service: event.server };
  return { source, ...present({ time: timeAt(event.time) }), fields: fieldsOf(event), text };
}

function fieldsOf({ act, name, type, client, resolver, outcome, answer }: DnsEvent): LogEvent['fields'] {
  return {
    type: act,
    query: name,
    ...present({ record_type: type, src_ip: client, dst_ip: resolver, answer, answers: answer, status: outcome }),
  };
}
