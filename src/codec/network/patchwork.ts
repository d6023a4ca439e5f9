/**
 * Pieces of one sequence of bytes that arrive in any order, twice, or overlapping. Where pieces overlap, the bytes
 * that were seen first win. (Systems differ here and attackers know it: Ptacek and Newsham, Insertion, Evasion, and
 * Denial of Service, 1998. First-seen is what most of them do with data that they have already taken.) What a later
 * piece says otherwise about the same bytes is kept beside them, within bounds.
 */

export interface Piece {
  /** Offset in the sequence; may be negative. */
  readonly position: number;
  readonly length: number;
  /** Where its bytes are kept. */
  readonly block: Uint8Array;
  readonly at: number;
  readonly packet: number;
  /** Milliseconds since 1970; NaN where unknown. */
  readonly time: number;
}

/** Bytes that a piece costs beside its content, about. */
const pieceCost = 96;
/** Bytes: blocks double from the first size to the last, so that short sequences stay small and none is moved. */
const firstBlock = 512;
const lastBlock = 65_536;
/** Stretches that differ, and their bytes. */
const mostOthers = 64;
const mostOtherBytes = 65_536;

export class Patchwork {
  /** Ascending and disjoint. */
  readonly pieces: Piece[] = [];
  /** Which bound was reached; what came later was not kept. */
  full: 'no' | 'limit-bytes' | 'limit-count' = 'no';
  /** Stretches of which a later piece says something else than what was kept. In the order in which they came. */
  readonly others: Piece[] = [];
  #otherBytes = 0;
  readonly #mostBytes: number;
  readonly #mostPieces: number;
  /** The block that is being filled, and how far. */
  #block: Uint8Array = new Uint8Array(0);
  #filled = 0;
  #blocks = 0;
  #length = 0;

  constructor(mostBytes: number, mostPieces: number) {
    this.#mostBytes = mostBytes;
    this.#mostPieces = mostPieces;
  }

  /** Bytes of memory in use, about. */
  get cost(): number {
    return this.#blocks + this.#otherBytes + (this.pieces.length + this.others.length) * pieceCost;
  }

  /** Bytes kept. */
  get length(): number {
    return this.#length;
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
      this.#compare(next, Math.max(from, next.position), end, position, source, at, packet, time);
      from = next.position + next.length;
    }
  }

  /** Keeps the bytes of source that stand for `piece` from `start` on, if they are others. */
  #compare(
    piece: Piece,
    start: number,
    end: number,
    position: number,
    source: Uint8Array,
    at: number,
    packet: number,
    time: number,
  ): void {
    const length = Math.min(end, piece.position + piece.length) - start;
    const begin = at + (start - position);
    const kept = piece.at + (start - piece.position);
    let same = 0;
    while (same < length && source[begin + same] === piece.block[kept + same]) same++;
    // A keep-alive may repeat the last byte as a zero.
    if (same >= length || (end - position === 1 && source[begin] === 0)) return;
    if (this.others.length >= mostOthers || this.#otherBytes + length > mostOtherBytes) return;
    this.#otherBytes += length;
    const block = source.slice(begin, begin + length);
    this.others.push({ position: start, length, block, at: 0, packet, time });
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
    if (this.#length + length > this.#mostBytes) this.full = 'limit-bytes';
    else if (this.pieces.length >= this.#mostPieces) this.full = 'limit-count';
    else {
      if (this.#filled + length > this.#block.length) this.#addBlock(length);
      this.#block.set(source.subarray(at, at + length), this.#filled);
      const piece: Piece = { position, length, block: this.#block, at: this.#filled, packet, time };
      if (index === this.pieces.length) this.pieces.push(piece);
      else this.pieces.splice(index, 0, piece);
      this.#filled += length;
      this.#length += length;
      return true;
    }
    return false;
  }

  #addBlock(length: number): void {
    const size = Math.min(lastBlock, Math.max(firstBlock, this.#block.length * 2));
    this.#block = new Uint8Array(Math.max(length, size));
    this.#blocks += this.#block.length;
    this.#filled = 0;
  }
}

/** Copies a piece's bytes to into[offset…). */
export function copyPiece({ block, at, length }: Piece, into: Uint8Array, offset: number): void {
  into.set(block.subarray(at, at + length), offset);
}
