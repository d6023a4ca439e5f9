/**
 * What a client and a proxy say to each other before the conversation proper begins. The target they name is worth
 * more than the proxy's own address: it is the pool.
 * Sources: SOCKS4 and 4a (openssh.com/txt/socks4.protocol), RFC 1928 (SOCKS5), RFC 1929 (its passwords),
 * RFC 9110 section 9.3.6 (CONNECT). Does not see: GSSAPI within SOCKS5.
 */
import { readHttpMessage } from '../http/message.ts';

export interface Prelude {
  /** Offset of the first byte behind it; 0 where there is none. */
  readonly end: number;
  readonly scheme?: 'socks4' | 'socks5' | 'http';
  /** What the client asked the proxy for. */
  readonly host?: string;
  readonly port?: number;
}

const none: Prelude = { end: 0 };
const ascii = new TextDecoder('latin1');

/** The prelude at the start of what the client sent. */
export function readClientPrelude(bytes: Uint8Array): Prelude {
  if (bytes[0] === 5) return readSocks5Request(bytes);
  if (bytes[0] === 4 && bytes[1] === 1) return readSocks4Request(bytes);
  if (!ascii.decode(bytes.subarray(0, 8)).startsWith('CONNECT ')) return none;
  const request = readHttpMessage(bytes, 0);
  if (request.status !== 'ok' || request.value.says !== 'request') return none;
  return { end: request.value.bodyAt, scheme: 'http', ...splitHostPort(request.value.target) };
}

/** The prelude at the start of what the server sent. `asked` is the client's, which alone tells what an answer is. */
export function readServerPrelude(bytes: Uint8Array, asked: Prelude): Prelude {
  if (asked.scheme === 'http') {
    const answer = readHttpMessage(bytes, 0);
    return answer.status === 'ok' ? { end: answer.value.bodyAt } : none;
  }
  if (asked.scheme === 'socks4' && bytes[0] === 0) return { end: Math.min(8, bytes.length) };
  if (asked.scheme !== 'socks5' || bytes[0] !== 5) return none;
  const reply = bytes[1] === 2 && bytes[2] === 1 ? 4 : 2;
  if (bytes[reply] !== 5) return { end: Math.min(reply, bytes.length) };
  return { end: readSocks5Target(bytes, reply + 3)?.end ?? reply };
}

/** `host:port`, with the port absent where none is written; IPv6 stands in brackets and comes out of them. */
export function splitHostPort(text: string): { host: string; port?: number } {
  const match = /^(?:\[([0-9a-fA-F:.]{2,45})\]|([^\s:/]{1,255}))(?::(\d{1,5}))?$/.exec(text);
  if (match === null) return { host: text };
  const host = match[1] ?? match[2] ?? text;
  const port = Number(match[3] ?? 0);
  return port >= 1 && port <= 65535 ? { host, port } : { host };
}

function readSocks5Request(bytes: Uint8Array): Prelude {
  const methods = bytes[1] ?? 0;
  let at = 2 + methods;
  if (methods === 0 || at >= bytes.length) return none;
  if (bytes[at] === 1 && bytes.subarray(2, at).includes(2)) {
    at += 2 + (bytes[at + 1] ?? 0);
    at += 1 + (bytes[at] ?? 0);
  }
  if (bytes[at] !== 5 || bytes[at + 1] !== 1 || bytes[at + 2] !== 0) return none;
  const target = readSocks5Target(bytes, at + 3);
  return target === undefined ? none : { scheme: 'socks5', ...target };
}

function readSocks5Target(bytes: Uint8Array, at: number): { end: number; host: string; port: number } | undefined {
  const kind = bytes[at];
  const length = kind === 1 ? 4 : kind === 4 ? 16 : kind === 3 ? (bytes[at + 1] ?? 0) : 0;
  const from = kind === 3 ? at + 2 : at + 1;
  const end = from + length + 2;
  if (length === 0 || end > bytes.length) return undefined;
  const raw = bytes.subarray(from, from + length);
  const host = kind === 3 ? ascii.decode(raw) : kind === 1 ? raw.join('.') : writeIpv6(raw);
  return { end, host, port: readPort(bytes, end - 2) };
}

function readSocks4Request(bytes: Uint8Array): Prelude {
  const userEnd = bytes.subarray(0, 512).indexOf(0, 8);
  if (userEnd < 0) return none;
  const port = readPort(bytes, 2);
  const address = bytes.subarray(4, 8);
  // An address of 0.0.0.x says that a name follows (4a).
  const named = address[0] === 0 && address[1] === 0 && address[2] === 0 && address[3] !== 0;
  if (!named) return { end: userEnd + 1, scheme: 'socks4', host: address.join('.'), port };
  const hostEnd = bytes.subarray(0, userEnd + 257).indexOf(0, userEnd + 1);
  if (hostEnd < 0) return none;
  return { end: hostEnd + 1, scheme: 'socks4', host: ascii.decode(bytes.subarray(userEnd + 1, hostEnd)), port };
}

function readPort(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Groups without zero compression: exact, if not the shortest form. */
function writeIpv6(raw: Uint8Array): string {
  const groups: string[] = [];
  for (let at = 0; at < 16; at += 2) groups.push(readPort(raw, at).toString(16));
  return groups.join(':');
}
