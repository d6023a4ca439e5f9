/** Results of a scan from the numbers that a core gives, in the order that the contract asks for. */
import type { Hit, Run } from '../model/anchor.ts';
import { patternFields } from './pattern.ts';
import type { SievePlan } from './plan.ts';
import { mostHits } from './share.ts';

/** Gathers one scan's hits and runs after another's. */
export class Gathering {
  readonly #plan: SievePlan;
  /**
   * Of each hit its offset and pattern in one number, in which they are ordered by offset, then pattern: that is the
   * contract's order, as patterns are numbered by length and text.
   */
  readonly #hits: Float64Array;
  #count = 0;
  #runs: Run[] = [];

  constructor(plan: SievePlan, capacity: number) {
    this.#plan = plan;
    this.#hits = new Float64Array(mostHits(capacity, plan.anchors.length));
  }

  hit(offset: number, pattern: number): void {
    this.#hits[this.#count++] = offset * this.#plan.anchors.length + pattern;
  }

  run(offset: number, characters: number, width: number): void {
    this.#runs.push({ offset, length: characters * width, encoding: width === 1 ? 'ascii' : 'utf16le' });
  }

  /** @param input what was scanned: it holds the keys */
  takeHits(input: Uint8Array): Hit[] {
    const numbers = this.#hits.subarray(0, this.#count).sort();
    const patterns = this.#plan.anchors.length;
    const hits: Hit[] = [];
    for (const number of numbers) {
      const pattern = number % patterns;
      hits.push(this.#hitOf(pattern, (number - pattern) / patterns, input));
    }
    this.#count = 0;
    return hits;
  }

  #hitOf(pattern: number, offset: number, input: Uint8Array): Hit {
    const { anchors, encodings, patterns } = this.#plan;
    const length = patterns[pattern * patternFields] ?? 0;
    const firstByte = patterns[pattern * patternFields + 2] ?? 0;
    const hit = { anchor: anchors[pattern] ?? '', offset, length, encoding: encodings[pattern] ?? 'ascii' };
    if (firstByte === 0) return hit;
    return { ...hit, length: length + 1, key: firstByte ^ (input[offset] ?? 0) };
  }

  takeRuns(): Run[] {
    const runs = this.#runs.sort((a, b) => a.offset - b.offset || a.length - b.length);
    this.#runs = [];
    return runs;
  }
}
