/**
 * What Zeek's logs have in common as events: which of its logs a record stands in, and its source in Sigma's words,
 * {product: zeek, service: dns}. Source: https://docs.zeek.org/en/master/logs/index.html.
 */
import { timeOfSeconds, timeOfText } from '../../codec/log-lines/time.ts';
import type { LogEvent, LogSource, LogValue } from '../../model/log-event.ts';
import { present } from '../../model/present.ts';
import { timeAt } from './every-line.ts';

/** Logs that are told by the name of their file, where their records do not say what they are. */
const logs: ReadonlySet<string> = new Set(
  [
    'analyzer bgp capture_loss conn dce_rpc dhcp dnp3 dns dpd files ftp http intel irc kerberos known_certs known_hosts',
    'known_services ldap ldap_search loaded_scripts modbus modbus_register_change mqtt_connect mqtt_publish',
    'mqtt_subscribe mysql notice notice_alarm ntlm ntp ocsp openflow packet_filter pe postgresql quic radius rdp',
    'reporter rfb signatures sip smb_cmd smb_files smb_mapping smtp snmp socks software ssh ssl stats syslog telemetry',
    'traceroute tunnel weird websocket x509',
  ].flatMap((line) => line.split(' ')),
);

/** `conn_long` and `conn_red` hold connections; a name that is none is no log. */
export function zeekLogNamed(name: string | undefined): string | undefined {
  if (name === undefined || !/^[a-z][a-z0-9_]{1,31}$/.test(name)) return undefined;
  return name.startsWith('conn_') ? 'conn' : name;
}

/** `conn.log`, `dns.09:00:00-10:00:00.log.gz`, `dns_20261123.log`: the log that a file's name names. */
export function zeekLogOfFile(path: string): string | undefined {
  const name = /[^/\\]*$/.exec(path)?.[0] ?? '';
  const word = /^[a-z][a-z0-9_]*/.exec(name)?.[0].replace(/_\d+$/, '');
  const log = zeekLogNamed(word);
  return log !== undefined && logs.has(log) ? log : undefined;
}

export function zeekSource(log: string | undefined): LogSource {
  return log === undefined ? { product: 'zeek' } : { product: 'zeek', service: log };
}

/** A record as an event. `ts`: seconds since 1970, or a date with its zone. */
export function zeekEvent(source: LogSource, fields: Readonly<Record<string, LogValue>>, text: string): LogEvent {
  const { ts } = fields;
  return {
    source,
    ...present({ time: timeAt(typeof ts === 'number' ? timeOfSeconds(ts) : dateOf(ts)) }),
    fields,
    text,
  };
}

function dateOf(value: LogValue | undefined): number | undefined {
  return typeof value === 'string' ? timeOfText(value) : undefined;
}
