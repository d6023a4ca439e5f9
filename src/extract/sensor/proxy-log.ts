/**
 * What machines asked a web proxy for: pools, by name or by a tunnel to a port at which pools listen, and whatever a
 * program asked for that calls itself a miner. Squid's own format, common and combined.
 * Of one client's requests to one target the longest is told: a miner that is thrown out comes back every few seconds.
 * Source: codec/squid-log. Only lines that hold a pool's name, a miner's or a tunnel are looked at.
 * Does not see: what went through a tunnel; bytes from the client, which Squid does not log.
 */
import { isoTime } from '../../codec/log-lines/time.ts';
import { type ProxyRequest, readSquidLine } from '../../codec/squid-log/read.ts';
import { readSyslogPrefix } from '../../codec/syslog/prefix.ts';
import { isMinerAgent } from '../../intel/alarm-words.ts';
import { isSlowTunnel } from '../../intel/long-and-slow.ts';
import { poolPort, poolPorts } from '../../intel/pool-ports.ts';
import { knownPool, knownPools } from '../../intel/pools.ts';
import { minerNames } from '../../intel/terms.ts';
import type { HttpRequest } from '../../model/network-payloads.ts';
import { present } from '../../model/present.ts';
import { defineSweep, type Miss, type Sweep, type SweepExtractor, type SweepSighting } from '../../model/units.ts';
import type { Place } from './place.ts';
import { HitLines, type TextLine } from './text-lines.ts';

/** Clients and targets that are kept apart. */
const mostKept = 4_096;

interface Kept {
  readonly request: ProxyRequest;
  readonly place: Place;
}

export const proxyLog: SweepExtractor<'http-request'> = defineSweep({
  id: 'proxy-log',
  title: "Pools and miners in Squid's access logs",
  emits: ['http-request'],
  anchors: [
    // `CONNECT host:3333 user`: the port of a tunnel.
    ...poolPorts.map((port) => ({ text: `:${port} ` })),
    ...knownPools.map(({ domain }) => ({ text: domain, fold: true })),
    ...minerNames.map(({ text }) => ({ text, fold: true })),
  ],
  accepts: looksLikeProxyLog,
  open: ({ limits }): Sweep<'http-request'> => {
    const lines = new HitLines();
    const requests = new LongestRequests(Math.min(mostKept, limits.observationsPerKind));
    return {
      *push(view): Generator<Miss> {
        for (const line of lines.in(view)) {
          if ('gap' in line) yield line;
          else take(requests, line);
        }
      },
      flush: () => requests.told(),
      end: () => requests.told(),
    };
  },
});

function take(requests: LongestRequests, line: TextLine): void {
  const request = readSquidLine(line.text) ?? readSquidLine(readSyslogPrefix(line.text).message);
  if (request !== undefined && isAboutMining(request)) requests.add(request, line);
}

function isAboutMining({ host, port, agent, method, seconds, bytes }: ProxyRequest): boolean {
  if (knownPool(host) !== undefined || (agent !== undefined && isMinerAgent(agent))) return true;
  const atPoolPort = method === 'CONNECT' && port !== undefined && poolPort(port) !== undefined;
  return atPoolPort && isSlowTunnel({ seconds, bytesDown: bytes });
}

/** Told from the longest request of each client and target. */
class LongestRequests {
  readonly #most: number;
  readonly #kept = new Map<string, Kept>();
  #left = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(request: ProxyRequest, { place }: TextLine): void {
    const key = `${request.client} ${request.method} ${request.host} ${request.port ?? ''} ${isDenied(request)}`;
    const known = this.#kept.get(key);
    if (known === undefined && this.#kept.size >= this.#most) this.#left++;
    else if (known === undefined || (known.request.seconds ?? 0) < (request.seconds ?? 0))
      this.#kept.set(key, { request, place: place() });
  }

  *told(): Generator<SweepSighting<'http-request'> | Miss> {
    for (const { request, place } of this.#kept.values())
      yield { kind: 'http-request', value: payloadOf(request), ...place, ...present({ time: request.time }) };
    const what = `${this.#left} more requests to pools, by other clients or to other targets, were left out`;
    if (this.#left > 0) yield { gap: { code: 'limit-count', what } };
  }
}

function payloadOf(request: ProxyRequest): HttpRequest {
  const { client, method, host, port, path, agent, status, bytes, seconds, user, time } = request;
  const fields = { port, path: path?.slice(0, 512), agent, status, bytesDown: bytes, seconds, user };
  const tunnel = method === 'CONNECT' ? { tunnel: true } : {};
  const outcome = isDenied(request) ? 'denied' : 'allowed';
  return {
    client,
    sensor: 'proxy-log',
    method,
    host,
    ...present<Partial<HttpRequest>>(fields),
    ...tunnel,
    outcome,
    ...present<Partial<HttpRequest>>({ start: isoTime(time) }),
  };
}

function isDenied({ result }: ProxyRequest): boolean {
  return result.includes('DENIED');
}

/** Squid's stamp, a client's address and a date, or syslog that names Squid. Most files have another first byte. */
function looksLikeProxyLog(head: Uint8Array): boolean {
  const [first = 0] = head;
  const maybe = (first >= 0x30 && first <= 0x39) || first === 0x3c || (first >= 0x41 && first <= 0x53);
  if (!maybe) return false;
  const text = String.fromCharCode(...head.subarray(0, 256));
  return begins.test(text) || text.includes('(squid');
}

const begins =
  /^(?:\d{9,10}\.\d{3} +-?\d{1,12} [\w.:-]{1,64} [A-Z]|[\w.:-]{1,64} \S{1,64} \S{1,64} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:)/;
