/**
 * One line of Squid's access.log: its own format, and the `common` and `combined` ones of web servers with Squid's status
 * behind them.
 * Sources: Squid 5.7 as it writes; https://www.squid-cache.org/Doc/config/logformat/ and
 * https://wiki.squid-cache.org/SquidFaq/SquidLogs (native: time, milliseconds, client, status, bytes, method, URL, user,
 * hierarchy/server, type).
 *
 *     1795451516.109   1001 192.0.2.10 TCP_TUNNEL/200 4800 CONNECT pool.example.com:3333 - HIER_DIRECT/198.51.100.7 -
 *     192.0.2.10 - - [23/Nov/2026:16:31:56 +0000] "CONNECT pool.example.com:3333 HTTP/1.1" 200 4800 TCP_TUNNEL:HIER_DIRECT
 *
 * Does not see: what went through a tunnel; formats that a logformat line of the proxy's own defines: a line that does
 * not fit word by word is left alone. Two numbers that changed places would be taken for each other.
 */
import { monthNumber, timeOfSeconds, timeOfText } from '../log-lines/time.ts';

export interface ProxyRequest {
  readonly client: string;
  readonly method: string;
  /** Name or address, without the port; IPv6 without brackets. */
  readonly host: string;
  readonly port?: number | undefined;
  readonly path?: string | undefined;
  /** As it was asked for: `host:port` of a tunnel, else a whole URL. */
  readonly url: string;
  readonly status?: number | undefined;
  /** Squid's own word: TCP_TUNNEL, TCP_DENIED, TCP_MISS, … */
  readonly result: string;
  /** To the client. */
  readonly bytes?: number | undefined;
  /** For how long it went on. */
  readonly seconds?: number | undefined;
  readonly user?: string | undefined;
  readonly agent?: string | undefined;
  /** Address that the proxy connected to. */
  readonly server?: string | undefined;
  /** Milliseconds since 1970, when it began where its length is told, else when it was logged. */
  readonly time?: number | undefined;
}

const native =
  /^(\d{9,10}\.\d{3}) +(-?\d{1,12}) (\S{1,255}) ([A-Z][A-Z_]{2,48})\/(\d{3}) (\d{1,18}|-) ([A-Z]{3,16}) (\S{1,8192}) (\S{1,255}) [A-Z_]{3,48}\/(\S{1,255}) \S{1,255}(?: "([^"]{0,1024})"?)?/;
const common =
  /^(\S{1,255}) \S{1,255} (\S{1,255}) \[(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})\] "([A-Z]{3,16}) (\S{1,8192}) HTTP\/[\d.]{1,4}" (\d{3}) (\d{1,18}|-)(?= |$)/;
/** Squid's own words, the last of a line in the formats of web servers. */
const outcome = /^([A-Z][A-Z_]{2,48}):[A-Z_]{3,48}$/;
/** ` "referer" "agent"`; Squid does not escape quotes within them. */
const quoted = /^ "[^"]{0,4000}" "(.{0,1024})"$/;

/** Characters; Squid cuts URLs at 8,192. */
const longestLine = 16_384;

/** `line`: without syslog's prefix. */
export function readSquidLine(line: string): ProxyRequest | undefined {
  if (line.length > longestLine) return undefined;
  return readNative(line) ?? readCommon(line);
}

function readNative(line: string): ProxyRequest | undefined {
  const parts = native.exec(line);
  if (parts === null) return undefined;
  const [, stamp, ms, client = '', result = '', status, bytes, method = '', url = '', user, server, agent] = parts;
  const where = targetOf(method, url);
  if (where === undefined) return undefined;
  const seconds = Math.max(0, Number(ms)) / 1000;
  const ended = timeOfSeconds(Number(stamp));
  const time = ended === undefined ? undefined : ended - Math.round(seconds * 1000);
  const told = { status: Number(status), bytes: numberOf(bytes), user: wordOf(user), server: wordOf(server) };
  return { client, method, result, ...where, ...told, seconds, time, agent: wordOf(agent) };
}

function readCommon(line: string): ProxyRequest | undefined {
  const last = line.lastIndexOf(' ');
  const result = outcome.exec(line.slice(last + 1))?.[1];
  const parts = result === undefined ? null : common.exec(line.slice(0, last));
  if (parts === null || result === undefined) return undefined;
  const [whole, client = '', user, day, month = '', year, clock, zone, method = '', url = '', status, bytes] = parts;
  const where = targetOf(method, url);
  if (where === undefined) return undefined;
  const time = timeOfText(`${year}-${monthNumber(month)}-${day}T${clock}${zone}`);
  const agent = wordOf(quoted.exec(line.slice(whole.length, last))?.[1]);
  const told = { status: Number(status), bytes: numberOf(bytes), user: wordOf(user) };
  return { client, method, result, ...where, ...told, time, agent };
}

/** `host:port` of a tunnel, or the parts of a URL. What a proxy was asked for is always one of them. */
function targetOf(method: string, url: string): Pick<ProxyRequest, 'host' | 'port' | 'path' | 'url'> | undefined {
  const parts =
    method === 'CONNECT'
      ? /^(?:\[([^\]]{2,45})\]|([^:/]{1,255})):(\d{1,5})$/.exec(url)
      : /^(?:https?|ftp):\/\/(?:\[([^\]]{2,45})\]|([^:/?#]{1,255}))(?::(\d{1,5}))?([/?#].{0,8192})?$/i.exec(url);
  if (parts === null) return undefined;
  const [, ipv6, name = '', port, path] = parts;
  const number = port === undefined ? undefined : Number(port);
  if (number !== undefined && (number < 1 || number > 65_535)) return undefined;
  return { host: (ipv6 ?? name).toLowerCase(), port: number, path, url };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || text === '-' ? undefined : Number(text);
}

function wordOf(text: string | undefined): string | undefined {
  return text === undefined || text === '-' || text === '' ? undefined : text;
}
