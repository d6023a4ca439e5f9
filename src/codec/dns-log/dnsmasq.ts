/**
 * dnsmasq's log with `log-queries` or `log-queries=extra`, and Pi-hole's, whose server is a dnsmasq of its own.
 * Sources: dnsmasq 2.90 as it writes; man dnsmasq, --log-queries; Pi-hole's documentation, https://docs.pi-hole.net/ftldns/
 *
 *     query[A] name from 192.0.2.10
 *     17 192.0.2.10/49556 query[A] name from 192.0.2.10
 *     reply name is 203.0.113.7           cached, config, /etc/hosts in place of reply
 *     gravity blocked name is 0.0.0.0     exactly denied, regex denied, exactly blacklisted, …
 *
 * Does not see: who asked for what an answer tells, unless the log is `extra`; the type that an answer is for.
 */
import { isAddress, isNowhere, plainName } from '../../model/endpoint.ts';
import type { DnsEvent } from './event.ts';

/** Number and client of `log-queries=extra`. */
const extra = /^\d{1,10} ([0-9a-fA-F.:]{2,45})\/\d{1,5} /;
const query = /^query\[([\w=-]{1,16})\] (\S{1,255}) from ([0-9a-fA-F.:]{2,45})(?:%\S{1,16})?$/;
const answer =
  /^(reply|cached|cached-stale|config|\/\S{1,255}|gravity blocked|special domain|(?:exactly |regex )?(?:blacklisted|denied)|external blocked) (\S{1,255}) is (\S{1,255})/;

/** `message`: a line without syslog's prefix. */
export function readDnsmasq(message: string): DnsEvent | undefined {
  const numbered = extra.exec(message);
  const said = numbered === null ? message : message.slice(numbered[0].length);
  const asked = query.exec(said);
  if (asked?.[2] !== undefined)
    return { server: 'dnsmasq', act: 'query', name: plainName(asked[2]), type: asked[1], client: asked[3] };
  const [, source, name, value] = answer.exec(said) ?? [];
  if (source === undefined || name === undefined || value === undefined) return undefined;
  const told = { server: 'dnsmasq', act: 'answer', name: plainName(name), client: numbered?.[1] } as const;
  return { ...told, ...outcomeOf(source, value) };
}

/** What stands in the server's own configuration or lists and leads nowhere was blocked there. */
function outcomeOf(source: string, value: string): Pick<DnsEvent, 'outcome' | 'answer'> {
  const own = source === 'config' || source.startsWith('/');
  if (/block|black|denied|gravity/.test(source)) return { outcome: 'blocked' };
  if (isAddress(value))
    return own && isNowhere(value) ? { outcome: 'blocked' } : { outcome: 'answered', answer: value };
  if (value === 'NXDOMAIN' || value.startsWith('NODATA')) return { outcome: own ? 'blocked' : 'none' };
  return value === 'REFUSED' ? { outcome: 'refused' } : {};
}
