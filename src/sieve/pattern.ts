/** Anchors as bytes: what a literal looks like in each encoding in which it may stand. */
import type { Anchor, Encoding } from '../model/anchor.ts';

/** One anchor in one encoding. How it came by its bytes is of no interest to the tables: a new encoding is data. */
export interface Pattern {
  readonly anchor: string;
  readonly encoding: Encoding;
  readonly bytes: Uint8Array;
  /** For each byte the bits that count: all of them, or all but the one that makes a letter small. */
  readonly mask: Uint8Array;
}

/** The bit by which a capital ASCII letter differs from its small one. */
const caseBit = 0x20;

const shortestAnchor = 5;

function isLetter(byte: number): boolean {
  const small = byte | caseBit;
  return small >= 0x61 && small <= 0x7a;
}

/**
 * Each distinct text once in each encoding, in the order in which hits of one offset are reported (by length, then
 * text). A text that is wanted both with and without `fold` is looked for with it: a hit is reported by its text, to
 * whoever asked for it, and what it holds is for the extractor to check.
 */
export function patternsOf(anchors: readonly Anchor[]): Pattern[] {
  const folds = new Map<string, boolean>();
  for (const { text, fold } of anchors) {
    if (text.length < shortestAnchor || !/^[\x20-\x7e]+$/.test(text))
      throw new RangeError(`an anchor is printable ASCII of ${shortestAnchor} bytes or more: ${JSON.stringify(text)}`);
    folds.set(text, fold === true || folds.get(text) === true);
  }
  const patterns: Pattern[] = [];
  for (const [anchor, fold] of folds) {
    for (const [encoding, width] of [
      ['ascii', 1],
      ['utf16le', 2],
    ] as const) {
      const bytes = new Uint8Array(anchor.length * width);
      const mask = new Uint8Array(bytes.length).fill(0xff);
      for (let i = 0; i < anchor.length; i++) {
        const byte = anchor.charCodeAt(i);
        bytes[i * width] = byte;
        if (fold && isLetter(byte)) mask[i * width] = 0xff ^ caseBit;
      }
      patterns.push({ anchor, encoding, bytes, mask });
    }
  }
  return patterns.sort((a, b) => a.bytes.length - b.bytes.length || (a.anchor < b.anchor ? -1 : 1));
}

/** Numbers for a pattern: its length in bytes, and where its text lies. The bits of the text that count lie behind it. */
export const patternFields = 2;

/** The patterns' texts in one piece. */
export function packPatterns(list: readonly Pattern[]): { patterns: Uint32Array; texts: Uint8Array } {
  const patterns = new Uint32Array(list.length * patternFields);
  let end = 0;
  list.forEach(({ bytes }, id) => {
    patterns[id * patternFields] = bytes.length;
    patterns[id * patternFields + 1] = end;
    end += 2 * bytes.length;
  });
  const texts = new Uint8Array(end);
  list.forEach(({ bytes, mask }, id) => {
    const start = patterns[id * patternFields + 1] ?? 0;
    texts.set(bytes, start);
    texts.set(mask, start + bytes.length);
  });
  return { patterns, texts };
}
