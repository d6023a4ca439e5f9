/**
 * Pieces of one sequence of bytes that arrive in any order, twice, or overlapping. Where pieces overlap, the bytes
 * that were seen first win. (Systems differ here and attackers know it: Ptacek and Newsham, Insertion, Evasion, and
 * Denial of Service, 1998. First-seen is what most of them do with data that they have already taken.)
 */

export interface Piece {
  /** Offset in the sequence; may be negative. */
  readonly position: number;
  readonly length: number;
  /** Offset of its bytes among the bytes kept. */
  readonly at: number;
  readonly packet: number;
  /** Milliseconds since 1970; NaN where unknown. */
  readonly time: number;
}

/** Bytes that a piece costs beside its content, about. */
const pieceCost = 96;
const firstRoom = 512;

export class Patchwork {
  /** Ascending and disjoint. */
  readonly pieces: Piece[] = [];
  /** Which bound was reached; what came later was not kept. */
  full: 'no' | 'limit-bytes' | 'limit-count' = 'no';
  readonly #mostBytes: number;
  readonly #mostPieces: number;
  #room: Uint8Array = new Uint8Array(0);
  #used = 0;

  constructor(mostBytes: number, mostPieces: number) {
    this.#mostBytes = mostBytes;
    this.#mostPieces = mostPieces;
  }

  /** Bytes of memory in use, about. */
  get cost(): number {
    return this.#room.length + this.pieces.length * pieceCost;
  }

  /** Bytes kept. */
  get length(): number {
    return this.#used;
  }

  /** Adds source[at, at + length) as the sequence's bytes from `position` on, as far as they are new. */
  put(position: number, source: Uint8Array, at: number, length: number, packet: number, time: number): void {
    const end = position + length;
    let index = this.#firstEndingAfter(position);
    for (let from = position; from < end; index++) {
      const next = this.pieces[index];
      const stop = next && next.position < end ? next.position : end;
      if (stop > from) {
        if (!this.#keep(index, from, source, at + (from - position), stop - from, packet, time)) return;
        index++;
      }
      if (!next) return;
      from = next.position + next.length;
    }
  }

  /** Copies a piece's bytes to into[offset…). */
  copy(piece: Piece, into: Uint8Array, offset: number): void {
    into.set(this.#room.subarray(piece.at, piece.at + piece.length), offset);
  }

  /** First byte of a piece. */
  firstByte(piece: Piece): number {
    return this.#room[piece.at] ?? 0;
  }

  #firstEndingAfter(position: number): number {
    let high = this.pieces.length;
    const last = this.pieces[high - 1];
    if (!last || last.position + last.length <= position) return high;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const piece = this.pieces[middle];
      if (piece && piece.position + piece.length <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #keep(
    index: number,
    position: number,
    source: Uint8Array,
    at: number,
    length: number,
    packet: number,
    time: number,
  ): boolean {
    if (this.#used + length > this.#mostBytes) this.full = 'limit-bytes';
    else if (this.pieces.length >= this.#mostPieces) this.full = 'limit-count';
    else {
      this.#makeRoom(length);
      this.#room.set(source.subarray(at, at + length), this.#used);
      const piece: Piece = { position, length, at: this.#used, packet, time };
      if (index === this.pieces.length) this.pieces.push(piece);
      else this.pieces.splice(index, 0, piece);
      this.#used += length;
      return true;
    }
    return false;
  }

  #makeRoom(length: number): void {
    const needed = this.#used + length;
    if (needed <= this.#room.length) return;
    const room = new Uint8Array(Math.min(this.#mostBytes, Math.max(firstRoom, needed, this.#room.length * 2)));
    room.set(this.#room);
    this.#room = room;
  }
}
