/**
 * A source in pieces for decoders that take it so: what was left of one piece stands before the next. Another thread may
 * read and search ahead; what stands in each piece is the same either way, floods of one anchor aside.
 */
import type { Found, Sieve } from '../sieve/contract.ts';

/** Valid until the next one is asked for. */
interface Piece {
  readonly bytes: Uint8Array;
  /** What stands in all of it, in ascending offset. */
  readonly found: Found;
  /** Bytes of it that are new. */
  readonly fresh: number;
}

export interface Pieces {
  /** What is left of a piece may not be longer. */
  readonly mostLeft: number;
  /** The next piece, before which `left` stands; undefined at the end. */
  next(left: Uint8Array): Promise<Piece | undefined>;
  stop(): void;
}

/** Reads and searches in the sieve's own buffer, the first `filled` bytes of which are there. */
export function ownPieces(sieve: Sieve, filled: number, fill: (target: Uint8Array) => Promise<number>): Pieces {
  let first = true;
  return {
    mostLeft: sieve.input.length - 1,
    async next(left) {
      let fresh = filled;
      if (!first) {
        sieve.input.set(left);
        fresh = await fill(sieve.input.subarray(left.length));
      }
      first = false;
      if (fresh === 0) return undefined;
      const length = left.length + fresh;
      return { bytes: sieve.input.subarray(0, length), found: sieve.scan(length), fresh };
    },
    stop() {},
  };
}

/** What another thread found in the next bytes of a source. */
export interface Searched {
  /** Room for `mostLeft` bytes, then the new ones. */
  readonly slot: Uint8Array;
  readonly length: number;
  /** Offsets count from the first new byte; what begins before it ends behind it. */
  readonly found: Found;
  /** The slot may be used again. */
  free(): void;
}

/** Puts together what another thread read with what was left. */
export function piecesOf(mostLeft: number, take: () => Promise<Searched | undefined>, stop: () => void): Pieces {
  let last: { readonly searched: Searched; readonly piece: Piece } | undefined;
  return {
    mostLeft,
    async next(left) {
      const searched = await take();
      const known = last === undefined ? nothing : within(last.piece, left.length);
      if (searched === undefined) return undefined;
      const { slot, length } = searched;
      slot.set(left, mostLeft - left.length);
      last?.searched.free();
      const bytes = slot.subarray(mostLeft - left.length, mostLeft + length);
      const piece = { bytes, found: joined(known, searched.found, left.length), fresh: length };
      last = { searched, piece };
      return piece;
    },
    stop,
  };
}

const nothing: Found = { hits: [], runs: [], dropped: 0 };

type Placed = { readonly offset: number; readonly length: number };

/** What stands in the last `left` bytes of a piece, by its place in them. A run at the very end is seen again, and longer. */
function within({ bytes, found }: Piece, left: number): Found {
  const begin = bytes.length - left;
  const moved = <T extends Placed>(items: readonly T[]): T[] =>
    items.filter(({ offset }) => offset >= begin).map((item) => ({ ...item, offset: item.offset - begin }));
  return {
    hits: moved(found.hits),
    runs: moved(found.runs).filter(({ offset, length }) => offset + length < left),
    dropped: 0,
  };
}

function joined(known: Found, found: Found, left: number): Found {
  const merge = <T extends Placed>(before: readonly T[], items: readonly T[]): T[] => {
    const moved = items.map((item) => ({ ...item, offset: item.offset + left })).filter(({ offset }) => offset >= 0);
    return [...before, ...moved].sort((a, b) => a.offset - b.offset || a.length - b.length);
  };
  return {
    hits: merge(known.hits, found.hits),
    runs: merge(known.runs, found.runs),
    dropped: found.dropped,
  };
}
