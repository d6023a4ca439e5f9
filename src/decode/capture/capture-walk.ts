/**
 * A capture in pieces to the TCP conversations in it that hold something, and single packets that do.
 *
 * Two passes over each chunk: the first walks the packets, keeps the flow table and notes which flows a hit lies in;
 * the second takes the segments of those flows, so that what came before the hit in the chunk belongs, too. Nothing
 * is allocated for a packet that is no candidate's; every flow's cadence is kept beside the flow table.
 * docs/decisions/0003-captures.md has the reasons.
 */
import { captureHeadLength, openCapture } from '../../codec/network/capture.ts';
import { Fragments } from '../../codec/network/fragments.ts';
import { readFrame } from '../../codec/network/frame.ts';
import { readIpPayload } from '../../codec/network/ip.ts';
import { isKnownLink } from '../../codec/network/link-layer.ts';
import { Packet } from '../../codec/network/packet.ts';
import type { RecordReader } from '../../codec/network/records.ts';
import type { Hit, Run } from '../../model/anchor.ts';
import type { Child, Miss, StreamingDecode } from '../../model/units.ts';
import { CaptureGaps } from './capture-gaps.ts';
import type { ConversationBounds } from './conversations.ts';
import { Marks } from './marks.ts';
import { PoolLookups } from './pool-lookups.ts';
import { StrayPackets } from './stray-packets.ts';
import { TcpFlows } from './tcp-flows.ts';

export interface CaptureOptions {
  readonly bounds: ConversationBounds;
  /** Put every flow together, hit or not. */
  readonly everyFlow?: boolean;
  /** Flows remembered; a power of two, above 65,536 in production. */
  readonly flows?: number;
  /** Bytes of DNS answers remembered; a power of two. */
  readonly nameBytes?: number;
}

/** At about 230 bytes each, where so many are alive at once. */
const rememberedFlows = 262_144;
/** Bytes at a chunk's end that may begin a record, where its place was lost. */
const keepUnsure = 64;

export class CaptureWalk implements StreamingDecode {
  /** Packet records so far. */
  packets = 0;
  #reader: RecordReader | undefined;
  /** Offset in the capture of the chunk's first byte. */
  #base = 0;
  /** Where the first record stands. */
  #opened = 0;
  /** Bytes still to be stepped over. */
  #skip = 0;
  /** Bytes of the last chunk that were not done with. */
  #left = 0;
  /** The place of the next record is lost. */
  #unsure = false;
  #ended = false;
  /** No capture after all. */
  #dead = false;
  readonly #everyFlow: boolean;
  readonly #packet = new Packet();
  readonly #marks = new Marks();
  readonly #flows: TcpFlows;
  readonly #fragments = new Fragments();
  readonly #strays = new StrayPackets();
  readonly #lookups: PoolLookups;
  readonly #gaps = new CaptureGaps();

  constructor(options: CaptureOptions) {
    this.#everyFlow = options.everyFlow ?? false;
    this.#lookups = new PoolLookups(options.nameBytes);
    this.#flows = new TcpFlows(options.bounds, options.flows ?? rememberedFlows, this.#lookups.names);
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
    this.#flows.finishAll();
    this.#ended = true;
    this.#gaps.fragments(this.#fragments);
    this.#gaps.close();
    this.#gaps.add(...this.#flows.misses(), ...this.#lookups.close());
  }

  *snapshot(): Generator<Child> {
    yield* this.#flows.snapshot();
    yield* this.#lookups.snapshot();
  }

  *drain(): Generator<Child | Miss> {
    yield* this.#flows.drain();
    if (this.#ended) this.#gaps.conversations(this.#flows.takeDropped());
    yield* this.#lookups.drain();
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
    this.#flows.flush(bytes, this.packets + 1);
    this.#flows.sweep(reader.time);
    this.#skip += Math.max(0, at - bytes.length);
    return Math.min(at, bytes.length);
  }

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
    if (packet.kind === 'tcp') this.#takeTcp(bytes, reader, number);
    else if (packet.kind === 'fragment') this.#takeFragment(bytes, reader, number);
    else this.#takeOther(bytes, reader, number);
  }

  #takeOther(bytes: Uint8Array, reader: RecordReader, number: number): void {
    const { dataAt, captured, link } = reader;
    const packet = this.#packet;
    const end = dataAt + captured;
    if (packet.kind === 'malformed') this.#gaps.malformedPacket(number, this.#base + dataAt);
    else if (packet.kind === 'other' && !isKnownLink(link)) this.#gaps.unknownLink(link, this.#base + dataAt);
    const isLookup = packet.kind === 'udp' && this.#lookups.take(bytes, packet, number, reader);
    if (this.#marks.touch(dataAt, end) === 'nothing' || isLookup) return;
    const read = packet.kind === 'udp' || packet.kind === 'ip';
    const content = read ? bytes.subarray(packet.payloadAt, packet.payloadEnd) : bytes.subarray(dataAt, end);
    this.#strays.add(bytes, packet, content, number, this.#base + dataAt, reader);
  }

  #takeFragment(bytes: Uint8Array, reader: RecordReader, number: number): void {
    const packet = this.#packet;
    const marked = this.#marks.touch(packet.payloadAt, packet.payloadEnd) !== 'nothing';
    const whole = this.#fragments.add(bytes, packet, number, marked);
    if (!whole) return;
    packet.cut = false;
    packet.missing = 0;
    readIpPayload(whole.bytes, 0, whole.bytes.length, packet.protocol, packet);
    // A segment in fragments is rare enough to be taken whether marked or not.
    if (packet.kind === 'tcp') this.#flows.take(bytes, packet, number, reader, 'hit', whole.bytes);
    if (!whole.marked || packet.kind === 'tcp' || packet.kind === 'fragment') return;
    const payload = whole.bytes.subarray(packet.payloadAt, packet.payloadEnd);
    this.#strays.add(bytes, packet, payload, number, this.#base + reader.dataAt, reader);
  }

  #takeTcp(bytes: Uint8Array, reader: RecordReader, number: number): void {
    const packet = this.#packet;
    const { payloadAt, payloadEnd } = packet;
    const found = this.#everyFlow
      ? 'hit'
      : payloadEnd > payloadAt
        ? this.#marks.touch(payloadAt, payloadEnd)
        : 'nothing';
    this.#flows.take(bytes, packet, number, reader, found);
  }
}
