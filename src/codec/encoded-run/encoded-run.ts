/**
 * Runs of a text encoding's digits within other text, also where a run is wrapped or written in pieces. One pass, linear
 * in the bytes, whatever they are.
 */
import { nextPiece } from './string-pieces.ts';

/** The digits of an encoding. */
export interface Digits {
  /** 1 for each byte that is a digit. */
  readonly isDigit: Uint8Array;
  /** Ends a run, up to this many times: `=` in base64. */
  readonly padding?: { readonly byte: number; readonly most: number };
  /** May stand between digits, alone: `41 42`, `41:42`. */
  readonly between?: readonly number[];
  /** Fewer digits make no run. */
  readonly fewest: number;
}

/** Digits without anything between them; offsets in bytes. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Pieces that belong together, in their order. */
export interface EncodedRun {
  readonly pieces: readonly Piece[];
  readonly digits: number;
  /** Padding has ended it. */
  readonly padded: boolean;
  /** First byte after it, padding included. */
  readonly end: number;
}

/** Runs that begin in `[from, until)`, in their order; they may go on beyond it. */
export function* encodedRuns(
  bytes: Uint8Array,
  digits: Digits,
  from = 0,
  until: number = bytes.length,
): Generator<EncodedRun> {
  const { isDigit, fewest } = digits;
  for (let end = from; end < until; ) {
    const start = end;
    while (end < bytes.length && isDigit[bytes[end] ?? 0] === 1) end++;
    const length = end - start;
    // Nearly all are words, which are done with here.
    if (length > 0 && (length >= fewest || goesOnAt(bytes, end, length, digits) !== undefined)) {
      const run = runFrom(bytes, start, digits);
      if (run.digits >= fewest) yield run;
      end = run.end;
    } else if (length === 0) end++;
  }
}

function runFrom(bytes: Uint8Array, from: number, alphabet: Digits): EncodedRun {
  const pieces: Piece[] = [];
  let digits = 0;
  let start: number | undefined = from;
  let end = from;
  while (start !== undefined) {
    end = start;
    while (end < bytes.length && alphabet.isDigit[bytes[end] ?? 0] === 1) end++;
    pieces.push({ start, end });
    digits += end - start;
    const padded = afterPadding(bytes, end, alphabet);
    if (padded > end) return { pieces, digits, padded: true, end: padded };
    start = goesOnAt(bytes, end, end - start, alphabet);
  }
  return { pieces, digits, padded: false, end };
}

function afterPadding(bytes: Uint8Array, at: number, { padding }: Digits): number {
  if (padding === undefined) return at;
  let end = at;
  while (end < at + padding.most && bytes[end] === padding.byte) end++;
  return end;
}

function goesOnAt(bytes: Uint8Array, end: number, length: number, alphabet: Digits): number | undefined {
  const byte = bytes[end];
  if (byte === undefined) return undefined;
  const next = alphabet.between?.includes(byte) && length % 2 === 0 ? end + 1 : nextPiece(bytes, end, length);
  return next !== undefined && alphabet.isDigit[bytes[next] ?? 0] === 1 ? next : undefined;
}

/** The digits of some pieces, as characters; `skip` of them are left out at the front. */
export function digitsOf(bytes: Uint8Array, pieces: readonly Piece[], skip = 0): Uint8Array {
  const [first] = pieces;
  if (pieces.length === 1 && first) return bytes.subarray(first.start + skip, first.end);
  const characters = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0));
  let at = 0;
  for (const { start, end } of pieces) {
    characters.set(bytes.subarray(start, end), at);
    at += end - start;
  }
  return characters.subarray(skip);
}

/** The first digits of some pieces; no more than `most`. */
export function firstDigitsOf(bytes: Uint8Array, pieces: readonly Piece[], most: number): Uint8Array {
  const few: Piece[] = [];
  let left = most;
  for (const { start, end } of pieces) {
    if (left <= 0) break;
    few.push({ start, end: Math.min(end, start + left) });
    left -= end - start;
  }
  return digitsOf(bytes, few);
}
