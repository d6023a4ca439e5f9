/**
 * What every TCP flow looks like from outside, in columns beside the flow table: 160 bytes a flow that spoke. The
 * last eight messages stand there as they came; a flow that says more, and slowly, gets a `MessageRhythm` of its own,
 * of which there is a bounded number, and which takes eight messages at a time: with thousands of flows at once, it is
 * no longer in the processor's cache whenever one of them says something.
 *
 * Segments that were sent again, keep-alives among them, are no messages and are not counted.
 */
import type { Packet } from '../../codec/network/packet.ts';
import type { Rhythm } from '../../model/network-payloads.ts';
import type { Cadence } from '../../model/stream.ts';
import type { Timed } from './batch.ts';
import { burstMs, MessageRhythm } from './message-rhythm.ts';

/** Of `#times`: first and last packet in milliseconds, then bytes by direction. */
const timesStride = 4;
/**
 * Of `#words`: packets and next sequence number by direction, the state, the second from which the times of messages
 * count, then messages of three words.
 */
const sequenceWord = 2;
const stateWord = 4;
const secondWord = 5;
const messagesWord = 6;
const messageWords = 3;
const wordsStride = 32;
const mostKept = 8;

/** Of the state; above them stands the number of the flow's rhythm, plus one. */
const keptMask = 0xf;
const clientBit = 0x10;
const begunBit = 0x20;
const bulkBit = 0x40;
const rhythmShift = 8;

/** Of a message's third word: the direction; the rest is bytes. */
const directionBit = 0x8000_0000 | 0;
const mostMessageBytes = 0x7fff_ffff;
/** Messages are timed in tenths of a millisecond; of those in the columns, what comes five days after the first counts as then. */
const ticksPerMs = 10;
const mostTicks = 0xffff_ffff;

const firstCapacity = 1024;
/** Flows with a rhythm of their own. */
const mostRhythms = 16_384;
/** Rhythms that wait to be used again, of 14 KB at most. */
const mostSpare = 512;
/** After so many messages more it is asked again whether a flow has become a transfer. */
const messagesBetween = 32;
/** What came again lies no further back. */
const widestRepeat = 1 << 20;

/** Bytes a second, and bytes in all: above both a flow is a transfer, not a talk. */
const bulkRate = 16_384;
const bulkBytes = 262_144;

export class Cadences {
  /** Flows whose rhythm was not followed because there were too many. */
  unkept = 0;
  #times: Float64Array = new Float64Array(firstCapacity * timesStride);
  #words: Int32Array = new Int32Array(firstCapacity * wordsStride);
  /** By the number in the state. */
  readonly #rhythms: (MessageRhythm | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #spare: MessageRhythm[] = [];
  /** Serves for every message that a rhythm takes. */
  readonly #message = { fromClient: false, begin: 0, end: 0, bytes: 0 };

  /** True once payload of the flow was noted. */
  begun(flow: number): boolean {
    return flow * wordsStride < this.#words.length && (this.#state(flow) & begunBit) !== 0;
  }

  /** Direction in which the client sends; only for a flow that has begun. */
  client(flow: number): 0 | 1 {
    return (this.#state(flow) & clientBit) === 0 ? 0 : 1;
  }

  /** The flow has a rhythm of its own: it talks on. */
  talks(flow: number): boolean {
    return this.begun(flow) && this.#state(flow) >> rhythmShift > 0;
  }

  /** A flow's first payload: `client` is the direction in which its client sends. */
  begin(flow: number, client: number, record: Timed): void {
    while (flow * wordsStride >= this.#words.length) this.#grow();
    this.#words[flow * wordsStride + stateWord] = begunBit | (client === 0 ? 0 : clientBit);
    this.#times[flow * timesStride] = record.time;
    this.#times[flow * timesStride + 1] = record.time;
  }

  /** Notes a segment with payload; false where it was sent before. */
  note(flow: number, direction: number, segment: Packet, record: Timed): boolean {
    const words = this.#words;
    const entry = flow * wordsStride;
    const length = segment.payloadEnd - segment.payloadAt + segment.missing;
    const end = (segment.sequence + length) | 0;
    // Casts here and below: indexes stay within the entry, and a check for undefined would be paid for every packet.
    const packets = words[entry + direction] as number;
    const behind = ((words[entry + sequenceWord + direction] as number) - end) | 0;
    if (packets > 0 && behind >= 0 && behind < widestRepeat) return false;
    words[entry + sequenceWord + direction] = end;
    words[entry + direction] = packets + 1;
    const times = flow * timesStride;
    this.#times[times + 2 + direction] = (this.#times[times + 2 + direction] as number) + length;
    this.#follow(flow, direction, length, record.time);
    return true;
  }

  /** The message goes on, or another one begins. */
  #follow(flow: number, direction: number, bytes: number, time: number): void {
    const times = this.#times;
    const words = this.#words;
    const at = flow * timesStride;
    const entry = flow * wordsStride;
    const last = times[at + 1] as number;
    // Clocks jump back at times, and some packets have none.
    if (time > last) times[at + 1] = time;
    const now = times[at + 1] as number;
    const state = words[entry + stateWord] as number;
    if ((state & bulkBit) !== 0) return;
    const sinceMs = now - (times[at] as number) - (words[entry + secondWord] as number) * 1000;
    const ticks = Math.min(sinceMs * ticksPerMs, mostTicks);
    const bit = direction === 0 ? 0 : directionBit;
    const kept = state & keptMask;
    const message = entry + messagesWord + kept * messageWords;
    const size = words[message - 1] as number;
    if (kept > 0 && time - last < burstMs && (size & directionBit) === bit) {
      words[message - 2] = ticks;
      words[message - 1] = Math.min((size & mostMessageBytes) + bytes, mostMessageBytes) | bit;
    } else if (kept < mostKept) {
      words[message] = ticks;
      words[message + 1] = ticks;
      words[message + 2] = bytes | bit;
      words[entry + stateWord] = state + 1;
    } else if (this.#makeRoom(flow, now)) this.#follow(flow, direction, bytes, time);
  }

  /** The columns are full: the flow's rhythm takes their messages. False where it is not followed any further. */
  #makeRoom(flow: number, now: number): boolean {
    const at = flow * wordsStride + stateWord;
    let rhythm = this.#rhythmOf(flow);
    const asks = !rhythm || rhythm.messages % messagesBetween < mostKept;
    const isBulk = asks && this.#isBulk(flow);
    if (!rhythm && !isBulk) rhythm = this.#promote(flow);
    if (isBulk || !rhythm) {
      this.#dropRhythm(flow);
      if (!isBulk) this.unkept++;
      this.#words[at] = this.#state(flow) | bulkBit;
      return false;
    }
    this.#handOver(flow, rhythm);
    this.#words[at] = this.#state(flow) & ~keptMask;
    this.#words[at + 1] = (now - (this.#times[flow * timesStride] as number)) / 1000;
    return true;
  }

  #rhythmOf(flow: number): MessageRhythm | undefined {
    return this.#rhythms[(this.#state(flow) >> rhythmShift) - 1];
  }

  /** Gives the flow a rhythm of its own, if there is room. */
  #promote(flow: number): MessageRhythm | undefined {
    if (this.#free.length === 0 && this.#rhythms.length === mostRhythms) return undefined;
    const rhythm = this.#spare.pop() ?? new MessageRhythm();
    const slot = this.#free.pop() ?? this.#rhythms.length;
    this.#rhythms[slot] = rhythm;
    this.#words[flow * wordsStride + stateWord] = this.#state(flow) | ((slot + 1) << rhythmShift);
    return rhythm;
  }

  /** Adds the messages that stand in the columns. */
  #handOver(flow: number, rhythm: MessageRhythm): void {
    const words = this.#words;
    const entry = flow * wordsStride;
    const first = (this.#times[flow * timesStride] as number) + (words[entry + secondWord] as number) * 1000;
    const client = this.client(flow) === 0 ? 0 : directionBit;
    const message = this.#message;
    const end = entry + messagesWord + (this.#state(flow) & keptMask) * messageWords;
    for (let at = entry + messagesWord; at < end; at += messageWords) {
      const word = words[at + 2] as number;
      message.fromClient = (word & directionBit) === client;
      message.begin = first + ((words[at] as number) >>> 0) / ticksPerMs;
      message.end = first + ((words[at + 1] as number) >>> 0) / ticksPerMs;
      message.bytes = word & mostMessageBytes;
      rhythm.add(message);
    }
  }

  #dropRhythm(flow: number): void {
    const slot = (this.#state(flow) >> rhythmShift) - 1;
    const rhythm = this.#rhythms[slot];
    if (!rhythm) return;
    this.#rhythms[slot] = undefined;
    this.#free.push(slot);
    this.#words[flow * wordsStride + stateWord] = this.#state(flow) & ((1 << rhythmShift) - 1);
    if (this.#spare.length === mostSpare) return;
    rhythm.reset();
    this.#spare.push(rhythm);
  }

  /** It moves so much that it is no talk. */
  #isBulk(flow: number): boolean {
    const bytes = this.bytes(flow);
    return bytes >= bulkBytes && bytes > bulkRate * this.seconds(flow);
  }

  /** From a flow's first payload to its last. */
  seconds(flow: number): number {
    const at = flow * timesStride;
    return ((this.#times[at + 1] as number) - (this.#times[at] as number)) / 1000;
  }

  bytes(flow: number): number {
    const at = flow * timesStride;
    return (this.#times[at + 2] as number) + (this.#times[at + 3] as number);
  }

  /** As far as they were counted: of transfers, the first ones only. */
  messages(flow: number): number {
    return (this.#rhythmOf(flow)?.messages ?? 0) + (this.#state(flow) & keptMask);
  }

  /** What is known of a flow by now; undefined before its first payload, and where the capture has no times. */
  read(flow: number): Cadence | undefined {
    if (!this.begun(flow)) return undefined;
    const [first, last, low, high] = this.#times.subarray(flow * timesStride, (flow + 1) * timesStride);
    if (first === undefined || last === undefined || Number.isNaN(first)) return undefined;
    const client = this.client(flow);
    const packets = (direction: number): number => this.#words[flow * wordsStride + direction] ?? 0;
    const rhythm = this.#read(flow);
    return {
      first,
      last,
      bytesUp: (client === 0 ? low : high) ?? 0,
      bytesDown: (client === 0 ? high : low) ?? 0,
      packetsUp: packets(client),
      packetsDown: packets(1 - client),
      ...(rhythm ? { rhythm } : {}),
    };
  }

  /** None of transfers. A message that goes on counts as over. */
  #read(flow: number): Rhythm | undefined {
    if ((this.#state(flow) & bulkBit) !== 0) return undefined;
    const own = this.#rhythmOf(flow);
    const rhythm = own ?? new MessageRhythm();
    this.#handOver(flow, rhythm);
    // Asked twice, they count once.
    if (own) this.#words[flow * wordsStride + stateWord] = this.#state(flow) & ~keptMask;
    return rhythm.messages > 0 ? rhythm.rhythm() : undefined;
  }

  /** The entry is about to serve another flow. */
  forget(flow: number): void {
    if (!this.begun(flow)) return;
    this.#dropRhythm(flow);
    this.#words.fill(0, flow * wordsStride, (flow + 1) * wordsStride);
    this.#times.fill(0, flow * timesStride, (flow + 1) * timesStride);
  }

  #state(flow: number): number {
    return this.#words[flow * wordsStride + stateWord] as number;
  }

  #grow(): void {
    const words = new Int32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    const times = new Float64Array(this.#times.length * 2);
    times.set(this.#times);
    this.#times = times;
  }
}
