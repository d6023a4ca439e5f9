/** Anchors as bytes: what a literal looks like in each encoding in which it may stand. */
import type { Anchor, Encoding } from '../model/anchor.ts';

/** One anchor in one encoding. How it came by its bytes is of no interest to the tables: a new encoding is data. */
export interface Pattern {
  readonly anchor: string;
  readonly encoding: Encoding;
  readonly bytes: Uint8Array;
  /** For each byte the bits that count: all of them, or all but the one that makes a letter small. All if absent. */
  readonly mask?: Uint8Array;
  /**
   * Where this is there, `bytes` are not what stands in the input but how each byte there differs from the next: one
   * fewer than the bytes of the input. It is the first byte without the key, which gives the key away.
   */
  readonly firstByte?: number;
}

/** The bit by which a capital ASCII letter differs from its small one. */
const caseBit = 0x20;

const shortestAnchor = 5;

function isLetter(byte: number): boolean {
  const small = byte | caseBit;
  return small >= 0x61 && small <= 0x7a;
}

/** @throws RangeError where a text is none that can be found */
export function checkText(text: string): void {
  if (text.length < shortestAnchor || !/^[\x20-\x7e]+$/.test(text))
    throw new RangeError(`an anchor is printable ASCII of ${shortestAnchor} bytes or more: ${JSON.stringify(text)}`);
}

/** The order in which hits of one offset are reported. */
export function byLengthAndText(a: Pattern, b: Pattern): number {
  return lengthOf(a) - lengthOf(b) || compare(a.anchor, b.anchor) || compare(a.encoding, b.encoding);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Bytes of the input that a pattern covers. */
function lengthOf({ bytes, firstByte }: Pattern): number {
  return firstByte === undefined ? bytes.length : bytes.length + 1;
}

/**
 * Each distinct text once in each encoding. A text that is wanted both with and without `fold` is looked for with it: a
 * hit is reported by its text, to whoever asked for it, and what it holds is for the extractor to check.
 */
export function plainPatterns(anchors: readonly Anchor[]): Pattern[] {
  const folds = new Map<string, boolean>();
  for (const { text } of anchors) checkText(text);
  for (const { text, fold } of anchors) folds.set(text, fold === true || folds.get(text) === true);
  return [...folds].flatMap(([text, fold]) => [
    plainPattern(text, fold, 'ascii', 1),
    plainPattern(text, fold, 'utf16le', 2),
  ]);
}

function plainPattern(anchor: string, fold: boolean, encoding: Encoding, width: number): Pattern {
  const bytes = new Uint8Array(anchor.length * width);
  const mask = new Uint8Array(bytes.length).fill(0xff);
  for (let i = 0; i < anchor.length; i++) {
    const byte = anchor.charCodeAt(i);
    bytes[i * width] = byte;
    if (fold && isLetter(byte)) mask[i * width] = 0xff ^ caseBit;
  }
  return { anchor, encoding, bytes, mask };
}

/**
 * Numbers for a pattern: its length in bytes, where its text lies, and the first byte without a key (zero where the
 * pattern is looked for as it is). The bits of the text that count lie behind it.
 */
export const patternFields = 3;

/** The patterns' texts in one piece. */
export function packPatterns(list: readonly Pattern[]): { patterns: Uint32Array; texts: Uint8Array } {
  const patterns = new Uint32Array(list.length * patternFields);
  let end = 0;
  list.forEach(({ bytes, firstByte }, id) => {
    patterns[id * patternFields] = bytes.length;
    patterns[id * patternFields + 1] = end;
    patterns[id * patternFields + 2] = firstByte ?? 0;
    end += 2 * bytes.length;
  });
  const texts = new Uint8Array(end).fill(0xff);
  list.forEach(({ bytes, mask }, id) => {
    const start = patterns[id * patternFields + 1] ?? 0;
    texts.set(bytes, start);
    if (mask) texts.set(mask, start + bytes.length);
  });
  return { patterns, texts };
}
