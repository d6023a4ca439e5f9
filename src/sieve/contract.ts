/**
 * The sieve's contract: one pass over raw bytes for every anchor and run shape that any unit declares.
 * Two implementations stand behind it, AssemblyScript and plain TypeScript, with identical results.
 */
import type { Anchor, Hit, Run, RunShape } from '../model/anchor.ts';

/** What a sieve looks for. */
export interface Wanted {
  readonly anchors: readonly Anchor[];
  readonly runs: readonly RunShape[];
}

/** What one scan found, in ascending offset (then length, then anchor). */
export interface Found {
  readonly hits: readonly Hit[];
  readonly runs: readonly Run[];
  /**
   * Hits and runs passed over because one anchor (or the run shapes) filled its share of a block; the same in both
   * implementations. Zero on anything that is not hostile repetition.
   */
  readonly dropped: number;
}

export interface Sieve {
  /** Room to read into directly, `capacity` bytes; may lie in WebAssembly memory, so take it anew for each scan. */
  readonly input: Uint8Array;
  /** Looks at `input[0, length)`. Nothing that reaches beyond `length` is found. */
  scan(length: number): Found;
}
