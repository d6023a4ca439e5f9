/** From what the units want to tables that a sieve can run on. Done once a process; workers get a copy. */
import type { Encoding } from '../model/anchor.ts';
import type { Wanted } from './contract.ts';
import { type Pattern, patternsOf } from './pattern.ts';
import { classTable, probeStrides, shapeTable } from './shapes.ts';
import { type LiteralTables, literalTables } from './tables.ts';
import { stride, wordAt } from './words.ts';

/** Numbers for a pattern: its length in bytes, its first literal, how many literals it has. */
export const patternFields = 3;

/** Numbers for a literal: a word of the pattern, the bits of it that count. The last one ends with the pattern. */
export const literalFields = 2;

/** Pure data: can be sent to a worker as it is. */
export interface SievePlan extends LiteralTables {
  /** What each pattern is, in the order of its number. */
  readonly anchors: readonly string[];
  readonly encodings: readonly Encoding[];
  readonly patterns: Uint32Array;
  readonly literals: Uint32Array;
  /** Readable bytes that the input needs on each side: no look-up reaches farther beyond it. */
  readonly margin: number;
  /** For each byte what it may be part of: see shapes.ts. */
  readonly classes: Uint8Array;
  readonly shapes: Uint8Array;
  /** Bytes between probes for runs; zero where no run is wanted. */
  readonly runStrides: { readonly ascii: number; readonly wide: number };
}

/** @throws RangeError where an anchor or a run shape is shorter than the sieve can find. */
export function compilePlan(wanted: Wanted): SievePlan {
  const patterns = patternsOf(wanted.anchors);
  const longest = patterns.at(-1)?.bytes.length ?? 0;
  return {
    anchors: patterns.map(({ anchor }) => anchor),
    encodings: patterns.map(({ encoding }) => encoding),
    ...literalTables(patterns),
    ...literalsOf(patterns),
    margin: (longest + 63) & ~31,
    classes: classTable(),
    shapes: shapeTable(wanted.runs),
    runStrides: probeStrides(wanted.runs),
  };
}

function literalsOf(patterns: readonly Pattern[]): { patterns: Uint32Array; literals: Uint32Array } {
  const words = patterns.reduce((sum, { bytes }) => sum + Math.ceil(bytes.length / stride), 0);
  const table = new Uint32Array(patterns.length * patternFields);
  const literals = new Uint32Array(words * literalFields);
  let field = 0;
  patterns.forEach(({ bytes, mask }, id) => {
    table[id * patternFields] = bytes.length;
    table[id * patternFields + 1] = field / literalFields;
    table[id * patternFields + 2] = Math.ceil(bytes.length / stride);
    for (let at = 0; at < bytes.length; at += stride) {
      const offset = Math.min(at, bytes.length - stride);
      literals[field++] = wordAt(bytes, offset);
      literals[field++] = wordAt(mask, offset);
    }
  });
  return { patterns: table, literals };
}
