/**
 * A capture in pieces to the TCP conversations in it that hold something, and single packets that do.
 *
 * Two passes over each chunk: the first walks the packets, keeps the flow table and notes which flows a hit lies in;
 * the second takes the segments of those flows, so that what came before the hit in the chunk belongs, too. Nothing
 * is allocated for a packet that is no candidate's. docs/decisions/0003-captures.md has the reasons.
 */
import { captureHeadLength, openCapture } from '../../codec/network/capture.ts';
import { FlowTable, flowBits } from '../../codec/network/flow-table.ts';
import { type Assembled, Fragments } from '../../codec/network/fragments.ts';
import { readFrame } from '../../codec/network/frame.ts';
import { readIpPayload } from '../../codec/network/ip.ts';
import { isKnownLink } from '../../codec/network/link-layer.ts';
import { Packet } from '../../codec/network/packet.ts';
import type { RecordReader } from '../../codec/network/records.ts';
import { type TcpSegment, tcpFlags } from '../../codec/network/tcp-conversation.ts';
import type { Hit, Run } from '../../model/anchor.ts';
import type { Child, Miss, StreamingDecode } from '../../model/units.ts';
import { Batch, batchSegments } from './batch.ts';
import { CaptureGaps } from './capture-gaps.ts';
import { type ConversationBounds, Conversations } from './conversations.ts';
import { Marks } from './marks.ts';
import { isShortText, ShortSegments, shortLength } from './short-segments.ts';
import { StrayPackets } from './stray-packets.ts';

export interface CaptureOptions {
  readonly bounds: ConversationBounds;
  /** Put every flow together, hit or not. */
  readonly everyFlow?: boolean;
  /** Flows remembered; a power of two, above 65,536 in production. */
  readonly flows?: number;
}

/** 8 MiB of entries. */
const rememberedFlows = 131_072;
/** Bytes at a chunk's end that may begin a record, where its place was lost. */
const keepUnsure = 64;

export class CaptureWalk implements StreamingDecode {
  /** Packet records so far. */
  packets = 0;
  #reader: RecordReader | undefined;
  /** Offset in the capture of the chunk's first byte. */
  #base = 0;
  #skip = 0;
  #left = 0;
  #unsure = false;
  #dead = false;
  /** First packet of the batch. */
  #batchBegan = 1;
  #now: number = Number.NaN;
  readonly #everyFlow: boolean;
  readonly #packet = new Packet();
  readonly #marks = new Marks();
  readonly #batch = new Batch();
  readonly #short = new ShortSegments();
  readonly #flows: FlowTable;
  readonly #fragments = new Fragments();
  readonly #strays = new StrayPackets();
  readonly #gaps = new CaptureGaps();
  readonly #conversations: Conversations;
  #retired: number[] = [];

  constructor(options: CaptureOptions) {
    this.#everyFlow = options.everyFlow ?? false;
    this.#flows = new FlowTable(options.flows ?? rememberedFlows, (flow) => this.#short.forget(flow));
    this.#conversations = new Conversations(this.#flows, options.bounds);
  }

  push(bytes: Uint8Array, hits: readonly Hit[], runs: readonly Run[]): number {
    const done = this.#dead ? bytes.length : this.#walk(bytes, hits, runs);
    this.#base += done;
    this.#left = bytes.length - done;
    return done;
  }

  end(): void {
    if (this.#left > 0 && !this.#unsure) this.#gaps.truncated(this.#base);
    if (this.#skip > 0) this.#gaps.truncated(this.#base);
    this.#conversations.finishAll();
    this.#gaps.fragments(this.#fragments.unfinished, this.#fragments.dropped);
    this.#gaps.close();
  }

  *drain(): Generator<Child | Miss> {
    yield* this.#conversations.drain();
    yield* this.#strays.drain();
    yield* this.#gaps.drain();
  }

  /** Bytes done with. */
  #walk(bytes: Uint8Array, hits: readonly Hit[], runs: readonly Run[]): number {
    let at = Math.min(this.#skip, bytes.length);
    this.#skip -= at;
    const reader = this.#reader ?? this.#open(bytes);
    if (!reader) return this.#dead ? bytes.length : 0;
    if (this.#base === 0 && at === 0) at = this.#opened;
    this.#marks.reset(hits, runs);
    while (at < bytes.length) {
      if (this.#unsure) {
        const place = reader.resynchronize(bytes, at);
        if (place < 0) {
          at = Math.max(at, bytes.length - keepUnsure);
          break;
        }
        at = place;
        this.#unsure = false;
      }
      const step = reader.next(bytes, at);
      at = reader.end;
      if (step === 'more') break;
      if (step === 'packet') this.#take(bytes, reader);
      else {
        this.#gaps.malformed(this.#base + at, reader.problem);
        this.#unsure = true;
        at++;
      }
    }
    this.#flush(bytes);
    this.#conversations.sweep(this.#now);
    this.#skip += Math.max(0, at - bytes.length);
    return Math.min(at, bytes.length);
  }

  #opened = 0;

  #open(bytes: Uint8Array): RecordReader | undefined {
    if (bytes.length < captureHeadLength) return undefined;
    const opened = openCapture(bytes);
    if (opened.status === 'ok') {
      this.#opened = opened.value.at;
      this.#reader = opened.value.reader;
      return this.#reader;
    }
    this.#gaps.malformed(this.#base, opened.status === 'not-this-format' ? 'not a capture' : opened.what);
    this.#dead = true;
    return undefined;
  }

  #take(bytes: Uint8Array, reader: RecordReader): void {
    const number = ++this.packets;
    const packet = this.#packet;
    readFrame(bytes, reader.dataAt, reader.dataAt + reader.captured, reader.link, packet);
    if (packet.kind === 'tcp') this.#takeTcp(bytes, reader, number, undefined);
    else if (packet.kind === 'fragment') this.#takeFragment(bytes, reader, number);
    else this.#takeOther(bytes, reader, number);
  }

  #takeOther(bytes: Uint8Array, { dataAt, captured, link }: RecordReader, number: number): void {
    const packet = this.#packet;
    const end = dataAt + captured;
    if (packet.kind === 'malformed') this.#gaps.malformedPacket(number, this.#base + dataAt);
    else if (packet.kind === 'other' && !isKnownLink(link)) this.#gaps.unknownLink(link, this.#base + dataAt);
    if (!this.#marks.touch(dataAt, end)) return;
    const read = packet.kind === 'udp' || packet.kind === 'ip';
    const content = read ? bytes.subarray(packet.payloadAt, packet.payloadEnd) : bytes.subarray(dataAt, end);
    this.#strays.add(bytes, packet, content, number, this.#base + dataAt);
  }

  #takeFragment(bytes: Uint8Array, reader: RecordReader, number: number): void {
    const packet = this.#packet;
    const marked = this.#marks.touch(packet.payloadAt, packet.payloadEnd);
    const whole = this.#fragments.add(bytes, packet, number, marked);
    if (!whole) return;
    packet.cut = false;
    readIpPayload(whole.bytes, 0, whole.bytes.length, packet.protocol, packet);
    if (packet.kind === 'tcp') this.#takeTcp(bytes, reader, number, whole);
    if (!whole.marked || packet.kind === 'tcp' || packet.kind === 'fragment') return;
    const payload = whole.bytes.subarray(packet.payloadAt, packet.payloadEnd);
    this.#strays.add(bytes, packet, payload, number, this.#base + reader.dataAt);
  }

  #takeTcp(bytes: Uint8Array, reader: RecordReader, number: number, assembled: Assembled | undefined): void {
    const packet = this.#packet;
    const length = packet.payloadEnd - packet.payloadAt;
    const control = packet.control & (tcpFlags.syn | tcpFlags.fin | tcpFlags.rst);
    // A bare acknowledgement says nothing that is needed.
    if (length === 0 && control === 0) return;
    if (this.#batch.length === batchSegments) this.#flush(bytes);
    const flows = this.#flows;
    const found = flows.find(bytes, packet, number, this.#batchBegan);
    const direction = found & 1;
    let flow = found >> 1;
    if ((control & tcpFlags.syn) !== 0) flow = this.#synchronize(flow, direction, number);
    if (length > 0) {
      const candidate =
        assembled !== undefined || this.#everyFlow || this.#marks.touch(packet.payloadAt, packet.payloadEnd);
      if (candidate) flows.set(flow, flowBits.candidate | flowBits.data);
      else this.#watchShort(bytes, flow, direction, length);
    } else if ((control & (tcpFlags.fin | tcpFlags.rst)) === 0) return;
    this.#row(flow * 2 + direction, length, reader.time, number, assembled);
  }

  /** A SYN tells where a direction begins; another one than before, that another conversation does. */
  #synchronize(flow: number, direction: number, number: number): number {
    const { sequence, control } = this.#packet;
    const flows = this.#flows;
    const answers = (control & tcpFlags.ack) !== 0;
    const seen = (flows.flags(flow) & ((flowBits.syn | flowBits.synAck) << direction)) !== 0;
    const known = seen && flows.initial(flow, direction) === sequence;
    if (known) return flow;
    const begun = (flows.flags(flow) & flowBits.data) !== 0;
    let own = flow;
    if (!answers && (seen || begun)) {
      own = flows.renew(flow, number, this.#batchBegan);
      this.#retired.push(flow);
    } else if (answers && begun) return flow;
    flows.set(own, (answers ? flowBits.synAck : flowBits.syn) << direction);
    flows.setInitial(own, direction, sequence);
    return own;
  }

  /** Two short texts in a row make a candidate. */
  #watchShort(bytes: Uint8Array, flow: number, direction: number, length: number): void {
    const flows = this.#flows;
    const bit = flowBits.short << direction;
    if (length > shortLength || !isShortText(bytes, this.#packet.payloadAt, length)) flows.clear(flow, bit);
    else if ((flows.flags(flow) & bit) === 0) flows.set(flow, bit);
    else flows.set(flow, flowBits.candidate);
    flows.set(flow, flowBits.data);
  }

  #row(flow: number, length: number, time: number, number: number, assembled: Assembled | undefined): void {
    const batch = this.#batch;
    const packet = this.#packet;
    const row = batch.length++;
    batch.flow[row] = flow;
    batch.at[row] = packet.payloadAt;
    batch.bytes[row] = length;
    batch.sequence[row] = packet.sequence;
    batch.acknowledgement[row] = packet.acknowledgement;
    batch.control[row] = packet.control;
    batch.cut[row] = packet.cut ? 1 : 0;
    batch.packet[row] = number;
    batch.time[row] = time;
    batch.source[row] = assembled ? batch.assembled.push(assembled.bytes) : 0;
    if (time > this.#now || Number.isNaN(this.#now)) this.#now = time;
  }

  /** The second pass: candidates' segments are taken, the others let go. */
  #flush(bytes: Uint8Array): void {
    const { flow: flowOf, bytes: lengths, length } = this.#batch;
    for (let row = 0; row < length; row++) {
      const key = flowOf[row] ?? 0;
      const flags = this.#flows.flags(key >> 1);
      if ((flags & flowBits.candidate) !== 0) this.#deliver(key, row, bytes);
      else if (lengths[row] !== 0) this.#letGo(key, row, flags, bytes);
    }
    for (const flow of this.#retired) {
      this.#conversations.finish(flow);
      this.#flows.release(flow);
    }
    this.#retired = [];
    this.#batch.clear();
    this.#batchBegan = this.packets + 1;
  }

  #deliver(key: number, row: number, bytes: Uint8Array): void {
    const flow = key >> 1;
    for (const kept of [flow * 2, flow * 2 + 1]) {
      const short = this.#short.take(kept);
      if (short) this.#conversations.add(flow, short);
    }
    this.#conversations.add(flow, this.#segment(key, row, bytes));
  }

  #letGo(key: number, row: number, flags: number, bytes: Uint8Array): void {
    if ((flags & (flowBits.short << (key & 1))) !== 0 && (this.#batch.bytes[row] ?? 0) <= shortLength) {
      const displaced = this.#short.keep(key, this.#segment(key, row, bytes));
      if (displaced !== undefined) this.#flows.set(displaced >> 1, flowBits.lost);
    } else if ((flags & flowBits.lost) === 0) this.#flows.set(key >> 1, flowBits.lost);
  }

  #segment(key: number, row: number, bytes: Uint8Array): TcpSegment {
    const batch = this.#batch;
    // Rows below the batch's length are there: the zeros are for the type alone.
    return {
      direction: key & 1,
      source: batch.sourceOf(row, bytes),
      at: batch.at[row] ?? 0,
      length: batch.bytes[row] ?? 0,
      sequence: batch.sequence[row] ?? 0,
      acknowledgement: batch.acknowledgement[row] ?? 0,
      control: batch.control[row] ?? 0,
      packet: batch.packet[row] ?? 0,
      time: batch.time[row] ?? Number.NaN,
      cut: batch.cut[row] === 1,
    };
  }
}
