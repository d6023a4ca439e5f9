/**
 * How conversations began, in a few bytes of each, for those that are handed on although nothing was found in them: a
 * TLS handshake as far as it is open, the first bytes of anything else. Flows that end give their room to others.
 * Source: RFC 8446 (TLS records).
 */
import { u8, u16be } from '../../codec/network/integers.ts';
import type { Packet } from '../../codec/network/packet.ts';
import type { TcpSegment } from '../../codec/network/tcp-conversation.ts';
import type { Timed } from './batch.ts';

/** Bytes kept of a TLS conversation: a ClientHello, with post-quantum keys about 2 KB; ServerHello and certificates. */
const tlsClientBytes = 4_096;
const tlsServerBytes = 6_144;
/** Bytes kept of each side of another. */
const plainBytes = 256;
const mostSegments = 16;
const firstRoom = 512;
/** Bytes of the columns and of what holds them. */
const fixedCost = 1_000;
/** Bytes of all of them. */
const mostBytes = 32 * 1024 * 1024;
/** Bytes of those that wait to be used again. */
const mostSpareBytes = 8 * 1024 * 1024;

/** The type of TLS records that hold a handshake, and the bytes before a record's content. */
const handshakeRecord = 22;
const recordHeader = 5;

/** Columns of a segment. */
const atColumn = 0;
const lengthColumn = 1;
const sequenceColumn = 2;
const acknowledgementColumn = 3;
const directionColumn = 4;
const packetColumn = 5;
const stride = 6;

class Beginning {
  /** The flow it is of, and its neighbours in the order in which flows began. */
  flow = 0;
  older: Beginning | undefined = undefined;
  newer: Beginning | undefined = undefined;
  bytes: Uint8Array = new Uint8Array(firstRoom);
  used = 0;
  segments = 0;
  /** What each direction may still add. */
  readonly room: [number, number] = [0, 0];
  /** Bytes of each direction until its next TLS record begins. */
  readonly untilRecord: [number, number] = [0, 0];
  tls = false;
  /** It was spared once because its flow talks on. */
  spared = false;
  readonly #columns = new Int32Array(mostSegments * stride);
  readonly #times = new Float64Array(mostSegments);

  get cost(): number {
    return fixedCost + this.bytes.length;
  }

  reset(): void {
    this.used = 0;
    this.segments = 0;
    this.spared = false;
    this.untilRecord.fill(0);
  }

  /** Keeps the first `length` bytes of a segment. */
  add(source: Uint8Array, direction: number, segment: Packet, length: number, packet: number, record: Timed): void {
    const row = this.segments++;
    while (this.used + length > this.bytes.length) this.#grow();
    const { bytes, used } = this;
    const from = segment.payloadAt;
    // Byte by byte where there are few: a call would cost more.
    if (length < 128) for (let i = 0; i < length; i++) bytes[used + i] = u8(source, from + i);
    else bytes.set(source.subarray(from, from + length), used);
    const columns = this.#columns;
    const at = row * stride;
    columns[at + atColumn] = used;
    columns[at + lengthColumn] = length;
    columns[at + sequenceColumn] = segment.sequence;
    columns[at + acknowledgementColumn] = segment.acknowledgement;
    columns[at + directionColumn] = direction;
    columns[at + packetColumn] = packet;
    this.#times[row] = record.time;
    this.used = used + length;
  }

  #grow(): void {
    const bytes = new Uint8Array(this.bytes.length * 2);
    bytes.set(this.bytes);
    this.bytes = bytes;
  }

  /**
   * How many of a segment's bytes stand before the first TLS record that is no handshake's: what follows is encrypted,
   * or says only that what follows is.
   */
  openBytes(side: 0 | 1, source: Uint8Array, at: number, length: number): number {
    const end = at + length;
    let record = at + this.untilRecord[side];
    for (; record + recordHeader <= end; record += recordHeader + u16be(source, record + 3))
      if (u8(source, record) !== handshakeRecord) return record - at;
    // Where a header lies across the border, what follows is taken as it comes.
    this.untilRecord[side] = record < end ? tlsServerBytes : record - end;
    return length;
  }

  *read(): Generator<TcpSegment> {
    const source = this.bytes.slice(0, this.used);
    for (let row = 0; row < this.segments; row++) {
      // Rows below the count are there: the zeros are for the type alone.
      const column = (number: number): number => this.#columns[row * stride + number] ?? 0;
      yield {
        direction: column(directionColumn),
        source,
        at: column(atColumn),
        length: column(lengthColumn),
        sequence: column(sequenceColumn),
        acknowledgement: column(acknowledgementColumn),
        control: 0,
        packet: column(packetColumn),
        time: this.#times[row] ?? Number.NaN,
        cut: false,
      };
    }
  }
}

export class Beginnings {
  /** By flow: an array, since a map's lookup would be paid for each segment of an opening. */
  readonly #kept: (Beginning | undefined)[] = [];
  #oldest: Beginning | undefined = undefined;
  #newest: Beginning | undefined = undefined;
  readonly #spare: Beginning[] = [];
  #spareBytes = 0;
  #cost = 0;
  readonly #mostBytes: number;
  readonly #talksOn: (flow: number) => boolean;

  /** `talksOn`: a flow's beginning may be wanted soon, so it is the last to go. */
  constructor(talksOn: (flow: number) => boolean, most: number = mostBytes) {
    this.#talksOn = talksOn;
    this.#mostBytes = most;
  }

  /** A flow's first payload; `client` is its direction 0 or 1. False where nothing more is wanted of the flow. */
  begin(
    source: Uint8Array,
    flow: number,
    direction: number,
    client: number,
    segment: Packet,
    packet: number,
    record: Timed,
  ): boolean {
    const beginning = this.#takeSpare();
    const tls = direction === client && beginsTls(source, segment);
    beginning.tls = tls;
    // Behind a proxy's greeting a handshake may begin.
    const long = tls || (direction === client && beginsSocks(source, segment));
    beginning.room[client === 0 ? 0 : 1] = long ? tlsClientBytes : plainBytes;
    beginning.room[client === 0 ? 1 : 0] = long ? tlsServerBytes : plainBytes;
    while (this.#kept.length <= flow) this.#kept.push(undefined);
    this.#kept[flow] = beginning;
    beginning.flow = flow;
    this.#append(beginning);
    this.#cost += beginning.cost;
    if (this.#cost > this.#mostBytes) this.#shrink();
    return this.#add(beginning, source, direction, segment, packet, record);
  }

  /** What follows on a flow. False where nothing more is wanted of it. */
  goOn(source: Uint8Array, flow: number, direction: number, segment: Packet, packet: number, record: Timed): boolean {
    const beginning = this.#kept[flow];
    return beginning !== undefined && this.#add(beginning, source, direction, segment, packet, record);
  }

  #add(
    beginning: Beginning,
    source: Uint8Array,
    direction: number,
    segment: Packet,
    packet: number,
    record: Timed,
  ): boolean {
    const side = direction === 0 ? 0 : 1;
    const { room } = beginning;
    const length = Math.min(segment.payloadEnd - segment.payloadAt, room[side]);
    if (length > 0) {
      const open = beginning.tls ? beginning.openBytes(side, source, segment.payloadAt, length) : length;
      const before = beginning.cost;
      if (open > 0) beginning.add(source, direction, segment, open, packet, record);
      this.#cost += beginning.cost - before;
      // Behind the open part of a handshake comes nothing that could be read.
      room[side] = open < length ? 0 : room[side] - length;
    }
    return beginning.segments < mostSegments && room[0] + room[1] > 0;
  }

  /** Takes a flow's beginning as segments; none where it was not kept. */
  take(flow: number): readonly TcpSegment[] {
    const segments = [...(this.#kept[flow]?.read() ?? [])];
    this.forget(flow);
    return segments;
  }

  forget(flow: number): void {
    const beginning = this.#kept[flow];
    if (!beginning) return;
    this.#kept[flow] = undefined;
    this.#unlink(beginning);
    this.#cost -= beginning.cost;
    if (this.#spareBytes + beginning.cost > mostSpareBytes) return;
    this.#spare.push(beginning);
    this.#spareBytes += beginning.cost;
  }

  #takeSpare(): Beginning {
    const spare = this.#spare.pop();
    if (!spare) return new Beginning();
    this.#spareBytes -= spare.cost;
    spare.reset();
    return spare;
  }

  /** The oldest go, an eighth of all at once, so that what follows pays for it; whose flow talks on is spared once. */
  #shrink(): void {
    const last = this.#newest;
    for (let next = this.#oldest; next && this.#cost > this.#mostBytes * 0.875; ) {
      const beginning = next;
      next = beginning === last ? undefined : beginning.newer;
      if (!beginning.spared && this.#talksOn(beginning.flow)) {
        beginning.spared = true;
        this.#unlink(beginning);
        this.#append(beginning);
      } else this.forget(beginning.flow);
    }
  }

  #append(beginning: Beginning): void {
    beginning.older = this.#newest;
    if (this.#newest) this.#newest.newer = beginning;
    else this.#oldest = beginning;
    this.#newest = beginning;
  }

  #unlink(beginning: Beginning): void {
    const { older, newer } = beginning;
    if (older) older.newer = newer;
    else this.#oldest = newer;
    if (newer) newer.older = older;
    else this.#newest = older;
    beginning.older = undefined;
    beginning.newer = undefined;
  }
}

function beginsTls(source: Uint8Array, { payloadAt, payloadEnd }: Packet): boolean {
  return payloadEnd - payloadAt >= 3 && u8(source, payloadAt) === handshakeRecord && u8(source, payloadAt + 1) === 3;
}

/** SOCKS5's methods and nothing else (RFC 1928), or SOCKS4's request to connect. */
function beginsSocks(source: Uint8Array, { payloadAt, payloadEnd }: Packet): boolean {
  const length = payloadEnd - payloadAt;
  if (length < 3) return false;
  const version = u8(source, payloadAt);
  const second = u8(source, payloadAt + 1);
  return (version === 5 && length === 2 + second) || (version === 4 && second === 1);
}
