/**
 * What `ss -anp`, `netstat -anp` and `lsof -nPi` printed of TCP and UDP sockets, and the processes that hold them. A line
 * says by itself which of them wrote it.
 * Sources: ss(8), netstat(8) of net-tools, lsof(8).
 *
 *     tcp  ESTAB 0 0  10.0.2.10:41952  203.0.113.42:3333  users:(("x",pid=700,fd=10))
 *     tcp  0 0  10.0.2.10:41952  203.0.113.42:3333  ESTABLISHED  33 24012 700/x
 *     x  700  33 10u  IPv4 24012 0t0  TCP 10.0.2.10:41952->203.0.113.42:3333 (ESTABLISHED)
 *
 * A process chooses its name, and may so name another's number beside its own: both are told.
 * Does not see: names of hosts and ports (all three were asked for numbers), sockets that no process holds.
 */
import { writeEndpoint } from '../../model/endpoint.ts';

export interface ListedSocket {
  readonly protocol: 'tcp' | 'udp';
  /** address:port, IPv6 in brackets. */
  readonly local: string;
  readonly remote: string;
  /** 0 where it is connected to nobody. */
  readonly remotePort: number;
  /** As the kernel names them: established, syn-sent, listen, … */
  readonly state: string;
  /** Never empty. */
  readonly pids: readonly number[];
}

const mostLines = 262_144;
const longestLine = 4096;
const mostHolders = 64;

export function readSocketList(text: string): { readonly sockets: readonly ListedSocket[]; readonly cut: boolean } {
  const lines = text.split('\n', mostLines + 1);
  const sockets = lines.slice(0, mostLines).flatMap((line) => readLine(line.slice(0, longestLine)) ?? []);
  return { sockets, cut: lines.length > mostLines };
}

function readLine(line: string): ListedSocket | undefined {
  if (/^(?:tcp|udp)6? +\d/.test(line)) return ofNetstat(line);
  if (/^(?:tcp|udp)6? +[A-Z]/.test(line)) return ofSs(line);
  return / (?:TCP|UDP) /.test(line) ? ofLsof(line) : undefined;
}

function ofSs(line: string): ListedSocket | undefined {
  const [protocol = '', state = '', , , local = '', remote = ''] = line.split(/ +/, 6);
  const holders = line.matchAll(/",pid=(\d{1,10}),fd=/g);
  return socketOf({ protocol, state, local, remote, pids: numbersOf(holders) });
}

/** UDP has no state where it is not connected; what else stands before the process is its user and inode. */
function ofNetstat(line: string): ListedSocket | undefined {
  const [protocol = '', , , local = '', remote = '', fifth = ''] = line.split(/ +/, 6);
  const state = /^[A-Z]/.test(fifth) ? fifth : 'UNCONN';
  return socketOf({ protocol, state, local, remote, pids: numbersOf(line.matchAll(/ (\d{1,10})\//g)).slice(0, 1) });
}

function ofLsof(line: string): ListedSocket | undefined {
  const [, pid = '', tail = ''] = /^\S{1,64} +(\d{1,10}) .{1,256} ((?:TCP|UDP) .*)$/.exec(line) ?? [];
  const [protocol = '', names = '', mark = ''] = tail.split(' ', 3);
  const [local = '', remote = '*:*'] = names.split('->', 2);
  const state = /^\(([A-Z_]{1,16})\)$/.exec(mark)?.[1] ?? 'UNCONN';
  return pid === '' ? undefined : socketOf({ protocol, state, local, remote, pids: [Number(pid)] });
}

function numbersOf(matches: Iterable<RegExpMatchArray>): readonly number[] {
  const numbers = new Set<number>();
  for (const match of matches) {
    if (numbers.size >= mostHolders) break;
    numbers.add(Number(match[1]));
  }
  return [...numbers];
}

interface Parts {
  readonly protocol: string;
  readonly state: string;
  readonly local: string;
  readonly remote: string;
  readonly pids: readonly number[];
}

function socketOf({ protocol, state, local, remote, pids }: Parts): ListedSocket | undefined {
  const [here, there] = [endpointOf(local), endpointOf(remote)];
  if (here === undefined || there === undefined || pids.length === 0) return undefined;
  return {
    protocol: protocol.toLowerCase().startsWith('udp') ? 'udp' : 'tcp',
    local: writeEndpoint(here),
    remote: writeEndpoint(there),
    remotePort: there.port,
    state: socketState(state),
    pids,
  };
}

/** `10.0.2.10:22`, `[::]:22`, `:::22`, `*:*`, `127.0.0.53%lo:53`. */
function endpointOf(text: string): { readonly address: string; readonly port: number } | undefined {
  const [, address = '', port = ''] = /^\[?([0-9A-Fa-f.:*]{1,45})(?:%[\w.-]{1,32})?\]?:(\d{1,5}|\*)$/.exec(text) ?? [];
  if (address === '') return undefined;
  const known = address === '*' ? '0.0.0.0' : address.replace(/^::ffff:(?=\d+\.)/i, '');
  return { address: known, port: port === '*' ? 0 : Math.min(65_535, Number(port)) };
}

const otherNames: Readonly<Record<string, string>> = {
  estab: 'established',
  listening: 'listen',
  unconn: 'unconnected',
  'syn-recv': 'syn-received',
};

/** As this house names states, whoever wrote it: `SYN_SENT`, `SYN-SENT`, `Syn Sent`. */
export function socketState(text: string): string {
  const plain = text.toLowerCase().replace(/[_ ]/g, '-');
  return otherNames[plain] ?? plain;
}
