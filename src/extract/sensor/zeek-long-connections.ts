/**
 * Connections of conn.log that say nothing by themselves and may say much beside another of Zeek's files: that one tells
 * the pool's name, this one how long it went on and how slowly. No file knows what another one holds, so a few of those
 * that a miner could have kept are told of each conn.log, and the detectors join them by connection and address.
 * Told are connections over TCP to a server outside, for an hour and longer, with a miner's totals, in which Zeek found
 * TLS or nothing that it knows; none to ports of push services, mail, chat and remote desktops, nor to those of pools,
 * which are told anyway. Of one server four machines are told. Where there are too many, those stay whose server the
 * fewest machines keep one to: push services have many clients, a covert pool few.
 * Does not see: a miner's connection of less than an hour, one to a server within the house, one of many miners behind
 * one proxy (more bytes than one has).
 */
import type { ZeekRecord } from '../../codec/zeek-log/record.ts';
import { hasTotalsOfMiner, keptSeconds } from '../../intel/long-and-slow.ts';
import { poolPort } from '../../intel/pool-ports.ts';
import { addressOf, portOf } from '../../model/endpoint.ts';
import type { FlowCadence } from '../../model/network-payloads.ts';
import type { Miss, SweepSighting } from '../../model/units.ts';
import type { Place } from './place.ts';
import type { SensorKind, SensorRecord } from './sensor-record.ts';

/** Connections that are told of one log, aside: the report keeps those that something rests on. */
const mostLongConnections = 128;
/** Machines with a connection to one server that are told. */
const mostOfServer = 4;
/** Servers that are kept in mind. */
const mostServers = 1_024;

/** SSH, mail, MQTT, remote desktop, XMPP, and the push services of Apple and Google. */
const portsOfOthers: ReadonlySet<number> = new Set([
  22, 25, 110, 143, 465, 587, 853, 993, 995, 1883, 3389, 5222, 5223, 5228, 5229, 5230, 8883,
]);

/** Seconds that a connection has to last; shorter ones need not be read. */
export const leastSeconds: number = keptSeconds;

interface Kept {
  readonly value: FlowCadence;
  readonly place: Place;
}

interface Server {
  /** The longest of each machine. */
  readonly byMachine: Map<string, Kept>;
  /** Machines that were met, also those of which none is kept. */
  machines: number;
}

export class LongConnections {
  readonly #servers = new Map<string, Server>();
  #dropped = 0;

  /** Takes a record of conn.log, and passes over others. */
  take(record: ZeekRecord, read: SensorRecord | undefined, place: () => Place): void {
    if (read?.kind !== 'flow-cadence' || record.path !== 'conn') return;
    const { value } = read;
    if (!isCandidate(value, record.text('service'))) return;
    const server = this.#servers.get(value.server) ?? { byMachine: new Map<string, Kept>(), machines: 0 };
    this.#servers.set(value.server, server);
    const machine = addressOf(value.client);
    const known = server.byMachine.get(machine);
    if (known === undefined) server.machines++;
    if (known === undefined && server.byMachine.size >= mostOfServer) return;
    if (known === undefined || secondsOf(known) < (value.seconds ?? 0))
      server.byMachine.set(machine, { value, place: place() });
    if (this.#servers.size > 2 * mostServers) this.#prune();
  }

  /** What is told of the log anyway, and behind it the connections that are not among that. */
  *behind(told: Iterable<SweepSighting<SensorKind> | Miss>): Generator<SweepSighting<SensorKind> | Miss> {
    const known = new Set<number>();
    for (const one of told) {
      if (!('gap' in one) && one.kind === 'flow-cadence') known.add(one.offset);
      yield one;
    }
    const all = this.#ranked().flatMap(([, { byMachine }]) => [...byMachine.values()]);
    const fresh = all.filter(({ place }) => !known.has(place.offset));
    const kept = fresh.slice(0, mostLongConnections).sort((a, b) => a.place.offset - b.place.offset);
    for (const { value, place } of kept) yield { kind: 'flow-cadence', value, ...place, aside: true };
    const left = this.#dropped + fresh.length - kept.length;
    const what = `${left} more long and slow connections are not compared with what other logs say of their servers`;
    if (left > 0) yield { gap: { code: 'limit-count', what } };
  }

  /** Half of them go at once, so that each costs little. */
  #prune(): void {
    for (const [name, { byMachine }] of this.#ranked().slice(mostServers)) {
      this.#servers.delete(name);
      this.#dropped += byMachine.size;
    }
  }

  #ranked(): [string, Server][] {
    return [...this.#servers].sort(([, a], [, b]) => a.machines - b.machines || longest(b) - longest(a));
  }
}

function isCandidate(flow: FlowCadence, service: string | undefined): boolean {
  if (service !== undefined && service !== 'ssl') return false;
  const port = portOf(flow.server) ?? 0;
  const isTelling = !portsOfOthers.has(port) && poolPort(port) === undefined;
  return isTelling && hasTotalsOfMiner(flow) && !isWithin(addressOf(flow.server));
}

/** Addresses of a house's own: RFC 1918, RFC 3927, RFC 4193, RFC 4291 (link-local), RFC 6598 and the loopback. */
function isWithin(address: string): boolean {
  return /^(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.|^(?:f[cd]|fe[89ab]|::1$)/i.test(
    address,
  );
}

function secondsOf({ value }: Kept): number {
  return value.seconds ?? 0;
}

function longest({ byMachine }: Server): number {
  return Math.max(...[...byMachine.values()].map(secondsOf));
}
