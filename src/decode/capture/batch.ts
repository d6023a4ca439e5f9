/**
 * The TCP segments of one walk, in columns: which flows are candidates is only known at its end, and objects for
 * segments that are then let go would cost more than reading them.
 */

import type { Packet } from '../../codec/network/packet.ts';
import type { TcpSegment } from '../../codec/network/tcp-conversation.ts';

/** Segments in one batch. A chunk with more of them is taken in several. */
export const batchSegments = 32_768;

/** A record's time is read where it is stored: handed on as a number it would be boxed for every packet. */
export interface Timed {
  /** Milliseconds since 1970; NaN where unknown. */
  readonly time: number;
}

export class Batch {
  length = 0;
  /** Twice the flow, plus the direction. */
  readonly flow: Int32Array = new Int32Array(batchSegments);
  readonly at: Int32Array = new Int32Array(batchSegments);
  readonly bytes: Int32Array = new Int32Array(batchSegments);
  readonly sequence: Int32Array = new Int32Array(batchSegments);
  readonly acknowledgement: Int32Array = new Int32Array(batchSegments);
  /** TCP flags. */
  readonly control: Uint8Array = new Uint8Array(batchSegments);
  /** 1 where the sniffer cut the payload off. */
  readonly cut: Uint8Array = new Uint8Array(batchSegments);
  readonly packet: Uint32Array = new Uint32Array(batchSegments);
  readonly time: Float64Array = new Float64Array(batchSegments);
  /** 0: `at` lies in the chunk; otherwise in assembled[source - 1]. */
  readonly source: Uint16Array = new Uint16Array(batchSegments);
  /** Payloads that were put together from fragments. */
  readonly assembled: Uint8Array[] = [];

  /** `flow`: twice its number, plus the direction. */
  add(flow: number, segment: Packet, packet: number, record: Timed, assembled: Uint8Array | undefined): void {
    const row = this.length++;
    this.flow[row] = flow;
    this.at[row] = segment.payloadAt;
    this.bytes[row] = segment.payloadEnd - segment.payloadAt;
    this.sequence[row] = segment.sequence;
    this.acknowledgement[row] = segment.acknowledgement;
    this.control[row] = segment.control;
    this.cut[row] = segment.cut ? 1 : 0;
    this.packet[row] = packet;
    this.time[row] = record.time;
    this.source[row] = assembled ? this.assembled.push(assembled) : 0;
  }

  clear(): void {
    this.length = 0;
    this.assembled.length = 0;
  }

  /** The segment in a row, its payload in `chunk` or assembled. */
  segment(row: number, chunk: Uint8Array): TcpSegment {
    // Rows below the length are there: the zeros are for the type alone.
    const source = this.source[row] ?? 0;
    return {
      direction: (this.flow[row] ?? 0) & 1,
      source: source === 0 ? chunk : (this.assembled[source - 1] ?? chunk),
      at: this.at[row] ?? 0,
      length: this.bytes[row] ?? 0,
      sequence: this.sequence[row] ?? 0,
      acknowledgement: this.acknowledgement[row] ?? 0,
      control: this.control[row] ?? 0,
      packet: this.packet[row] ?? 0,
      time: this.time[row] ?? Number.NaN,
      cut: this.cut[row] === 1,
    };
  }
}
