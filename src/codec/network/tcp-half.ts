/** What one side of a TCP conversation sent: sequence numbers become positions, segments a patchwork. RFC 9293. */
import { Patchwork, type Piece } from './patchwork.ts';

/** A receive window reaches no further (RFC 7323): a segment beyond it belongs to nothing. */
const widestWindow = 2 ** 30;

/** Bounds on what one direction may keep. */
export interface HalfBounds {
  readonly bytes: number;
  readonly segments: number;
}

/** In delivery, `packet` is the one that made the bytes deliverable: its own, or the one that filled a hole before it. */
export interface Delivery {
  readonly piece: Piece;
  readonly packet: number;
  readonly afterHole: boolean;
}

export class TcpHalf {
  readonly content: Patchwork;
  /** Position and sequence number of the furthest byte so far, the first byte seen being at 0. */
  #furthest = 0;
  #furthestSequence: number | undefined;
  /** Position behind the last byte, as the FIN or the peer's acknowledgement says. */
  #promised = Number.NEGATIVE_INFINITY;
  #finished = false;

  constructor(bounds: HalfBounds) {
    this.content = new Patchwork(bounds.bytes, bounds.segments);
  }

  /** Takes source[at, at + length), the first byte of which has this sequence number. */
  add(sequence: number, source: Uint8Array, at: number, length: number, packet: number, time: number): void {
    const position = this.#positionOf(sequence);
    if (Math.abs(position - this.#furthest) > widestWindow) return;
    this.content.put(position, source, at, length, packet, time);
    if (position + length <= this.#furthest) return;
    this.#furthest = position + length;
    this.#furthestSequence = (sequence + length) | 0;
  }

  /** The peer has everything before this sequence number. */
  acknowledge(sequence: number): void {
    const position = this.#positionOf(sequence);
    // One more for a FIN that the capture may have missed.
    if (position - 1 <= this.#furthest + widestWindow) this.#promised = Math.max(this.#promised, position - 1);
  }

  /** A FIN stands at this sequence number. */
  finish(sequence: number): void {
    this.#finished = true;
    this.#promised = Math.max(this.#promised, this.#positionOf(sequence));
  }

  /** A FIN was seen and no byte before it is missing, as far as the first byte is known. */
  get ended(): boolean {
    if (!this.#finished || this.content.full !== 'no') return this.#finished;
    const first = this.content.pieces[0];
    return !first || this.#promised - first.position <= this.content.length;
  }

  /**
   * Everything in order. `initial`: the SYN's sequence number, if it is known to belong to this content;
   * `lost`: bytes before the first were not kept.
   */
  deliver(initial: number | undefined, lost: boolean): { deliveries: Delivery[]; whole: boolean } {
    const start = initial === undefined ? undefined : this.#positionOf((initial + 1) | 0);
    const deliveries: Delivery[] = [];
    let end = start;
    let packet = 0;
    let whole = !lost && this.content.full === 'no';
    for (const piece of this.#withoutProbe(start)) {
      if (start !== undefined && piece.position < start) continue;
      const afterHole = end === undefined ? lost : piece.position > end || (lost && deliveries.length === 0);
      packet = Math.max(packet, piece.packet);
      deliveries.push({ piece, packet, afterHole });
      if (afterHole) whole = false;
      end = piece.position + piece.length;
    }
    return { deliveries, whole: whole && this.#promised <= (end ?? 0) };
  }

  /** A keep-alive repeats the byte before the first one: picked up in mid-stream it looks like data. */
  #withoutProbe(start: number | undefined): readonly Piece[] {
    const pieces = this.content.pieces;
    const [first, second] = pieces;
    const probe =
      start === undefined &&
      first?.length === 1 &&
      second?.position === first.position + 1 &&
      first.block[first.at] === 0;
    return probe ? pieces.slice(1) : pieces;
  }

  #positionOf(sequence: number): number {
    if (this.#furthestSequence === undefined) this.#furthestSequence = sequence;
    return this.#furthest + ((sequence - this.#furthestSequence) | 0);
  }
}
