/**
 * The DNS messages of one client to one resolver about one name, gathered into one part of the capture: how often a name
 * is asked for tells a miner from somebody who had a look. Each message is a segment of the part's stream. Parts are
 * handed on at the capture's end, or as far as they are while it goes on. The numbers of all are bounded.
 */
import { formatAddress } from '../../codec/network/addresses.ts';
import type { Packet } from '../../codec/network/packet.ts';
import type { Endpoint, Segment, Stream } from '../../model/stream.ts';
import type { Child, Miss } from '../../model/units.ts';

/** Clients, resolvers and names. */
const mostLookups = 1_024;
/** Messages of one of them, and of all. */
const mostOfOne = 2_048;
const mostMessages = 16_384;
/** Bytes of a message that are kept: more than one over UDP holds, as a rule. */
const mostBytes = 1_500;

type Side = Segment['from'];

interface Message {
  readonly from: Side;
  readonly bytes: Uint8Array;
  readonly packet: number;
  readonly time: number;
}

interface Gathered {
  readonly name: string;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly messages: Message[];
  /** How many of them were shown while the capture went on. */
  shown: number;
}

export class GatheredLookups {
  readonly #lookups = new Map<string, Gathered>();
  #messages = 0;
  #left = 0;
  #closed = false;

  /** A message about `name`. `headers` holds the packet, its payload included. */
  add(headers: Uint8Array, packet: Packet, name: string, from: Side, number: number, time: number): void {
    const lookup = this.#lookupOf(headers, packet, name, from);
    if (lookup === undefined || lookup.messages.length >= mostOfOne || this.#messages >= mostMessages) {
      this.#left++;
      return;
    }
    this.#messages++;
    const end = Math.min(packet.payloadEnd, packet.payloadAt + mostBytes);
    lookup.messages.push({ from, bytes: headers.slice(packet.payloadAt, end), packet: number, time });
  }

  #lookupOf(headers: Uint8Array, packet: Packet, name: string, from: Side): Gathered | undefined {
    const { sourceAt, targetAt, addressLength, sourcePort, targetPort } = packet;
    const source = { address: formatAddress(headers, sourceAt, addressLength), port: sourcePort };
    const target = { address: formatAddress(headers, targetAt, addressLength), port: targetPort };
    const [client, server] = from === 'client' ? [source, target] : [target, source];
    const title = `dns ${client.address} > ${server.address} ${name}`;
    const known = this.#lookups.get(title);
    if (known !== undefined || this.#lookups.size === mostLookups) return known;
    const lookup: Gathered = { name: title, client, server, messages: [], shown: 0 };
    this.#lookups.set(title, lookup);
    return lookup;
  }

  /** No more comes: what was not kept. */
  close(): Miss[] {
    this.#closed = true;
    if (this.#left === 0) return [];
    return [
      { gap: { code: 'limit-count', what: `${this.#left} more messages about pools' names were not handed on` } },
    ];
  }

  /** Those that grew since the last call. */
  *snapshot(): Generator<Child> {
    for (const lookup of this.#lookups.values()) {
      if (lookup.shown === lookup.messages.length) continue;
      lookup.shown = lookup.messages.length;
      yield childOf(lookup);
    }
  }

  /** All of them, once the capture is over. */
  *drain(): Generator<Child> {
    if (!this.#closed) return;
    for (const lookup of this.#lookups.values()) yield childOf(lookup);
    this.#lookups.clear();
  }
}

function childOf({ name, client, server, messages }: Gathered): Child {
  const sizeOf = (side: Side): number =>
    messages.reduce((sum, { from, bytes }) => sum + (from === side ? bytes.length : 0), 0);
  const clientBytes = sizeOf('client');
  const bytes = new Uint8Array(clientBytes + sizeOf('server'));
  const next = { client: 0, server: clientBytes };
  const segments = messages.map(({ from, bytes: message, packet, time }): Segment => {
    const offset = next[from];
    bytes.set(message, offset);
    next[from] += message.length;
    return { from, offset, length: message.length, packet, ...(Number.isNaN(time) ? {} : { time }) };
  });
  const stream: Stream = { client, server, clientBytes, segments, complete: false, handshake: false };
  return { name, kind: 'packet', bytes, stream };
}
