/** Logs as Zeek and Suricata write them, from records. Addresses are those kept for documentation (RFC 5737). */

type Value = string | number | boolean | readonly (string | number)[] | undefined;
export type LogRecord = Readonly<Record<string, unknown>>;

/** One JSON object a line, as both write it: no spaces. */
export function jsonLines(...records: readonly LogRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** One of Zeek's own logs, with its header. What a record lacks is unset. */
export function zeekLog(
  path: string,
  fields: readonly string[],
  ...records: readonly Readonly<Record<string, Value>>[]
): string {
  const header = [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    `#path\t${path}`,
    '#open\t2026-11-23-10-00-00',
    `#fields\t${fields.join('\t')}`,
    `#types\t${fields.map(() => 'string').join('\t')}`,
  ];
  const lines = records.map((record) => fields.map((field) => cell(record[field])).join('\t'));
  return `${[...header, ...lines].join('\n')}\n#close\t2026-11-23-11-00-00\n`;
}

function cell(value: Value): string {
  if (value === undefined) return '-';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'object') return value.length === 0 ? '(empty)' : value.join(',');
  return value === '' ? '(empty)' : String(value);
}

/** The columns of Zeek 6, as far as anything reads them. */
const connection = ['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p'];
const exchanged = ['duration', 'orig_bytes', 'resp_bytes', 'conn_state', 'history', 'orig_pkts', 'resp_pkts'];
export const zeekFields: Readonly<Record<'conn' | 'dns' | 'ssl' | 'http' | 'socks' | 'notice', readonly string[]>> = {
  conn: [...connection, 'proto', 'service', ...exchanged],
  dns: [...connection, 'proto', 'trans_id', 'rtt', 'query', 'qtype', 'qtype_name', 'rcode_name', 'answers', 'TTLs'],
  ssl: [...connection, 'version', 'cipher', 'curve', 'server_name', 'resumed', 'next_protocol', 'ja3'],
  http: [...connection, 'trans_depth', 'method', 'host', 'uri', 'user_agent', 'status_code'],
  socks: [...connection, 'version', 'status', 'request.host', 'request.name', 'request_p'],
  notice: [...connection, 'note', 'msg', 'src', 'dst', 'p'],
};

/** One hour on 23 November 2026, in seconds since 1970. */
export const tenOClock = 1_795_428_000;

/** Who speaks with whom, as Zeek names it. */
export function zeekSides(uid: string, client: string, server: string): Readonly<Record<string, string | number>> {
  const [from = '', fromPort = ''] = client.split(':');
  const [to = '', toPort = ''] = server.split(':');
  return { uid, 'id.orig_h': from, 'id.orig_p': Number(fromPort), 'id.resp_h': to, 'id.resp_p': Number(toPort) };
}

/** The part that all events of Suricata share. */
export function eveEvent(type: string, flow: number, client: string, server: string, protocol = 'TCP'): LogRecord {
  const [from = '', fromPort = ''] = client.split(':');
  const [to = '', toPort = ''] = server.split(':');
  return {
    timestamp: '2026-11-23T10:00:00.250000+0000',
    flow_id: flow,
    in_iface: 'eth0',
    event_type: type,
    src_ip: from,
    src_port: Number(fromPort),
    dest_ip: to,
    dest_port: Number(toPort),
    proto: protocol,
  };
}

/** What Suricata tells of a flow that it saw for so many seconds. */
export function eveFlow(seconds: number, bytesUp: number, bytesDown: number): LogRecord {
  const end = new Date((tenOClock + seconds) * 1000).toISOString().replace('Z', '000+0000');
  return {
    pkts_toserver: Math.ceil(bytesUp / 200),
    pkts_toclient: Math.ceil(bytesDown / 400),
    bytes_toserver: bytesUp,
    bytes_toclient: bytesDown,
    start: '2026-11-23T10:00:00.000000+0000',
    end,
    age: seconds,
    state: 'closed',
    reason: 'timeout',
    alerted: false,
  };
}
