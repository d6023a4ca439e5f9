/**
 * The machines that traffic ties to mining, one row each: where they went, since when, until when, and the strongest
 * claim about each. Only what findings rest on counts; a coin's node is no miner and has no row.
 */
import { addressOf, portOf, writeEndpoint } from '../model/endpoint.ts';
import type { Confidence, Finding } from '../model/finding.ts';
import type { Observation } from '../model/observation.ts';
import { type ContactKind, contactKinds } from '../model/traffic-kinds.ts';
import { type EvidenceIndex, restsOn } from './evidence-index.ts';
import { rung } from './words.ts';

export interface Machine {
  readonly address: string;
  /** The strongest about it. */
  readonly finding: Finding;
  /** `pool.example:3333` of each place it went to: by name where one is known. */
  readonly places: readonly string[];
  /** Of the earliest and the latest fact, where times are told. ISO. */
  readonly first?: string | undefined;
  readonly last?: string | undefined;
}

type WireKind = 'stratum-session' | ContactKind;
type Wire = { readonly [K in WireKind]: Observation<K> }[WireKind];

const wireKinds: ReadonlySet<string> = new Set<WireKind>(['stratum-session', ...contactKinds]);

/** The highest stage and the surest first, then whoever was seen first. */
export function machinesIn(index: EvidenceIndex): Machine[] {
  const met = new Map<string, { finding: Finding; facts: Set<Wire> }>();
  const strongestFirst = [...index.report.findings].sort(byStrength);
  for (const finding of strongestFirst)
    for (const seen of restsOn(finding.because, index)) {
      const client = isWire(seen) ? seen.value.client : undefined;
      if (!isWire(seen) || client === undefined) continue;
      const address = addressOf(client);
      const known = met.get(address) ?? { finding, facts: new Set<Wire>() };
      known.facts.add(seen);
      met.set(address, known);
    }
  const machines = [...met].map(([address, { finding, facts }]): Machine => {
    const seen = [...facts];
    return { address, finding, places: placesOf(seen), ...spanOf(seen) };
  });
  return machines.sort((a, b) => byStrength(a.finding, b.finding) || compare(a.first ?? '~', b.first ?? '~'));
}

const sureness: Readonly<Record<Confidence, number>> = { low: 0, moderate: 1, high: 2 };

function byStrength(a: Finding, b: Finding): number {
  return rung[b.stage] - rung[a.stage] || sureness[b.confidence] - sureness[a.confidence];
}

function isWire(seen: Observation): seen is Wire {
  return wireKinds.has(seen.kind);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface End {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

// --- where to -------------------------------------------------------------------------------------------------

/** An address that a name of this machine's own lookups or handshakes led to is told by that name. */
function placesOf(facts: readonly Wire[]): string[] {
  const names = namesByAddress(facts);
  const hosts = new Map<string, Set<number>>();
  for (const seen of closestOfEach(facts)) {
    const { host, port } = placeOf(seen);
    if (host === undefined) continue;
    const name = names.get(host) ?? host;
    const ports = hosts.get(name) ?? new Set<number>();
    if (port !== undefined) ports.add(port);
    hosts.set(name, ports);
  }
  return [...hosts].flatMap(([host, ports]) =>
    ports.size === 0 ? [host] : [...ports].map((port) => writeEndpoint({ address: host, port })),
  );
}

/** Of one connection, the fact that saw furthest into it: behind a proxy, a flow has only the proxy's address. */
function closestOfEach(facts: readonly Wire[]): Wire[] {
  const closest = new Map<string, number>();
  const connection = ({ value }: Wire): string => value.client ?? '';
  for (const seen of facts)
    closest.set(connection(seen), Math.max(insight[seen.kind] ?? 0, closest.get(connection(seen)) ?? 0));
  return facts.filter((seen) => {
    const own = insight[seen.kind];
    return own === undefined || own === closest.get(connection(seen));
  });
}

const insight: { readonly [K in WireKind]?: number } = { 'flow-cadence': 1, 'tls-handshake': 2, 'stratum-session': 3 };

function placeOf({ kind, value }: Wire): End {
  const server: End = 'server' in value && value.server !== undefined ? endOf(value.server) : {};
  switch (kind) {
    case 'stratum-session':
      // Behind a proxy, the server's port is the proxy's.
      return value.through === undefined ? named(value.host, server) : { host: value.host ?? server.host };
    case 'flow-cadence':
      return named(value.names?.[0], server);
    case 'tls-handshake':
      return named(value.serverName, server);
    case 'name-lookup':
      return { host: value.name };
    case 'http-request':
      return { host: value.host ?? server.host, port: value.port ?? server.port };
    case 'sensor-alert':
      return named(value.name, server);
  }
}

function endOf(server: string): End {
  return { host: addressOf(server), port: portOf(server) };
}

function named(name: string | undefined, { host, port }: End): End {
  return { host: name ?? host, port };
}

function namesByAddress(facts: readonly Wire[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { kind, value } of facts) {
    if (kind === 'name-lookup') for (const answer of value.answers ?? []) names.set(answer, value.name);
    if (kind === 'tls-handshake' && value.serverName !== undefined && value.server !== undefined)
      names.set(addressOf(value.server), value.serverName);
  }
  return names;
}

// --- when -----------------------------------------------------------------------------------------------------

function spanOf(facts: readonly Wire[]): Pick<Machine, 'first' | 'last'> {
  const times = facts.flatMap(timesOf).sort((a, b) => a - b);
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined) return {};
  return { first: new Date(first).toISOString(), last: new Date(last).toISOString() };
}

/** Milliseconds, of the beginning and of the end where one is told or follows. */
function timesOf({ at, value }: Wire): number[] {
  const start = Date.parse(value.start ?? at.time ?? '');
  const seconds = 'seconds' in value ? (value.seconds ?? 0) : 0;
  const end = 'end' in value && value.end !== undefined ? Date.parse(value.end) : start + seconds * 1000;
  return [start, end].filter((time) => Math.abs(time) <= latestTime);
}

/** What a Date holds. */
const latestTime = 8.64e15;
