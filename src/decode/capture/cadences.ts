/**
 * What every TCP flow looks like from outside, in columns beside the flow table: 160 bytes a flow that spoke. The
 * first nine messages stand there as they came; a flow that says more, and slowly, gets a `MessageRhythm` of its own,
 * of which there is a bounded number.
 *
 * Segments that were sent again, keep-alives among them, are no messages and are not counted.
 */
import type { Packet } from '../../codec/network/packet.ts';
import type { Cadence } from '../../model/stream.ts';
import type { Timed } from './batch.ts';
import { burstMs, MessageRhythm } from './message-rhythm.ts';

/** Of `#times`: first and last packet in milliseconds, then bytes by direction. */
const timesStride = 4;
/** Of `#words`: packets and next sequence number by direction, the state, then messages of three words. */
const sequenceWord = 2;
const stateWord = 4;
const messagesWord = 5;
const messageWords = 3;
const wordsStride = 32;
const mostKept = (wordsStride - messagesWord) / messageWords;

/** Of the state; above them stands the number of the flow's rhythm, plus one. */
const keptMask = 0xf;
const clientBit = 0x10;
const begunBit = 0x20;
const bulkBit = 0x40;
const rhythmShift = 8;

/** Of a message's third word: the direction; the rest is bytes. */
const directionBit = 0x8000_0000 | 0;
const mostMessageBytes = 0x7fff_ffff;
/** Times of messages count from the flow's first packet in tenths of a millisecond; what comes after five days counts as then. */
const ticksPerMs = 10;
const mostTicks = 0xffff_ffff;

const firstCapacity = 1024;
/** Flows with a rhythm of their own. */
const mostRhythms = 16_384;
/** What came again lies no further back. */
const widestRepeat = 1 << 20;

/** Bytes a second, and bytes in all: above both a flow is a transfer, not a talk. */
const bulkRate = 16_384;
const bulkBytes = 262_144;

/** A flow's rhythm and the message that is still going on. */
interface Talk {
  readonly flow: number;
  readonly rhythm: MessageRhythm;
  direction: number;
  begin: number;
  end: number;
  bytes: number;
}

export class Cadences {
  /** Flows whose rhythm was not followed because there were too many. */
  unkept = 0;
  #times: Float64Array = new Float64Array(firstCapacity * timesStride);
  #words: Int32Array = new Int32Array(firstCapacity * wordsStride);
  readonly #talks: (Talk | undefined)[] = [];
  readonly #free: number[] = [];

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
    const at = flow * timesStride;
    const last = times[at + 1] as number;
    const goesOn = time - last < burstMs;
    // Clocks jump back at times, and some packets have none.
    if (time > last) times[at + 1] = time;
    const state = this.#state(flow);
    if ((state & bulkBit) !== 0) return;
    if (state >> rhythmShift > 0)
      this.#talkOn((state >> rhythmShift) - 1, direction, bytes, Math.max(time, last), goesOn);
    else this.#keep(flow, direction, bytes, Math.max(time, last) - (times[at] as number), goesOn);
  }

  #keep(flow: number, direction: number, bytes: number, sinceMs: number, goesOn: boolean): void {
    const words = this.#words;
    const state = this.#state(flow);
    const kept = state & keptMask;
    const message = flow * wordsStride + messagesWord + kept * messageWords;
    const ticks = Math.min(sinceMs * ticksPerMs, mostTicks);
    const bit = direction === 0 ? 0 : directionBit;
    const last = words[message - 1] as number;
    if (goesOn && kept > 0 && (last & directionBit) === bit) {
      words[message - 2] = ticks;
      words[message - 1] = Math.min((last & mostMessageBytes) + bytes, mostMessageBytes) | bit;
      return;
    }
    if (kept === mostKept) {
      this.#promote(flow, direction, bytes, sinceMs);
      return;
    }
    words[message] = ticks;
    words[message + 1] = ticks;
    words[message + 2] = bytes | bit;
    words[flow * wordsStride + stateWord] = state + 1;
  }

  /** Gives the flow a rhythm of its own. */
  #promote(flow: number, direction: number, bytes: number, sinceMs: number): void {
    const at = flow * wordsStride + stateWord;
    if (this.#isBulk(flow) || !this.#hasRoom()) {
      if (!this.#isBulk(flow)) this.unkept++;
      this.#words[at] = this.#state(flow) | bulkBit;
      return;
    }
    const rhythm = this.#replay(flow, mostKept);
    const slot = this.#free.pop() ?? this.#talks.length;
    const time = (this.#times[flow * timesStride] as number) + sinceMs;
    this.#talks[slot] = { flow, rhythm, direction, begin: time, end: time, bytes };
    this.#words[at] = this.#state(flow) | ((slot + 1) << rhythmShift);
  }

  #hasRoom(): boolean {
    return this.#free.length > 0 || this.#talks.length < mostRhythms;
  }

  /** The rhythm of the messages that stand in the columns. */
  #replay(flow: number, kept: number): MessageRhythm {
    const rhythm = new MessageRhythm();
    const first = this.#times[flow * timesStride] as number;
    const client = this.client(flow) === 0 ? 0 : directionBit;
    for (let i = 0; i < kept; i++) {
      const at = flow * wordsStride + messagesWord + i * messageWords;
      const word = this.#words[at + 2] as number;
      rhythm.add({
        fromClient: (word & directionBit) === client,
        begin: first + ((this.#words[at] as number) >>> 0) / ticksPerMs,
        end: first + ((this.#words[at + 1] as number) >>> 0) / ticksPerMs,
        bytes: word & mostMessageBytes,
      });
    }
    return rhythm;
  }

  #talkOn(slot: number, direction: number, bytes: number, time: number, goesOn: boolean): void {
    const talk = this.#talks[slot];
    if (!talk) return;
    if (goesOn && talk.direction === direction) {
      talk.bytes += bytes;
      talk.end = time;
      return;
    }
    this.#close(talk);
    talk.direction = direction;
    talk.begin = time;
    talk.end = time;
    talk.bytes = bytes;
    if (talk.rhythm.messages % 32 === 0 && this.#isBulk(talk.flow)) {
      const at = talk.flow * wordsStride + stateWord;
      this.#dropTalk(slot);
      this.#words[at] = (this.#state(talk.flow) & 0xff) | bulkBit;
    }
  }

  /** The message is over. Asked twice, it counts once. */
  #close(talk: Talk): void {
    const { flow, rhythm, direction, begin, end, bytes } = talk;
    if (bytes > 0) rhythm.add({ fromClient: direction === this.client(flow), begin, end, bytes });
    talk.bytes = 0;
  }

  #dropTalk(slot: number): void {
    this.#talks[slot] = undefined;
    this.#free.push(slot);
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
    const state = this.#state(flow);
    return this.#talks[(state >> rhythmShift) - 1]?.rhythm.messages ?? state & keptMask;
  }

  /** What is known of a flow by now; undefined before its first payload, and where the capture has no times. */
  read(flow: number): Cadence | undefined {
    if (!this.begun(flow)) return undefined;
    const [first, last, low, high] = this.#times.subarray(flow * timesStride, (flow + 1) * timesStride);
    if (first === undefined || last === undefined || Number.isNaN(first)) return undefined;
    const client = this.client(flow);
    const packets = (direction: number): number => this.#words[flow * wordsStride + direction] ?? 0;
    const state = this.#state(flow);
    const talk = this.#talks[(state >> rhythmShift) - 1];
    const rhythm = talk ? talk.rhythm : (state & bulkBit) === 0 ? this.#replay(flow, state & keptMask) : undefined;
    if (talk) this.#close(talk);
    return {
      first,
      last,
      bytesUp: (client === 0 ? low : high) ?? 0,
      bytesDown: (client === 0 ? high : low) ?? 0,
      packetsUp: packets(client),
      packetsDown: packets(1 - client),
      ...(rhythm && rhythm.messages > 0 ? { rhythm: rhythm.rhythm() } : {}),
    };
  }

  /** The entry is about to serve another flow. */
  forget(flow: number): void {
    if (!this.begun(flow)) return;
    const slot = (this.#state(flow) >> rhythmShift) - 1;
    if (slot >= 0) this.#dropTalk(slot);
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
