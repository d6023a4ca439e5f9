/** Results of a scan from the numbers that a core gives, in the order that the contract asks for. */
import type { Hit, Run } from '../model/anchor.ts';
import { patternFields } from './pattern.ts';
import type { SievePlan } from './plan.ts';
import { mostHits } from './share.ts';

/** Gathers one scan's hits and runs after another's. */
export class Gathering {
  readonly #plan: SievePlan;
  /** Ordered by offset, then pattern: that is the contract's order, as patterns are numbered by length and text. */
  readonly #offsets: Uint32Array;
  readonly #patterns: Uint32Array;
  #count = 0;
  #runs: Run[] = [];

  constructor(plan: SievePlan, capacity: number) {
    this.#plan = plan;
    this.#offsets = new Uint32Array(mostHits(capacity, plan.anchors.length));
    this.#patterns = new Uint32Array(this.#offsets.length);
  }

  /** Hits come in the order of their words, which is nearly their own: putting them in order costs next to nothing. */
  hit(offset: number, pattern: number): void {
    const offsets = this.#offsets;
    const patterns = this.#patterns;
    let i = this.#count++;
    for (; i > 0; i--) {
      const before = offsets[i - 1] ?? 0;
      const other = patterns[i - 1] ?? 0;
      if (before < offset || (before === offset && other <= pattern)) break;
      offsets[i] = before;
      patterns[i] = other;
    }
    offsets[i] = offset;
    patterns[i] = pattern;
  }

  run(offset: number, characters: number, width: number): void {
    this.#runs.push({ offset, length: characters * width, encoding: width === 1 ? 'ascii' : 'utf16le' });
  }

  takeHits(): Hit[] {
    const { anchors, encodings, patterns } = this.#plan;
    const hits: Hit[] = [];
    for (let i = 0; i < this.#count; i++) {
      const pattern = this.#patterns[i] ?? 0;
      hits.push({
        anchor: anchors[pattern] ?? '',
        offset: this.#offsets[i] ?? 0,
        length: patterns[pattern * patternFields] ?? 0,
        encoding: encodings[pattern] ?? 'ascii',
      });
    }
    this.#count = 0;
    return hits;
  }

  takeRuns(): Run[] {
    const runs = this.#runs.sort((a, b) => a.offset - b.offset || a.length - b.length);
    this.#runs = [];
    return runs;
  }
}
