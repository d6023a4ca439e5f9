/** Results of a scan from the numbers that a core gives, in the order that the contract asks for. */
import type { Hit, Run } from '../model/anchor.ts';
import type { SievePlan } from './plan.ts';

/** More than the number of patterns there can be. */
const patternRoom = 65_536;

/** Gathers a scan's hits and runs. Places come nearly in order, so that putting them in order costs next to nothing. */
export class Gathering {
  readonly #plan: SievePlan;
  /** Offset and pattern in one number: its order is the contract's, as patterns are numbered by length and text. */
  readonly #hits: number[] = [];
  readonly #runs: Run[] = [];

  constructor(plan: SievePlan) {
    this.#plan = plan;
  }

  hit(offset: number, pattern: number): void {
    const place = offset * patternRoom + pattern;
    let i = this.#hits.length;
    this.#hits.push(place);
    for (; i > 0; i--) {
      const previous = this.#hits[i - 1];
      if (previous === undefined || previous <= place) break;
      this.#hits[i] = previous;
    }
    this.#hits[i] = place;
  }

  run(offset: number, characters: number, width: number): void {
    this.#runs.push({ offset, length: characters * width, encoding: width === 1 ? 'ascii' : 'utf16le' });
  }

  hits(): Hit[] {
    const { anchors, encodings, patterns } = this.#plan;
    return this.#hits.map((place) => {
      const pattern = place % patternRoom;
      return {
        anchor: anchors[pattern] ?? '',
        offset: (place - pattern) / patternRoom,
        length: patterns[pattern * 3] ?? 0,
        encoding: encodings[pattern] ?? 'ascii',
      };
    });
  }

  runs(): Run[] {
    return this.#runs.sort((a, b) => a.offset - b.offset || a.length - b.length);
  }
}
