/**
 * Flows in which nothing was found and which yet talk like a miner could: for a minute or longer, in a handful of
 * messages or more, and slowly. They are handed on as what is known of them: cadence, first bytes, names.
 *
 * The first of them are handed on as they end; of the later ones, the longest and slowest at the end of the capture.
 */
import type { Cadence, Stream } from '../../model/stream.ts';
import type { Child } from '../../model/units.ts';

const leastSeconds = 60;
const leastMessages = 6;
/** Bytes a second, both ways together. A miner needs a few dozens; what moves thousands carries something. */
const mostRate = 4_096;

/** Whether a flow is worth handing on though nothing was found in it. */
export function talksQuietly(seconds: number, bytes: number, messages: number): boolean {
  return messages >= leastMessages && seconds >= leastSeconds && bytes < mostRate * seconds;
}

/** Long and slow first. A hundred bytes more or less a second make no difference. */
function likeness({ first, last, bytesUp, bytesDown }: Cadence): number {
  const seconds = (last - first) / 1000;
  return seconds / (100 + (bytesUp + bytesDown) / seconds);
}

/** A flow that is over, its bytes put together. */
export interface QuietFlow {
  readonly bytes: Uint8Array;
  readonly stream: Stream;
  readonly cadence: Cadence;
}

/** Half of them at once, half at the end. */
const mostQuiet = 2_048;

export class QuietFlows {
  /** Flows that were not handed on because there were too many. */
  dropped = 0;
  readonly #most: number;
  #made = 0;
  #ready: QuietFlow[] = [];
  #waiting: { readonly flow: QuietFlow; readonly likeness: number }[] = [];

  constructor(most: number = mostQuiet) {
    this.#most = most;
  }

  add(flow: QuietFlow): void {
    if (this.#made < this.#most / 2) {
      this.#made++;
      this.#ready.push(flow);
      return;
    }
    this.#waiting.push({ flow, likeness: likeness(flow.cadence) });
    // Twice as many wait as will be taken, so that the sorting is paid for by what follows.
    if (this.#waiting.length >= this.#most) this.#keepBest();
  }

  #keepBest(): void {
    this.#waiting.sort((a, b) => b.likeness - a.likeness);
    const best = this.#waiting.slice(0, this.#most / 2);
    this.dropped += this.#waiting.length - best.length;
    this.#waiting = best;
  }

  /** No more come. */
  close(): void {
    this.#keepBest();
    this.#ready.push(...this.#waiting.map(({ flow }) => flow));
    this.#waiting = [];
  }

  *drain(nameOf: (stream: Stream) => string): Generator<Child> {
    const ready = this.#ready;
    this.#ready = [];
    for (const { bytes, stream } of ready) yield { name: nameOf(stream), bytes, kind: 'stream', stream };
  }
}
