/**
 * Strings of scripts, told by their quotation marks alone, whatever the language: what stands around a place.
 * Does not see: marks that are escaped, which end a string here.
 */
import type { Hit } from '../../model/anchor.ts';

/** A stretch of text, up to and without its end. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

const marks = ['"', "'", '`', '"""', "'''"];

const isWordByte = (byte: number | undefined): boolean => byte !== undefined && /\w/.test(String.fromCharCode(byte));

/** A text's quotation marks, by their kind. */
export class QuotedStrings {
  readonly #text: Uint8Array;
  readonly #kinds: readonly { readonly width: number; readonly places: readonly number[] }[];
  readonly #longest: number;

  constructor(text: Uint8Array, longest: number) {
    this.#text = text;
    this.#longest = longest;
    this.#kinds = marks.map((mark) => ({ width: mark.length, places: placesOf(text, mark) }));
  }

  /**
   * What stands between two quotation marks of one kind, over several lines if need be; of several such, the longest,
   * since a configuration has strings of its own.
   */
  around({ offset, length }: Pick<Hit, 'offset' | 'length'>): Extent | undefined {
    let longest: Extent | undefined;
    for (const { width, places } of this.#kinds) {
      const next = firstFrom(places, offset);
      const [open, end] = [places[next - 1], places[next]];
      if (open === undefined || end === undefined || end < offset + length || end - open > this.#longest) continue;
      if (isWordByte(this.#text[open - 1]) || isWordByte(this.#text[end + width])) continue;
      if (!longest || end - open > longest.end - longest.start) longest = { start: open + width, end };
    }
    return longest;
  }
}

function placesOf(text: Uint8Array, mark: string): number[] {
  const places: number[] = [];
  for (let at = nextMark(text, mark, 0); at >= 0; at = nextMark(text, mark, at + mark.length)) places.push(at);
  return places;
}

/** Where a mark of one or three characters stands next; -1 where none does. */
export function nextMark(text: Uint8Array, mark: string, from: number): number {
  const first = mark.charCodeAt(0);
  for (let at = text.indexOf(first, from); at >= 0; at = text.indexOf(first, at + 1))
    if (mark.length === 1 || (text[at + 1] === first && text[at + 2] === first)) return at;
  return -1;
}

/** Index of the first place that is not before an offset. */
function firstFrom(places: readonly number[], offset: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
