/** Where the sieve found something in a chunk, asked about in ascending order while the packets are walked. */
import type { Hit, Run } from '../../model/anchor.ts';

type Span = Pick<Hit | Run, 'offset' | 'length'>;

/** An anchor says more than a wallet-shaped run, which may be any identifier. */
export type Touch = 'hit' | 'run' | 'nothing';

/** One list of spans and how far it was walked. The next span stands in numbers: it is looked at for every packet. */
class Walk {
  start: number = Number.POSITIVE_INFINITY;
  end: number = Number.POSITIVE_INFINITY;
  #spans: readonly Span[] = [];
  #index = 0;

  reset(spans: readonly Span[]): void {
    this.#spans = spans;
    this.#index = -1;
    this.next();
  }

  next(): void {
    const span = this.#spans[++this.#index];
    this.start = span ? span.offset : Number.POSITIVE_INFINITY;
    this.end = span ? span.offset + span.length : Number.POSITIVE_INFINITY;
  }
}

export class Marks {
  readonly #hits = new Walk();
  readonly #runs = new Walk();

  reset(hits: readonly Hit[], runs: readonly Run[]): void {
    this.#hits.reset(hits);
    this.#runs.reset(runs);
  }

  /** What touches [from, to). `from` never falls between two calls. */
  touch(from: number, to: number): Touch {
    while (this.#hits.end <= from) this.#hits.next();
    while (this.#runs.end <= from) this.#runs.next();
    if (this.#hits.start < to) return 'hit';
    return this.#runs.start < to ? 'run' : 'nothing';
  }
}
