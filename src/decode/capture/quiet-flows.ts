/**
 * Flows in which nothing was found and which yet talk like a miner could: for a minute or longer, in a handful of
 * messages or more, and slowly. They are handed on as what is known of them: cadence, first bytes, names.
 *
 * The first of them are handed on as they end; of the later ones, at the end of the capture, those that a pool's name
 * led to or that are near a miner's rhythm, then the longest and slowest.
 */
import { cadenceMarks, scoreCadence } from '../../intel/cadence-model.ts';
import { knownPool } from '../../intel/pools.ts';
import type { Cadence, Stream } from '../../model/stream.ts';
import type { Child } from '../../model/units.ts';

const leastSeconds = 60;
const leastMessages = 6;
/** Bytes a second, both ways together. A miner needs a few dozens; what moves thousands carries something. */
const mostRate = 4_096;
/** The first byte of a conversation under TLS. */
const handshakeRecord = 22;

/** Whether a flow is worth handing on though nothing was found in it. */
export function talksQuietly(seconds: number, bytes: number, messages: number): boolean {
  return messages >= leastMessages && seconds >= leastSeconds && bytes < mostRate * seconds;
}

/** Long and slow first. A hundred bytes more or less a second make no difference. */
function likeness({ first, last, bytesUp, bytesDown }: Cadence): number {
  const seconds = (last - first) / 1000;
  return seconds / (100 + (bytesUp + bytesDown) / seconds);
}

/** Whether a report would tell of the flow; the extractors look more closely. */
function isLikely({ bytes, stream, cadence }: QuietFlow): boolean {
  if (stream.serverNames?.some((name) => knownPool(name) !== undefined)) return true;
  const { first, last, ...counted } = cadence;
  const ends = { client: '', server: '', transport: 'tcp', sensor: 'capture' } as const;
  const flow = { ...ends, ...counted, seconds: (last - first) / 1000, encrypted: bytes[0] === handshakeRecord };
  return (scoreCadence(flow)?.bits ?? 0) >= cadenceMarks.halfway;
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
  #waiting: { readonly flow: QuietFlow; readonly likely: boolean; readonly likeness: number }[] = [];

  constructor(most: number = mostQuiet) {
    this.#most = most;
  }

  add(flow: QuietFlow): void {
    if (this.#made < this.#most / 2) {
      this.#made++;
      this.#ready.push(flow);
      return;
    }
    this.#waiting.push({ flow, likely: isLikely(flow), likeness: likeness(flow.cadence) });
    // Twice as many wait as will be taken, so that the sorting is paid for by what follows.
    if (this.#waiting.length >= this.#most) this.#keepBest();
  }

  #keepBest(): void {
    this.#waiting.sort((a, b) => Number(b.likely) - Number(a.likely) || b.likeness - a.likeness);
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
