/**
 * Reads runs of digits (base64, hex) as what they stand for, and keeps what leads to something. A run may be cut wrongly:
 * words may stand before its digits or behind them, and strings that have nothing to do with each other may stand side by
 * side. So a run is tried as a whole, without a short piece at either end, and piece by piece. A few passes over the
 * digits at most.
 */
import {
  type Digits,
  digitsOf,
  type EncodedRun,
  firstDigitsOf,
  type Piece,
} from '../../codec/encoded-run/encoded-run.ts';
import { latin1 } from '../../codec/latin1/latin1.ts';
import { isMeaningful, mayBeMeaningful, readsAsTextAround } from '../../codec/plain-content/plain-content.ts';
import type { Hit } from '../../model/anchor.ts';
import type { Miss } from '../../model/units.ts';
import type { Opening, Room } from './openings.ts';

/** How digits become bytes. */
export interface RunEncoding {
  readonly digits: Digits;
  /** Digits after which bytes begin anew. */
  readonly group: number;
  decode(digits: Uint8Array): Uint8Array;
  /** A hit of one of these is where a known thing begins. */
  readonly beginnings: readonly string[];
}

/** What came out must be more than noise; `hits` lie in the run, ascending. */
export function* openRun(
  text: Uint8Array,
  run: EncodedRun,
  hits: readonly Hit[],
  encoding: RunEncoding,
  room: Room,
): Generator<Opening | Miss> {
  const beginning = hits.find((hit) => encoding.beginnings.includes(hit.anchor));
  const texts = hits.filter((hit) => hit.encoding !== 'ascii' && hit.encoding !== 'utf16le');
  for (const pieces of cuts(run, encoding, beginning)) {
    if (texts.length === 0 && !isPromising(text, pieces, encoding)) continue;
    if (!room.take(run.digits)) return yield room.miss(run.pieces[0]?.start ?? 0);
    const bytes = encoding.decode(digitsOf(text, pieces));
    if (isMeaningful(bytes) || holdsOneOf(bytes, texts.slice(0, 1))) return yield opening(pieces, bytes, run);
  }
  if (!room.take(run.digits)) return yield room.miss(run.pieces[0]?.start ?? 0);
  yield* pieceByPiece(text, run, texts, encoding);
}

/** Digits by whose bytes nearly all noise is told. */
const promisingDigits = 96;

function isPromising(text: Uint8Array, pieces: readonly Piece[], { decode }: RunEncoding): boolean {
  return mayBeMeaningful(decode(firstDigitsOf(text, pieces, promisingDigits)));
}

/** Ways to cut the run, the likeliest first. */
function* cuts({ pieces }: EncodedRun, { digits }: RunEncoding, beginning?: Hit): Generator<readonly Piece[]> {
  if (beginning) yield piecesFrom(pieces, beginning.offset);
  yield pieces;
  if (pieces.length === 1) return;
  const isShort = (piece: Piece | undefined): boolean => piece !== undefined && piece.end - piece.start < digits.fewest;
  const [first, last] = [isShort(pieces[0]), isShort(pieces.at(-1))];
  if (last) yield pieces.slice(0, -1);
  if (first) yield pieces.slice(1);
  if (first && last && pieces.length > 2) yield pieces.slice(1, -1);
}

function piecesFrom(pieces: readonly Piece[], start: number): Piece[] {
  return pieces.filter(({ end }) => end > start).map((piece) => ({ ...piece, start: Math.max(piece.start, start) }));
}

/** Each piece for itself. Where a known text is hidden in it, it may also begin in the midst of a group. */
function* pieceByPiece(
  text: Uint8Array,
  run: EncodedRun,
  hits: readonly Hit[],
  encoding: RunEncoding,
): Generator<Opening> {
  const { decode, group, digits } = encoding;
  let next = 0;
  for (const piece of run.pieces) {
    while ((hits[next]?.offset ?? run.end) < piece.start) next++;
    const hit = hits[next];
    const within = hit !== undefined && hit.offset < piece.end ? [hit] : [];
    const isWhole = run.pieces.length === 1;
    const isLong = piece.end - piece.start >= digits.fewest;
    if (within.length === 0 && (!isLong || isWhole || !isPromising(text, [piece], encoding))) continue;
    for (let skip = isWhole ? 1 : 0; skip < (within.length > 0 ? group : 1); skip++) {
      const bytes = decode(digitsOf(text, [piece], skip));
      if (!holdsOneOf(bytes, within) && !(skip === 0 && isMeaningful(bytes))) continue;
      yield opening([{ ...piece, start: piece.start + skip }], bytes, run);
      break;
    }
  }
}

/** The hidden text came out, and what stands around it reads as text, too. */
function holdsOneOf(bytes: Uint8Array, hits: readonly Hit[]): boolean {
  if (hits.length === 0) return false;
  const characters = latin1(bytes);
  return hits.some(({ anchor }) =>
    [anchor, anchor.replaceAll(/./g, '$&\0')].some((wanted) => {
      const at = characters.indexOf(wanted);
      return at >= 0 && readsAsTextAround(bytes, at, at + wanted.length);
    }),
  );
}

function opening(pieces: readonly Piece[], bytes: Uint8Array, run: EncodedRun): Opening {
  const [first, last] = [pieces[0], pieces.at(-1)];
  const end = last === run.pieces.at(-1) ? run.end : (last?.end ?? run.end);
  return { bytes, start: first?.start ?? 0, end };
}
