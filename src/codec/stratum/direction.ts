/**
 * One direction of a conversation: its bytes, where its segments lie, and which conversation that is part of.
 * Offsets here count from the direction's first byte; `base` leads back to the artifact.
 */
import type { Segment, Stream } from '../../model/stream.ts';
import type { Packing } from '../websocket/messages.ts';

export interface Direction {
  readonly from: Segment['from'];
  readonly bytes: Uint8Array;
  /** Offset in the artifact of bytes[0]. */
  readonly base: number;
  /** In ascending offset. */
  readonly segments: readonly DirectionSegment[];
  /** Where the conversation proper begins, behind what opened it. */
  readonly begin: number;
  /** Set where it speaks in WebSocket frames. */
  readonly frames?: Packing;
}

export interface DirectionSegment {
  /** First byte, within the direction. */
  readonly start: number;
  /** Place in the order of delivery, in which both directions share. */
  readonly turn: number;
  readonly segment: Segment;
}

export function directionsOf(bytes: Uint8Array, stream: Stream): { client: Direction; server: Direction } {
  const middle = Math.max(0, Math.min(stream.clientBytes, bytes.length));
  const pick = (from: Segment['from'], base: number): DirectionSegment[] =>
    stream.segments
      .map((segment, turn) => ({ start: segment.offset - base, turn, segment }))
      .filter(({ segment }) => segment.from === from)
      .sort((a, b) => a.start - b.start);
  return {
    client: { from: 'client', bytes: bytes.subarray(0, middle), base: 0, segments: pick('client', 0), begin: 0 },
    server: { from: 'server', bytes: bytes.subarray(middle), base: middle, segments: pick('server', middle), begin: 0 },
  };
}

/** The segment that holds the byte at `offset`; absent where the stream names none. */
export function segmentAt(direction: Direction, offset: number): DirectionSegment | undefined {
  return direction.segments[indexAfter(direction, offset) - 1];
}

/** Where the next segment after `offset` begins; absent behind the last. */
export function nextSegmentStart(direction: Direction, offset: number): number | undefined {
  return direction.segments[indexAfter(direction, offset)]?.start;
}

/** Index of the first segment that begins behind `offset`. */
function indexAfter({ segments }: Direction, offset: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segments[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
