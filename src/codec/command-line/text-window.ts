/**
 * A stretch of bytes as text, with the way back from each character to its byte. Text is found in binaries, in UTF-16LE
 * string heaps and escaped inside other strings; whoever parses it should not have to know.
 * Bytes are taken one by one (Latin-1), so that any byte has its character; `utf8` mends a value that was UTF-8.
 */
import type { Encoding } from '../../model/anchor.ts';
import { latin1 } from '../latin1/latin1.ts';

export interface TextWindow {
  readonly text: string;
  /** Index in `text` -> offset of its first byte; `text.length` gives the end. */
  offset(index: number): number;
  /** Where in `text` the things stand that woke us, ascending. */
  readonly marks: readonly number[];
}

/** Something the sieve found. */
export interface Mark {
  readonly offset: number;
  readonly length: number;
  readonly encoding: Encoding;
}

/** How much around a mark to take, in characters. */
export interface Reach {
  readonly around: number;
  /** Take everything where the bytes are no more than this. */
  readonly wholeUpTo: number;
}

/** Windows around the marks, merged where they meet, ASCII first. Every byte lies in at most one of each encoding. */
export function* windowsAround(bytes: Uint8Array, marks: readonly Mark[], reach: Reach): Iterable<TextWindow> {
  for (const encoding of ['ascii', 'utf16le'] as const) {
    const here = marks.filter((mark) => mark.encoding === encoding).sort((a, b) => a.offset - b.offset);
    const around = encoding === 'ascii' ? reach.around : 2 * reach.around;
    const open = encoding === 'ascii' ? narrowWindow : wideWindow;
    if (here.length > 0 && bytes.length <= reach.wholeUpTo) {
      yield open(bytes, 0, bytes.length, here);
      continue;
    }
    for (let first = 0; first < here.length; ) {
      const group = grow(here, first, around);
      first += group.marks.length;
      yield open(bytes, Math.max(0, group.start), Math.min(bytes.length, group.end), group.marks);
    }
  }
}

function grow(marks: readonly Mark[], first: number, around: number): { start: number; end: number; marks: Mark[] } {
  const group: Mark[] = [];
  let end = 0;
  for (let i = first; i < marks.length; i++) {
    const mark = marks[i];
    if (!mark || (group.length > 0 && mark.offset - around > end)) break;
    group.push(mark);
    end = Math.max(end, mark.offset + mark.length + around);
  }
  return { start: (group[0]?.offset ?? 0) - around, end, marks: group };
}

/** One character a byte. */
export function narrowWindow(
  bytes: Uint8Array,
  start: number,
  end: number,
  marks: readonly { readonly offset: number }[] = [],
): TextWindow {
  return {
    text: latin1(bytes.subarray(start, end)),
    offset: (index) => start + index,
    marks: marks.map((mark) => mark.offset - start),
  };
}

/**
 * UTF-16LE as string heaps have it: characters up to U+00FF whatever their parity, because length bytes between two
 * strings shift it. What is no such character becomes one NUL, however long it is.
 */
export function wideWindow(
  bytes: Uint8Array,
  start: number,
  end: number,
  marks: readonly { readonly offset: number }[] = [],
): TextWindow {
  const places = new Uint32Array(end - start + 1);
  const codes = new Uint8Array(end - start);
  let count = 0;
  for (let at = start; at < end; ) {
    const low = bytes[at] ?? 0;
    const wide = isText(low) && at + 1 < end && bytes[at + 1] === 0;
    if (wide || count === 0 || codes[count - 1] !== 0) {
      places[count] = at;
      codes[count++] = wide ? low : 0;
    }
    at += wide ? 2 : 1;
  }
  places[count] = end;
  const offset = (index: number): number => places[Math.max(0, Math.min(index, count))] ?? end;
  const { text } = narrowWindow(codes, 0, count);
  return { text, offset, marks: marks.map((mark) => indexOf(places, count, mark.offset)) };
}

function isText(byte: number): boolean {
  return byte >= 32 ? byte !== 127 : byte === 9 || byte === 10 || byte === 13;
}

/** Index of the last place that is not beyond `offset`. */
function indexOf(places: Uint32Array, count: number, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
};

/** The same text with one level of backslash escapes taken off: text that stood inside a string of another language. */
export function unescapeWindow(window: TextWindow): TextWindow {
  const { text } = window;
  // Stretches rather than characters: a window may be as long as the sieve's buffer.
  const pieces: string[] = [];
  const places: number[] = [];
  let taken = 0;
  for (let at = text.indexOf('\\'); at !== -1; ) {
    const escaped = escapes[text[at + 1] ?? ''];
    if (escaped !== undefined) {
      if (at > taken) pieces.push(text.slice(taken, at));
      pieces.push(escaped);
      places.push(at);
      taken = at + 2;
    }
    at = text.indexOf('\\', escaped === undefined ? at + 1 : taken);
  }
  if (taken < text.length) pieces.push(text.slice(taken));
  return withoutBackslashes(window, pieces.join(''), places);
}

/** @param places of the backslashes in the window, ascending: `text` is the window's without them */
function withoutBackslashes(window: TextWindow, text: string, places: readonly number[]): TextWindow {
  const offset = (index: number): number => {
    const within = Math.max(0, Math.min(index, text.length));
    return window.offset(within + countWhere(places.length, (i) => (places[i] ?? 0) - i < within));
  };
  const marks = window.marks.map((mark) => {
    const before = countWhere(places.length, (i) => (places[i] ?? 0) < mark);
    // What a backslash stands before begins with it.
    return mark - before + (places[before - 1] === mark - 1 ? 1 : 0);
  });
  return { text, offset, marks: marks.filter((mark) => mark < text.length) };
}

/** How many of the first numbers below `length` hold; none does behind one that does not. */
function countWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A value as its author saw it: the bytes behind the characters read as UTF-8, or left alone where they are none. */
export function utf8(text: string): string {
  let plain = true;
  for (let i = 0; i < text.length && plain; i++) plain = text.charCodeAt(i) < 128;
  if (plain) return text;
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}
