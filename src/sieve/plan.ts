/** From what the units want to data that a sieve can make its tables of. Done once a process; workers get a copy. */
import type { Encoding } from '../model/anchor.ts';
import type { Wanted } from './contract.ts';
import { disguisedPatterns } from './disguise.ts';
import { byLengthAndText, packPatterns, plainPatterns } from './pattern.ts';
import { classTable, shapeTable } from './shapes.ts';

/** Pure data: can be sent to a worker as it is. */
export interface SievePlan {
  /** What each pattern is, in the order of its number. */
  readonly anchors: readonly string[];
  readonly encodings: readonly Encoding[];
  /** Their bytes: see packPatterns. */
  readonly patterns: Uint32Array;
  readonly texts: Uint8Array;
  /** Readable bytes that the input needs on each side: no look-up reaches farther beyond it. */
  readonly margin: number;
  /** For each byte what it may be part of: see shapes.ts. */
  readonly classes: Uint8Array;
  readonly shapes: Uint8Array;
}

/** @throws RangeError where an anchor or a run shape is shorter than the sieve can find. */
export function compilePlan(wanted: Wanted): SievePlan {
  const hidden = wanted.disguised ? disguisedPatterns(wanted.disguised) : [];
  const patterns = [...plainPatterns(wanted.anchors), ...hidden].sort(byLengthAndText);
  const longest = patterns.at(-1)?.bytes.length ?? 0;
  return {
    anchors: patterns.map(({ anchor }) => anchor),
    encodings: patterns.map(({ encoding }) => encoding),
    ...packPatterns(patterns),
    margin: (longest + 63) & ~31,
    classes: classTable(),
    shapes: shapeTable(wanted.runs),
  };
}
