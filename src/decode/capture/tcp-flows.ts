/**
 * TCP flows and which of them are candidates. First every segment of a chunk is noted, then `flush` takes those of
 * candidate flows, so that what came before the hit in the same chunk belongs, too, and lets the others go.
 */
import { FlowTable, flowBits } from '../../codec/network/flow-table.ts';
import type { Packet } from '../../codec/network/packet.ts';
import { tcpFlags } from '../../codec/network/tcp-conversation.ts';
import type { Child, Miss } from '../../model/units.ts';
import type { AddressNames } from './address-names.ts';
import { Batch, batchSegments, type Timed } from './batch.ts';
import { type ConversationBounds, Conversations } from './conversations.ts';
import { FlowWatch } from './flow-watch.ts';
import type { Touch } from './marks.ts';
import { isShortText, ShortSegments, shortLength } from './short-segments.ts';

export class TcpFlows {
  readonly #batch = new Batch();
  readonly #short = new ShortSegments();
  readonly #flows: FlowTable;
  readonly #conversations: Conversations;
  /** First packet of the batch: flows seen in it must not be evicted before it is flushed. */
  #batchBegan = 1;
  /** Flows whose endpoints began another conversation within the batch. */
  #retired: number[] = [];
  /** Flows that ended in this batch, and those that ended in the last one: what comes late still finds its flow. */
  #ended: number[] = [];
  #endedBefore: number[] = [];
  readonly #watch: FlowWatch;

  /** `remembered`: flows in the table, a power of two, more than two batches and all live conversations hold. */
  constructor(bounds: ConversationBounds, remembered: number, names: AddressNames) {
    this.#flows = new FlowTable(remembered, (flow) => this.#forget(flow));
    this.#watch = new FlowWatch(this.#flows, names);
    this.#conversations = new Conversations(this.#flows, bounds, this.#watch);
  }

  #forget(flow: number): void {
    this.#short.forget(flow);
    this.#watch.end(flow, (ended) => this.#conversations.beginning(ended));
  }

  /**
   * Notes a segment. `headers` holds the packet's addresses and, unless it was put together from fragments
   * (`assembled`), its payload; `found` says what was found in that.
   */
  take(
    headers: Uint8Array,
    segment: Packet,
    packet: number,
    record: Timed,
    found: Touch,
    assembled?: Uint8Array,
  ): void {
    const length = segment.payloadEnd - segment.payloadAt;
    const said = length + segment.missing;
    const control = segment.control & (tcpFlags.syn | tcpFlags.fin | tcpFlags.rst);
    // A bare acknowledgement says nothing that is needed.
    if (said === 0 && control === 0) return;
    if (this.#batch.length === batchSegments) this.flush(headers, packet);
    const key = this.#flowOf(headers, segment, packet, said);
    if (key < 0) return;
    const direction = key & 1;
    const flow = (control & tcpFlags.syn) === 0 ? key >> 1 : this.#synchronize(key >> 1, direction, segment, packet);
    if ((control & ~tcpFlags.syn) !== 0) this.#finish(flow, direction, control);
    if (said > 0) {
      this.#watch.note(assembled ?? headers, flow, direction, segment, packet, record);
      if (found === 'hit') this.#flows.set(flow, flowBits.candidate | flowBits.data | flowBits.anchored);
      else if (found === 'run') this.#flows.set(flow, flowBits.candidate | flowBits.data);
      else this.#watchShort(assembled ?? headers, flow, direction, segment.payloadAt, length);
    } else if ((control & (tcpFlags.fin | tcpFlags.rst)) === 0) return;
    this.#batch.add(flow * 2 + direction, segment, packet, record, assembled);
  }

  /** Twice the flow plus the direction; -1 for the end of a flow that nobody knows. */
  #flowOf(headers: Uint8Array, segment: Packet, packet: number, said: number): number {
    const ends = said === 0 && (segment.control & tcpFlags.syn) === 0;
    if (ends) return this.#flows.seek(headers, segment, packet);
    return this.#flows.find(headers, segment, packet, this.#batchBegan);
  }

  /** A flow is over once both sides said so, or one did and the other broke off. A RST alone may be forged. */
  #finish(flow: number, direction: number, control: number): void {
    const flows = this.#flows;
    const both = flowBits.fin | (flowBits.fin << 1);
    const before = flows.flags(flow) & both;
    if (before === both) return;
    if ((control & tcpFlags.fin) !== 0) flows.set(flow, flowBits.fin << direction);
    if ((control & tcpFlags.rst) !== 0 && before !== 0) flows.set(flow, both);
    if ((flows.flags(flow) & both) === both) this.#ended.push(flow);
  }

  /** A SYN tells where a direction begins; another one than before, that another conversation does. */
  #synchronize(flow: number, direction: number, { sequence, control }: Packet, packet: number): number {
    const flows = this.#flows;
    const answers = (control & tcpFlags.ack) !== 0;
    const seen = (flows.flags(flow) & ((flowBits.syn | flowBits.synAck) << direction)) !== 0;
    const known = seen && flows.initial(flow, direction) === sequence;
    if (known) return flow;
    const begun = (flows.flags(flow) & flowBits.data) !== 0;
    let own = flow;
    if (!answers && (seen || begun)) {
      own = flows.renew(flow, packet, this.#batchBegan);
      this.#retired.push(flow);
    } else if (answers && begun) return flow;
    flows.set(own, (answers ? flowBits.synAck : flowBits.syn) << direction);
    flows.setInitial(own, direction, sequence);
    return own;
  }

  /** Two short texts in a row make a candidate. */
  #watchShort(bytes: Uint8Array, flow: number, direction: number, at: number, length: number): void {
    const flows = this.#flows;
    const bit = flowBits.short << direction;
    if (length > shortLength || !isShortText(bytes, at, length)) flows.clear(flow, bit);
    else if ((flows.flags(flow) & bit) === 0) flows.set(flow, bit);
    else flows.set(flow, flowBits.candidate);
    flows.set(flow, flowBits.data);
  }

  /** Takes candidates' segments and lets the others go. `next`: number of the packet that comes next. */
  flush(chunk: Uint8Array, next: number): void {
    const { flow: flowOf, bytes: lengths, length } = this.#batch;
    for (let row = 0; row < length; row++) {
      const key = flowOf[row] ?? 0;
      const flags = this.#flows.flags(key >> 1);
      if ((flags & flowBits.candidate) !== 0) this.#deliver(key, row, chunk);
      else if (lengths[row] !== 0) this.#letGo(key, row, flags, chunk);
    }
    for (const flow of this.#retired) {
      this.#conversations.finish(flow);
      this.#flows.release(flow);
    }
    this.#retired = [];
    this.#removeEnded();
    this.#batch.clear();
    this.#batchBegan = next;
  }

  #removeEnded(): void {
    const both = flowBits.fin | (flowBits.fin << 1);
    for (const flow of this.#endedBefore) {
      const flags = this.#flows.flags(flow);
      // A conversation that waits for missing bytes is still needed; a retired or another flow has nothing to do here.
      if ((flags & both) === both && (flags & (flowBits.pinned | flowBits.retired)) === 0) this.#flows.remove(flow);
    }
    this.#endedBefore = this.#ended;
    this.#ended = [];
  }

  #deliver(key: number, row: number, chunk: Uint8Array): void {
    const flow = key >> 1;
    for (const kept of [flow * 2, flow * 2 + 1]) {
      const short = this.#short.take(kept);
      if (short) this.#conversations.add(flow, short);
    }
    this.#conversations.add(flow, this.#batch.segment(row, chunk));
  }

  #letGo(key: number, row: number, flags: number, chunk: Uint8Array): void {
    if ((flags & (flowBits.short << (key & 1))) !== 0 && (this.#batch.bytes[row] ?? 0) <= shortLength) {
      const displaced = this.#short.keep(key, this.#batch.segment(row, chunk));
      if (displaced !== undefined) this.#flows.set(displaced >> 1, flowBits.lost);
    } else if ((flags & flowBits.lost) === 0) this.#flows.set(key >> 1, flowBits.lost);
  }

  /** Ends conversations that are over. `now`: milliseconds since 1970, by the capture's own clock. */
  sweep(now: number): void {
    this.#conversations.sweep(now);
  }

  finishAll(): void {
    this.#conversations.finishAll();
    for (const flow of this.#flows.living()) this.#forget(flow);
    this.#watch.close();
  }

  /** What was not kept or not handed on, after the end. */
  misses(): Miss[] {
    return this.#watch.misses();
  }

  /** Conversations that were not handed on since the last call. */
  takeDropped(): number {
    return this.#conversations.takeDropped();
  }

  /** Conversations that go on. */
  snapshot(): Iterable<Child> {
    return this.#conversations.snapshot();
  }

  *drain(): Generator<Child | Miss> {
    yield* this.#conversations.drain();
    yield* this.#watch.drain((stream) => this.#conversations.nameOf(stream));
  }
}
