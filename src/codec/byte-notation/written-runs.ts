/**
 * Runs of bytes written one by one in a notation (`\x63\x75\x72\x6c`, `0x63, 0x75`, `chr(99) & chr(117)`), and what they
 * stand for. One pass, linear in the bytes.
 * Does not see: runs in which notations are mixed; numbers that are computed.
 */
import { nextPiece } from '../encoded-run/string-pieces.ts';
import type { Notation, Written } from './notations.ts';

export interface WrittenRun {
  readonly bytes: Uint8Array;
  /** How many bytes were written in the notation. */
  readonly written: number;
  readonly start: number;
  readonly end: number;
}

/** Plain characters between two escapes, in one string. */
const mostPlain = 8;
/** Characters between two numbers: `, `, `)&chr(`, `]+[char]`. */
const widestSeparator = 24;

/** Runs of at least `fewest` bytes, in their order. */
export function* writtenRuns(bytes: Uint8Array, notation: Notation, fewest: number): Generator<WrittenRun> {
  for (let at = nextMark(bytes, notation, 0); at < bytes.length; ) {
    const first = isWithinNumber(bytes, notation, at) ? undefined : notation.read(bytes, at);
    if (!first) {
      at = nextMark(bytes, notation, at + 1);
      continue;
    }
    const run = runFrom(bytes, at, first, notation);
    if (run.written >= fewest) yield run;
    // A list of numbers may begin with the one that ended another list.
    const next = run.written === 2 && !notation.mixes ? run.last : run.end;
    at = nextMark(bytes, notation, Math.max(next, at + 1));
  }
}

function nextMark(bytes: Uint8Array, { mark }: Notation, from: number): number {
  if (mark !== undefined) {
    const at = bytes.indexOf(mark, from);
    return at < 0 ? bytes.length : at;
  }
  let at = from;
  while (at < bytes.length && !isDecimal(bytes[at])) at++;
  return at;
}

const isDecimal = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** The last digits of a longer number are no number. */
function isWithinNumber(bytes: Uint8Array, { mark }: Notation, at: number): boolean {
  return mark === undefined && at > 0 && isDecimal(bytes[at - 1]);
}

interface CountedRun extends WrittenRun {
  /** Where the last one written begins. */
  readonly last: number;
}

function runFrom(bytes: Uint8Array, start: number, first: Written, notation: Notation): CountedRun {
  const values: number[] = [];
  let written = 0;
  let [end, last, place] = [start, start, start];
  let separator: string | undefined;
  for (let element: Written | undefined = first; element; ) {
    values.push(element.value);
    written++;
    end = element.next;
    last = place;
    const gap: Gap | undefined = notation.mixes ? plainGap(bytes, end, notation) : separatorAt(bytes, end, notation);
    if (!gap || (separator !== undefined && gap.sign !== separator)) break;
    if (!notation.mixes) separator = gap.sign;
    values.push(...gap.plain);
    place = gap.next;
    element = notation.read(bytes, place);
  }
  return { bytes: encode(values), written, start, end, last };
}

interface Gap {
  /** Characters that stand for themselves. */
  readonly plain: readonly number[];
  /** A separator without its blanks: all of a run are alike. */
  readonly sign: string;
  readonly next: number;
}

/** Between escapes: nothing, a few plain characters, or the end of one string and the beginning of the next. */
function plainGap(bytes: Uint8Array, from: number, notation: Notation): Gap | undefined {
  const plain: number[] = [];
  for (let at = from; plain.length <= mostPlain && at < bytes.length; at++) {
    if (notation.read(bytes, at)) return { plain, sign: '', next: at };
    const byte = bytes[at] ?? 0;
    const next = nextPiece(bytes, at, 0);
    if (next !== undefined && notation.read(bytes, next)) return { plain, sign: '', next };
    if (byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x27 || byte === 0x60) return undefined;
    plain.push(byte);
  }
  return undefined;
}

/** Between numbers: blanks and signs or words without a digit. */
function separatorAt(bytes: Uint8Array, from: number, notation: Notation): Gap | undefined {
  let sign = '';
  for (let at = from; at < from + widestSeparator && at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (isDecimal(byte)) return sign !== '' || at > from ? numberAt(bytes, at, sign, notation) : undefined;
    if (byte > 0x20 && byte < 0x7f) sign += String.fromCharCode(byte | 0x20);
    else if (byte !== 0x20 && byte !== 9 && byte !== 10 && byte !== 13) return undefined;
  }
  return undefined;
}

function numberAt(bytes: Uint8Array, at: number, sign: string, notation: Notation): Gap | undefined {
  return notation.read(bytes, at) ? { plain: [], sign, next: at } : undefined;
}

/** Bytes as they are; code units beyond them as UTF-8. */
function encode(values: readonly number[]): Uint8Array {
  if (values.every((value) => value < 256)) return Uint8Array.from(values);
  const text: string[] = [];
  for (let at = 0; at < values.length; at += 4096) text.push(String.fromCharCode(...values.slice(at, at + 4096)));
  return new TextEncoder().encode(text.join(''));
}
