/** A script as text, with the way back from its characters to its bytes, and to the lines that an editor counts. */
import type { View } from '../../model/units.ts';

export interface ScriptText {
  readonly text: string;
  /** Bytes from the view's start to a character. */
  offset(index: number): number;
  /** Counted from 1; absent where the text does not begin with the artifact. */
  line(index: number): number | undefined;
}

/** Bytes. What is longer is no script that somebody reads. */
const longestScript = 1024 * 1024;
/** Bytes before the first hit and after the last. */
const around = 64 * 1024;

/** The view's text from its start, or around its hits where it is long. */
export function scriptText({ bytes, base, hits }: View): ScriptText {
  const first = hits[0];
  const isWide = first === undefined ? bytes[0] === 0xff && bytes[1] === 0xfe : first.encoding === 'utf16le';
  const isWhole = bytes.length <= longestScript || first === undefined;
  const from = isWhole ? 0 : Math.max(0, first.offset - around);
  // A character of two bytes begins where the hit does, or two, four, … bytes before.
  const start = isWide && first !== undefined ? from + ((first.offset - from) & 1) : from;
  const end = Math.min(bytes.length, start + longestScript);
  const text = new TextDecoder(isWide ? 'utf-16le' : 'latin1', { ignoreBOM: true }).decode(bytes.subarray(start, end));
  const width = isWide ? 2 : 1;
  const feeds = base + start <= 1 ? feedsOf(text) : undefined;
  return {
    text,
    offset: (index) => Math.min(bytes.length, start + index * width),
    line: (index) => feeds && countBefore(feeds, index) + 1,
  };
}

function feedsOf(text: string): number[] {
  const feeds: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) feeds.push(at);
  return feeds;
}

/** How many of the ascending numbers are smaller. */
function countBefore(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
