/**
 * /proc/net/tcp, tcp6, udp, udp6: the sockets of a network namespace.
 * Source: proc_pid_net(5), https://docs.kernel.org/networking/proc_net_tcp.html.
 *
 *     sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
 *      0: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 00:00000000 00000000   999        0 24012 1 …
 *
 * Addresses are words of 32 bits in the order of the machine's own bytes: x86 and ARM as they run Linux are
 * little-endian, and so are these read. IPv4 in IPv6 is written as the IPv4 that it is.
 */
import { writeEndpoint } from '../../model/endpoint.ts';
import { notThisFormat, ok, type Result } from '../../model/result.ts';

export interface SocketRow {
  /** address:port, IPv6 in brackets. */
  readonly local: string;
  readonly remote: string;
  readonly remotePort: number;
  readonly state: string;
  readonly uid: number;
  /** 0 where nobody holds it any more. */
  readonly inode: number;
}

export interface SocketTable {
  readonly rows: readonly SocketRow[];
  /** Lines that are no rows, and those beyond the bound. The last line of a table that was cut is none of them. */
  readonly unread: number;
}

/** By include/net/tcp_states.h; UDP knows 01 and 07 alone. */
const states: readonly string[] = [
  'unknown',
  'established',
  'syn-sent',
  'syn-received',
  'fin-wait-1',
  'fin-wait-2',
  'time-wait',
  'closed',
  'close-wait',
  'last-ack',
  'listen',
  'closing',
  'syn-received',
];

const mostRows = 262_144;
const row =
  /^ *\d+: ([0-9A-F]{8}(?:[0-9A-F]{24})?):([0-9A-F]{4}) ([0-9A-F]{8}(?:[0-9A-F]{24})?):([0-9A-F]{4}) ([0-9A-F]{2}) \S+ \S+ \S+ +(\d{1,10}) +\d{1,10} (\d{1,15})(?: |$)/;

/** A line that is no row says nothing of the others, which are read all the same. */
export function readSocketTable(text: string): Result<SocketTable> {
  if (!/^\s*sl\s+local_address/.test(text)) return notThisFormat;
  const [, ...lines] = text.split('\n');
  const rows: SocketRow[] = [];
  let unread = 0;
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const read = rows.length < mostRows ? readRow(line) : undefined;
    if (read !== undefined) rows.push(read);
    else if (i < lines.length - 1) unread++;
  }
  return ok({ rows, unread });
}

function readRow(line: string): SocketRow | undefined {
  const found = row.exec(line);
  if (!found) return undefined;
  const [, local = '', localPort = '', remote = '', remotePort = '', state = '', uid = '', inode = ''] = found;
  const port = Number.parseInt(remotePort, 16);
  return {
    local: writeEndpoint({ address: addressIn(local), port: Number.parseInt(localPort, 16) }),
    remote: writeEndpoint({ address: addressIn(remote), port }),
    remotePort: port,
    state: states[Number.parseInt(state, 16)] ?? 'unknown',
    uid: Number(uid),
    inode: Number(inode),
  };
}

function addressIn(hex: string): string {
  const bytes: number[] = [];
  for (let word = 0; word < hex.length; word += 8)
    for (let at = 6; at >= 0; at -= 2) bytes.push(Number.parseInt(hex.slice(word + at, word + at + 2), 16));
  return bytes.length === 4 ? bytes.join('.') : ipv6(bytes);
}

/** Shortened as RFC 5952 has it: the longest run of zeros, the first of several. */
function ipv6(bytes: readonly number[]): string {
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff)
    return bytes.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
  );
  let [best, length] = [-1, 1];
  for (let at = 0; at < groups.length; at++) {
    let end = at;
    while (groups[end] === '0') end++;
    if (end - at > length) [best, length] = [at, end - at];
    at = Math.max(at, end - 1);
  }
  if (best < 0) return groups.join(':');
  return `${groups.slice(0, best).join(':')}::${groups.slice(best + length).join(':')}`;
}
