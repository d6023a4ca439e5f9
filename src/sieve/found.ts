/** Results of a scan from the numbers that a core gives, in the order that the contract asks for. */
import type { Hit, Run } from '../model/anchor.ts';
import { patternFields, type SievePlan } from './plan.ts';
import { mostHits } from './share.ts';

/** More than the number of patterns there can be. */
const patternRoom = 65_536;

/** Gathers one scan's hits and runs after another's. */
export class Gathering {
  readonly #plan: SievePlan;
  /** Offset and pattern in one number: its order is the contract's, as patterns are numbered by length and text. */
  readonly #places: Float64Array;
  #count = 0;
  #runs: Run[] = [];

  constructor(plan: SievePlan, capacity: number) {
    this.#plan = plan;
    this.#places = new Float64Array(mostHits(capacity, plan.anchors.length));
  }

  /** Hits come in the order of their words, which is nearly their own: putting them in order costs next to nothing. */
  hit(offset: number, pattern: number): void {
    const place = offset * patternRoom + pattern;
    let i = this.#count++;
    for (; i > 0; i--) {
      const previous = this.#places[i - 1] ?? 0;
      if (previous <= place) break;
      this.#places[i] = previous;
    }
    this.#places[i] = place;
  }

  run(offset: number, characters: number, width: number): void {
    this.#runs.push({ offset, length: characters * width, encoding: width === 1 ? 'ascii' : 'utf16le' });
  }

  takeHits(): Hit[] {
    const { anchors, encodings, patterns } = this.#plan;
    const hits: Hit[] = [];
    for (let i = 0; i < this.#count; i++) {
      const place = this.#places[i] ?? 0;
      const pattern = place % patternRoom;
      hits.push({
        anchor: anchors[pattern] ?? '',
        offset: (place - pattern) / patternRoom,
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
