/**
 * A TCP conversation out of segments in any order: both halves, and who is the client.
 * A SYN decides who; without one (`handshake: false`) the lower port is the server's, and of two equal ports the
 * one whose data came first is the client's.
 */
import type { Endpoint, Segment, Stream } from '../../model/stream.ts';
import { copyPiece, type Piece } from './patchwork.ts';
import { type Delivery, type HalfBounds, TcpHalf } from './tcp-half.ts';

/** TCP flags. */
export const tcpFlags = { fin: 1, syn: 2, rst: 4, ack: 16 } as const;

/** One segment, as the conversation needs it. */
export interface TcpSegment {
  /** 0 or 1. */
  direction: number;
  source: Uint8Array;
  at: number;
  length: number;
  sequence: number;
  acknowledgement: number;
  control: number;
  packet: number;
  /** Milliseconds since 1970; NaN where unknown. */
  time: number;
  /** The sniffer cut the payload off. */
  cut: boolean;
}

/** What is known of a conversation from elsewhere; pairs are by direction. */
export interface Beginning {
  readonly endpoints: readonly [Endpoint, Endpoint];
  /** Sequence number of the SYN without ACK. */
  readonly syn: readonly [number | undefined, number | undefined];
  /** Sequence number of the SYN with ACK. */
  readonly synAck: readonly [number | undefined, number | undefined];
  /** Payload was let go before the first segment here. */
  readonly lost: boolean;
}

export interface OtherReading {
  /** As long as the first reading. */
  readonly bytes: Uint8Array;
  /** The packets that say otherwise. */
  readonly packets: readonly number[];
}

export interface Assembly {
  readonly stream: Stream;
  readonly bytes: Uint8Array;
  /** Where packets disagree about the same bytes. */
  readonly other?: OtherReading;
}

export class TcpConversation {
  /** Milliseconds since 1970 of the last segment; NaN where unknown. */
  lastTime: number = Number.NaN;
  lastPacket = 0;
  reset = false;
  readonly #halves: readonly [TcpHalf, TcpHalf];
  #cut = false;

  constructor(bounds: HalfBounds) {
    this.#halves = [new TcpHalf(bounds), new TcpHalf(bounds)];
  }

  /** Bytes of memory in use, about. */
  get cost(): number {
    return 512 + this.#halves[0].content.cost + this.#halves[1].content.cost;
  }

  /** Which bound was reached in either direction, if any. */
  get full(): 'no' | 'limit-bytes' | 'limit-count' {
    const [low, high] = this.#halves;
    return low.content.full === 'no' ? high.content.full : low.content.full;
  }

  /** Both sides sent their FIN, and everything before it is here. */
  get ended(): boolean {
    return this.#halves[0].ended && this.#halves[1].ended;
  }

  add(segment: TcpSegment): void {
    const { direction, control, length } = segment;
    const own = this.#halves[direction === 0 ? 0 : 1];
    const peer = this.#halves[direction === 0 ? 1 : 0];
    // A SYN takes one sequence number; data may already stand behind it (RFC 7413).
    const sequence = (segment.sequence + ((control & tcpFlags.syn) === 0 ? 0 : 1)) | 0;
    if (length > 0) own.add(sequence, segment.source, segment.at, length, segment.packet, segment.time);
    if (segment.cut) this.#cut = true;
    if ((control & tcpFlags.ack) !== 0) peer.acknowledge(segment.acknowledgement);
    if ((control & tcpFlags.fin) !== 0) own.finish((sequence + length) | 0);
    if ((control & tcpFlags.rst) !== 0) this.reset = true;
    if (!Number.isNaN(segment.time)) this.lastTime = segment.time;
    this.lastPacket = segment.packet;
  }

  /** The stream and its bytes: all of the client's, then all of the server's. */
  assemble(beginning: Beginning): Assembly {
    const { lost, syn, synAck } = beginning;
    const client = this.#client(beginning);
    const server = client === 0 ? 1 : 0;
    const initial = (side: 0 | 1): number | undefined => (lost ? undefined : (syn[side] ?? synAck[side]));
    const sent = this.#halves[client].deliver(initial(client), lost);
    const answered = this.#halves[server].deliver(initial(server), lost);
    const clientBytes = total(sent.deliveries);
    const bytes = new Uint8Array(clientBytes + total(answered.deliveries));
    copyAll(sent.deliveries, bytes, 0);
    copyAll(answered.deliveries, bytes, clientBytes);
    const handshake = syn[client] !== undefined || synAck[server] !== undefined;
    const begun = syn[client] !== undefined && synAck[server] !== undefined;
    const stream = {
      client: beginning.endpoints[client],
      server: beginning.endpoints[server],
      clientBytes,
      segments: interleave(sent.deliveries, answered.deliveries, clientBytes),
      complete: begun && !this.#cut && sent.whole && answered.whole,
      handshake,
    };
    const other = this.#otherReading(bytes, [
      [client, sent.deliveries, 0],
      [server, answered.deliveries, clientBytes],
    ]);
    return { stream, bytes, ...(other ? { other } : {}) };
  }

  /** What it reads like with the bytes that came second, where packets disagree. */
  #otherReading(
    bytes: Uint8Array,
    sides: readonly (readonly [side: 0 | 1, deliveries: readonly Delivery[], offset: number])[],
  ): OtherReading | undefined {
    if (this.#halves.every(({ content }) => content.others.length === 0)) return undefined;
    const packets: number[] = [];
    const other = new Uint8Array(bytes);
    for (const [side, deliveries, offset] of sides)
      for (const piece of this.#halves[side].content.others)
        if (patch(piece, deliveries, other, offset)) packets.push(piece.packet);
    return packets.length > 0 ? { bytes: other, packets } : undefined;
  }

  #client({ endpoints, syn, synAck }: Beginning): 0 | 1 {
    if (syn[0] !== undefined || synAck[1] !== undefined) return 0;
    if (syn[1] !== undefined || synAck[0] !== undefined) return 1;
    if (endpoints[0].port !== endpoints[1].port) return endpoints[0].port > endpoints[1].port ? 0 : 1;
    const first = (side: 0 | 1): number => this.#halves[side].content.pieces[0]?.packet ?? Number.POSITIVE_INFINITY;
    return first(0) <= first(1) ? 0 : 1;
  }
}

function copyAll(deliveries: readonly Delivery[], into: Uint8Array, start: number): void {
  let offset = start;
  for (const { piece } of deliveries) {
    copyPiece(piece, into, offset);
    offset += piece.length;
  }
}

/** Lays a stretch over what was delivered in its place; false where nothing was. */
function patch(other: Piece, deliveries: readonly Delivery[], into: Uint8Array, start: number): boolean {
  let offset = start;
  let laid = false;
  for (const { piece } of deliveries) {
    const from = Math.max(piece.position, other.position);
    const to = Math.min(piece.position + piece.length, other.position + other.length);
    if (from < to) {
      const bytes = other.block.subarray(other.at + from - other.position, other.at + to - other.position);
      into.set(bytes, offset + from - piece.position);
      laid = true;
    }
    offset += piece.length;
  }
  return laid;
}

function total(deliveries: readonly Delivery[]): number {
  return deliveries.reduce((sum, { piece }) => sum + piece.length, 0);
}

/** Both sides' deliveries in the order in which they were deliverable. */
function interleave(sent: readonly Delivery[], answered: readonly Delivery[], clientBytes: number): Segment[] {
  const segments: Segment[] = [];
  const offsets = { client: 0, server: clientBytes };
  const take = (from: 'client' | 'server', { piece, afterHole }: Delivery): void => {
    const { length, packet, time } = piece;
    const timed = Number.isNaN(time) ? {} : { time };
    segments.push({ from, offset: offsets[from], length, packet, ...timed, ...(afterHole ? { afterHole } : {}) });
    offsets[from] += length;
  };
  for (let i = 0, k = 0; i < sent.length || k < answered.length; ) {
    const request = sent[i];
    const answer = answered[k];
    if (request && (!answer || request.packet <= answer.packet)) {
      take('client', request);
      i++;
    } else if (answer) {
      take('server', answer);
      k++;
    }
  }
  return segments;
}
