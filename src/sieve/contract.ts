/**
 * The sieve's contract: one pass over raw bytes for every anchor and run shape that any unit declares.
 * Two implementations stand behind it, AssemblyScript and plain TypeScript, with identical results.
 */
import type { Anchor, Disguise, Hit, Run, RunShape } from '../model/anchor.ts';

/** What a sieve looks for. */
export interface Wanted {
  readonly anchors: readonly Anchor[];
  readonly runs: readonly RunShape[];
  /** Each of these texts in each of these disguises. */
  readonly disguised?: Disguised;
}

/**
 * Exact texts to look for where they are hidden. Printable ASCII, 5 bytes at least. Under XOR only those of 8 or more are
 * looked for, and of those that write letters twice (`pool`) only such as are long enough without them: see words.ts.
 */
export interface Disguised {
  readonly texts: readonly string[];
  readonly disguises: readonly Disguise[];
}

export interface ScanOptions {
  /**
   * Look for texts under XOR, too. It takes a pass of its own, so it is asked for where it may tell something: not in
   * what is plain text. False if absent.
   */
  readonly xor?: boolean;
}

/** What one scan found, in ascending offset (then length, then anchor, then encoding). */
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
  scan(length: number, options?: ScanOptions): Found;
}
