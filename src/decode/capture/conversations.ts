/**
 * The conversations that are being put together, within bounds: each direction, all of them together, and how long
 * one may be idle. Those that are finished wait to be drained.
 */
import { type FlowTable, flowBits } from '../../codec/network/flow-table.ts';
import {
  type Beginning,
  type OtherReading,
  TcpConversation,
  type TcpSegment,
} from '../../codec/network/tcp-conversation.ts';
import { writeEndpoint } from '../../model/endpoint.ts';
import type { Cadence, Endpoint, Stream } from '../../model/stream.ts';
import type { Child, Miss } from '../../model/units.ts';

export interface ConversationBounds {
  /** Bytes and segments kept of one direction. */
  readonly halfBytes: number;
  readonly halfSegments: number;
  /** Bytes kept of all conversations. */
  readonly bytes: number;
  readonly conversations: number;
  /** Streams handed on. */
  readonly streams: number;
}

export const conversationBounds: Omit<ConversationBounds, 'streams'> = {
  halfBytes: 4 * 1024 * 1024,
  halfSegments: 16_384,
  bytes: 64 * 1024 * 1024,
  conversations: 16_384,
};

/** In the capture's own time. Miners are told of new work every minute or two. */
const idleMs = 10 * 60_000;
/** After a RST, which may be forged, or a FIN with a hole before it. */
const lingerMs = 10_000;
const betweenSweepsMs = 5_000;

interface Finished {
  readonly conversation: TcpConversation;
  readonly beginning: Beginning;
  readonly anchored: boolean;
  readonly outside: Outside | undefined;
}

/** What is known of a conversation without its content. */
export interface Outside {
  readonly server: Endpoint;
  readonly cadence: Cadence | undefined;
  readonly serverNames: readonly string[];
}

/** What else is known of flows. */
export interface Surroundings {
  outside(flow: number): Outside | undefined;
  /** Takes what was kept of a flow's beginning, before anything was found in it; often nothing. */
  takeBeginning(flow: number): readonly TcpSegment[];
}

/** Conversations of which another reading is handed on. */
const mostOtherReadings = 256;
/** Packets that a gap names. */
const mostPacketsNamed = 5;

export class Conversations {
  readonly #flows: FlowTable;
  readonly #bounds: ConversationBounds;
  readonly #live = new Map<number, TcpConversation>();
  readonly #finished: Finished[] = [];
  readonly #names = new Map<string, number>();
  /** Names under which those that go on were shown, and up to which packet. */
  readonly #shown = new WeakMap<TcpConversation, { readonly name: string; readonly packet: number }>();
  readonly #around: Surroundings;
  #cost = 0;
  #otherReadings = 0;
  #swept: number = Number.NEGATIVE_INFINITY;
  #made = 0;
  #dropped = 0;

  constructor(flows: FlowTable, bounds: ConversationBounds, around: Surroundings) {
    this.#flows = flows;
    this.#bounds = bounds;
    this.#around = around;
  }

  add(flow: number, segment: TcpSegment): void {
    const conversation = this.#live.get(flow) ?? this.#begin(flow);
    const before = conversation.cost;
    conversation.add(segment);
    this.#cost += conversation.cost - before;
    if (conversation.ended) this.finish(flow);
  }

  #begin(flow: number): TcpConversation {
    const conversation = new TcpConversation({ bytes: this.#bounds.halfBytes, segments: this.#bounds.halfSegments });
    this.#live.set(flow, conversation);
    this.#flows.set(flow, flowBits.pinned);
    this.#recall(flow, conversation);
    this.#cost += conversation.cost;
    return conversation;
  }

  /** Where payload was let go and its first bytes are at hand, the rest is a hole like any other. */
  #recall(flow: number, conversation: TcpConversation): void {
    const beginning = this.#around.takeBeginning(flow);
    if (beginning.length === 0 || (this.#flows.flags(flow) & flowBits.lost) === 0) return;
    for (const segment of beginning) conversation.add(segment);
    this.#flows.clear(flow, flowBits.lost);
  }

  /** Takes a conversation's stream; what follows on the flow would be another. */
  finish(flow: number): void {
    const conversation = this.#live.get(flow);
    if (!conversation) return;
    const anchored = (this.#flows.flags(flow) & flowBits.anchored) !== 0;
    const outside = this.#around.outside(flow);
    this.#finished.push({ conversation, beginning: this.beginning(flow), anchored, outside });
    this.#live.delete(flow);
    this.#cost -= conversation.cost;
    this.#flows.clear(flow, flowBits.pinned | flowBits.candidate | flowBits.anchored);
    this.#flows.set(flow, flowBits.lost | flowBits.handed);
  }

  /** Ends what is over at this time, and the longest idle where there is too much. */
  sweep(now: number): void {
    // Clocks of captures jump, also backwards.
    if (Math.abs(now - this.#swept) >= betweenSweepsMs) {
      this.#swept = now;
      for (const [flow, { lastTime, reset }] of this.#live)
        if (now - lastTime > (reset ? lingerMs : idleMs)) this.finish(flow);
    }
    const { bytes, conversations } = this.#bounds;
    if (this.#cost <= bytes && this.#live.size <= conversations) return;
    const longestIdle = [...this.#live].sort(([, a], [, b]) => a.lastPacket - b.lastPacket);
    // Down to three quarters, so that the sorting is paid for by what follows.
    for (const [flow] of longestIdle) {
      if (this.#cost <= bytes * 0.75 && this.#live.size <= conversations * 0.75) return;
      this.finish(flow);
    }
  }

  finishAll(): void {
    for (const flow of [...this.#live.keys()]) this.finish(flow);
  }

  /** Streams that were not handed on since the last call, because there were too many. */
  takeDropped(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  /** Those that go on and have grown since the last call, as if they ended here. */
  *snapshot(): Generator<Child> {
    for (const [flow, conversation] of this.#live) {
      if (this.#shown.get(conversation)?.packet === conversation.lastPacket) continue;
      const { stream: bare, bytes } = conversation.assemble(this.beginning(flow));
      if (bytes.length === 0) continue;
      const stream = described(bare, this.#around.outside(flow));
      const name = this.#shown.get(conversation)?.name ?? this.nameOf(stream);
      this.#shown.set(conversation, { name, packet: conversation.lastPacket });
      yield { name, bytes, kind: 'stream', stream };
    }
  }

  /** The finished ones, one at a time, so that only one of them stands in memory twice. */
  *drain(): Generator<Child | Miss> {
    this.#finished.reverse();
    for (let next = this.#finished.pop(); next; next = this.#finished.pop()) {
      const { stream: bare, bytes, other } = next.conversation.assemble(next.beginning);
      if (bytes.length === 0) continue;
      // Wallet-shaped runs are common on the web: they must not use up what is there for anchors.
      const most = next.anchored ? this.#bounds.streams : this.#bounds.streams / 2;
      if (this.#made >= most) {
        this.#dropped++;
        continue;
      }
      this.#made++;
      const stream = described(bare, next.outside);
      const name = this.#shown.get(next.conversation)?.name ?? this.nameOf(stream);
      yield { name, bytes, kind: 'stream', stream };
      if (other) yield* this.#otherReading(name, stream, other);
      if (next.conversation.full !== 'no') yield this.#cutMiss(name, next.conversation.full);
    }
  }

  /** Packets disagree about the same bytes: nobody knows which of them the receiver took. */
  *#otherReading(name: string, stream: Stream, { bytes, packets }: OtherReading): Generator<Child | Miss> {
    const some = packets.slice(0, mostPacketsNamed).join(', ');
    const which = packets.length > mostPacketsNamed ? `${some}, …` : some;
    const differ = `${name}: packets contradict what was sent before in their place (${which})`;
    const more = this.#otherReadings++ < mostOtherReadings;
    const what = `${differ}; ${more ? 'both readings were searched' : 'only the first reading was searched'}`;
    yield { gap: { code: 'malformed', what } };
    if (more) yield { name: `${name} (other reading)`, bytes, kind: 'stream', stream };
  }

  #cutMiss(name: string, code: 'limit-bytes' | 'limit-count'): Miss {
    const { halfBytes, halfSegments } = this.#bounds;
    const most = code === 'limit-bytes' ? `${halfBytes} bytes` : `${halfSegments} segments`;
    return { gap: { code, what: `${name}: more than ${most} in one direction; what followed was not kept` } };
  }

  /** `tcp client > server`, numbered where the same two spoke before. */
  nameOf({ client, server }: Stream): string {
    const name = `tcp ${writeEndpoint(client)} > ${writeEndpoint(server)}`;
    const count = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, count);
    return count === 1 ? name : `${name} #${count}`;
  }

  /** What the flow table knows of a conversation's beginning. */
  beginning(flow: number): Beginning {
    const flows = this.#flows;
    const flags = flows.flags(flow);
    const seen = (bit: number, direction: number): number | undefined =>
      (flags & (bit << direction)) === 0 ? undefined : flows.initial(flow, direction);
    return {
      endpoints: [flows.endpoint(flow, 0), flows.endpoint(flow, 1)],
      syn: [seen(flowBits.syn, 0), seen(flowBits.syn, 1)],
      synAck: [seen(flowBits.synAck, 0), seen(flowBits.synAck, 1)],
      lost: (flags & flowBits.lost) !== 0,
    };
  }
}

/** A stream with what is known of it from outside, if both agree on who is the server. */
export function described(stream: Stream, outside: Outside | undefined): Stream {
  if (outside?.server.address !== stream.server.address || outside.server.port !== stream.server.port) return stream;
  const { cadence, serverNames } = outside;
  return { ...stream, ...(serverNames.length > 0 ? { serverNames } : {}), ...(cadence ? { cadence } : {}) };
}
