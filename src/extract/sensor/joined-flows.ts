/**
 * Records of flows joined into conversations, in bounded memory. An exporter tells of a long conversation again and again
 * (its active timeout), and often of each direction by itself; a miner's is long, so it comes in many records.
 */
import type { FlowRecord } from '../../codec/nfdump/record.ts';
import { hasMiningShape } from '../../intel/long-and-slow.ts';
import { poolPort } from '../../intel/pool-ports.ts';
import { writeEndpoint } from '../../model/endpoint.ts';
import type { FlowCadence } from '../../model/network-payloads.ts';
import { FlowLedger, type Kept } from './flow-ledger.ts';

/**
 * Milliseconds. Exporters tell of a flow that goes on every half hour at the latest (Cisco's default and nfdump's); what
 * is quiet for longer is another conversation of the same two ports.
 */
const longestSilence = 35 * 60_000;

interface Conversation<P> {
  first: number;
  last: number;
  bytesUp: number;
  bytesDown: number;
  packetsUp: number;
  packetsDown: number;
  records: number;
  readonly client: string;
  readonly server: string;
  readonly transport: 'tcp' | 'udp';
  readonly place: P;
}

export class JoinedFlows<P> {
  readonly #most: number;
  readonly #open = new Map<string, Conversation<P>>();
  readonly #told: FlowLedger<P>;
  #dropped = 0;
  /** Of those that were told last. */
  #untold = 0;

  /** `most`: so many conversations are kept in mind; the longest stay. */
  constructor(most: number, mostTold: number) {
    this.#most = most;
    this.#told = new FlowLedger(mostTold);
  }

  /** Takes a record with a pool's port on one side, and passes over others. */
  add(record: FlowRecord, place: () => P): void {
    const part = conversationOf(record, place);
    if (part === undefined) return;
    const key = `${part.client} ${part.server} ${part.transport}`;
    const known = this.#open.get(key);
    if (known !== undefined && isSame(known, part)) {
      join(known, part);
      return;
    }
    if (known !== undefined) keep(this.#told, known);
    this.#open.set(key, part);
    if (this.#open.size > 2 * this.#most) this.#prune();
  }

  /** What is worth telling by now. Conversations go on: asked again, they may have grown. */
  *flows(): Generator<Kept<P>> {
    const told = this.#told.copy();
    for (const one of this.#open.values()) keep(told, one);
    const flows = [...told.flows()];
    this.#untold = told.dropped;
    yield* flows;
  }

  /** How many were dropped for want of room: the shortest, which are no miner's. */
  get dropped(): number {
    return this.#dropped + this.#untold;
  }

  /** Half of them go at once, so that each costs little. */
  #prune(): void {
    const byLength = [...this.#open].sort(([, a], [, b]) => b.last - b.first - (a.last - a.first));
    for (const [key] of byLength.slice(this.#most)) this.#open.delete(key);
    this.#dropped += byLength.length - this.#most;
  }
}

/** Tells of a conversation whose totals could be a miner's. */
function keep<P>(told: FlowLedger<P>, one: Conversation<P>): void {
  const value = cadenceOf(one);
  if (hasMiningShape(value)) told.add(value, one.place);
}

/** The side with a pool's port is the server; where both have one, it is the destination. */
function conversationOf<P>(record: FlowRecord, place: () => P): Conversation<P> | undefined {
  const toServer = poolPort(record.destinationPort) !== undefined;
  if (!toServer && poolPort(record.sourcePort) === undefined) return undefined;
  const source = writeEndpoint({ address: record.source, port: record.sourcePort });
  const destination = writeEndpoint({ address: record.destination, port: record.destinationPort });
  const { first, last, transport, bytes, bytesBack, packets, packetsBack } = record;
  const common = { first, last, transport, records: 1, place: place() };
  if (toServer) {
    const totals = { bytesUp: bytes, bytesDown: bytesBack, packetsUp: packets, packetsDown: packetsBack };
    return { client: source, server: destination, ...totals, ...common };
  }
  const totals = { bytesUp: bytesBack, bytesDown: bytes, packetsUp: packetsBack, packetsDown: packets };
  return { client: destination, server: source, ...totals, ...common };
}

function isSame(known: Conversation<unknown>, part: Conversation<unknown>): boolean {
  return part.first - known.last <= longestSilence && known.first - part.last <= longestSilence;
}

function join(known: Conversation<unknown>, part: Conversation<unknown>): void {
  known.first = Math.min(known.first, part.first);
  known.last = Math.max(known.last, part.last);
  known.bytesUp += part.bytesUp;
  known.bytesDown += part.bytesDown;
  known.packetsUp += part.packetsUp;
  known.packetsDown += part.packetsDown;
  known.records++;
}

/** When it was is not told: nfdump writes the time of its own machine, without the zone. */
function cadenceOf(one: Conversation<unknown>): FlowCadence {
  const { client, server, transport, bytesUp, bytesDown, packetsUp, packetsDown, records } = one;
  const seconds = Math.round(one.last - one.first) / 1000;
  const totals = { seconds, bytesUp, bytesDown, packetsUp, packetsDown };
  return { client, server, transport, sensor: 'netflow', ...totals, ...(records > 1 ? { records } : {}) };
}
