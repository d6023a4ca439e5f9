/** Finds many byte patterns in one pass: the first two bytes of a place say which patterns are worth comparing. */

/** A pattern and whom it belongs to. At least two bytes. */
export interface Pattern<T> {
  readonly bytes: Uint8Array;
  readonly of: T;
}

export class PatternSearch<T> {
  /** For each pair of first bytes, one more than the place of its patterns in `#groups`; 0 where there are none. */
  readonly #pairs = new Uint16Array(0x1_0000);
  readonly #groups: Pattern<T>[][] = [];

  constructor(patterns: Iterable<Pattern<T>>) {
    for (const pattern of patterns) {
      const pair = ((pattern.bytes[0] ?? 0) << 8) | (pattern.bytes[1] ?? 0);
      const known = this.#groups[(this.#pairs[pair] ?? 0) - 1];
      if (known === undefined) this.#pairs[pair] = this.#groups.push([pattern]);
      else known.push(pattern);
    }
  }

  /** Every place of every pattern between `from` and `to`, ascending. */
  *find(bytes: Uint8Array, from = 0, to: number = bytes.length): Generator<{ pattern: Pattern<T>; at: number }> {
    const pairs = this.#pairs;
    let pair = bytes[from] ?? 0;
    for (let at = from; at + 1 < to; at++) {
      pair = ((pair << 8) | (bytes[at + 1] ?? 0)) & 0xffff;
      const group = pairs[pair] ?? 0;
      if (group === 0) continue;
      for (const pattern of this.#groups[group - 1] ?? [])
        if (at + pattern.bytes.length <= to && standsAt(bytes, at, pattern.bytes)) yield { pattern, at };
    }
  }
}

export function standsAt(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}
