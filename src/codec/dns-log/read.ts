/** Any line of a DNS server's log. */
import { readSyslogPrefix } from '../syslog/prefix.ts';
import { readBind } from './bind.ts';
import { readDnsmasq } from './dnsmasq.ts';
import type { DnsEvent } from './event.ts';
import { readUnbound } from './unbound.ts';

/** Characters. A name has 255 at most; what is longer is no such line. */
const longestLine = 2_048;

/** The event in a line, with syslog's prefix or without it; nothing where there is none. */
export function readDnsLogLine(line: string): DnsEvent | undefined {
  if (line.length > longestLine) return undefined;
  const { time, message } = readSyslogPrefix(line);
  const event = readDnsmasq(message) ?? readUnbound(message) ?? readBind(message) ?? readBind(line);
  return event === undefined ? undefined : { ...event, time: event.time ?? time };
}
