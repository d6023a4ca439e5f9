/**
 * Reads where a pool is, as miners are told it: `host:port`, `stratum+tcp://host:port`, `ssl://host:port`,
 * `stratum1+tcp://login:password@host:port`, `daemon+http://host:port`, `[2001:db8::1]:3333`.
 * Source: XMRig Url.cpp, and the URL forms in the other miners' documentation.
 * Does not see: whether the name resolves, or ever did.
 */

/** Where a pool is; what the text does not say is absent. */
export interface PoolUrl {
  /** Lower case, as in the text: `stratum+tcp`, `ssl`, `daemon+http`. */
  readonly scheme?: string;
  /** Lower case; IPv6 without brackets. */
  readonly host: string;
  readonly port?: number;
  readonly tls?: boolean;
  readonly login?: string;
  readonly password?: string;
}

/** Everything a miner takes before `://`; `http` and `ws` are also anybody else's. */
const schemes =
  /^(?:(?:stratum[12]?|daemon|ethproxy|eth|ethstratum|ethstratumtcp|ethstratum[12]?|zec|self-select|nicehash|randomx)(?:\+(?:tcp|ssl|tls|tls12|tcps|http|https|ws|wss|udp))?|stratums|stratumss|tcp|ssl|tls|https?|wss?)$/;

const encrypted = /(?:^|\+)(?:ssl|tls|tls12|tcps|https|wss)$|^stratumss?$/;

/** A longer one does not exist. */
const longestUrl = 1024;

/** A scheme that only mining has. */
export function isMiningScheme(scheme: string | undefined): boolean {
  return scheme !== undefined && /^(?:stratum|daemon\+|ethproxy|ethstratum)/.test(scheme);
}

/** Gives back nothing unless host and port have the form of their kind. */
export function readPoolUrl(text: string): PoolUrl | undefined {
  if (text.length > longestUrl) return undefined;
  const [scheme, afterScheme] = cutScheme(text);
  if (scheme !== undefined && !schemes.test(scheme)) return undefined;
  const authority = (/^[^/?#]*/.exec(afterScheme)?.[0] ?? '').trim();
  const at = authority.lastIndexOf('@');
  const place = readHostPort(authority.slice(at + 1));
  if (!place) return undefined;
  return {
    ...(scheme === undefined ? {} : { scheme }),
    ...place,
    ...(scheme !== undefined && encrypted.test(scheme) ? { tls: true } : {}),
    ...(at < 0 ? {} : readUserInfo(authority.slice(0, at))),
  };
}

function cutScheme(text: string): [string | undefined, string] {
  const end = text.indexOf('://');
  return end < 0 ? [undefined, text] : [text.slice(0, end).toLowerCase(), text.slice(end + 3)];
}

function readUserInfo(text: string): { login?: string; password?: string } {
  const colon = text.indexOf(':');
  const login = unescapePercent(colon < 0 ? text : text.slice(0, colon));
  return {
    ...(login === '' ? {} : { login }),
    ...(colon < 0 ? {} : { password: unescapePercent(text.slice(colon + 1)) }),
  };
}

function unescapePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A port that a shell would fill in is absent; one that is no port number spoils the whole. */
function readHostPort(text: string): { host: string; port?: number } | undefined {
  const parts = /^(\[[0-9A-Fa-f:.%\w]+\]|[^:[\]]+)(?::(.*))?$/.exec(text);
  const host = parts?.[1]?.toLowerCase();
  if (host === undefined) return undefined;
  const bare = host.startsWith('[') ? host.slice(1, -1) : host;
  if (!(host.startsWith('[') ? isIPv6(bare) : isHost(bare))) return undefined;
  const portText = parts?.[2];
  if (portText === undefined || /^(?:[$%].+|\{\{.+)$/.test(portText)) return { host: bare };
  const port = /^[0-9]{1,5}$/.test(portText) ? Number(portText) : 0;
  return port >= 1 && port <= 65535 ? { host: bare, port } : undefined;
}

/** A name of valid labels, or an IPv4 address; a name that is all digits and dots must be an address. */
function isHost(text: string): boolean {
  if (text.length > 253) return false;
  if (/^[0-9.]+$/.test(text)) return isIPv4(text);
  return text.split('.').every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label));
}

/** A host that also a stranger could reach by this text: an address, or a name with a top-level domain. */
export function isQualifiedHost(host: string): boolean {
  return isIPv4(host) || isIPv6(host) || host === 'localhost' || /\.(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})$/.test(host);
}

function isIPv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255);
}

function isIPv6(text: string): boolean {
  if (text.length > 45 || !/^[0-9a-f:.]+$/i.test(text)) return false;
  const halves = text.split('::');
  const groups = text.split(':').filter((group) => group !== '');
  const embedded = groups[groups.length - 1]?.includes('.') ?? false;
  const words = embedded ? groups.slice(0, -1) : groups;
  if (embedded && !isIPv4(groups[groups.length - 1] ?? '')) return false;
  if (!words.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return false;
  const count = words.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count < 8 : halves.length === 1 && count === 8;
}
