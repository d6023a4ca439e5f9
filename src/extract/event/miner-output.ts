/**
 * What a miner printed while it mined, wherever it was kept: its own log, `nohup.out`, the journal, a container's output.
 * Counted over the whole log: shares, pools, the highest speed. Source: codec/miner-output.
 * Does not see: whose account it mined for, which miners do not print; whether the log was copied from another machine.
 */
import { isoTime } from '../../codec/log-lines/time.ts';
import { type MinerSays, readMinerLine } from '../../codec/miner-output/line.ts';
import {
  defineEventExtractor,
  type EventExtractor,
  type EventSweep,
  type LogFormat,
  type PlacedEvent,
} from '../../model/log-units.ts';
import { present } from '../../model/present.ts';
import type { Miss, SweepSighting } from '../../model/units.ts';
import { field, leftOut, type Place, placeOf, Span, whenOf } from './told.ts';

const mostPools = 8;
/** Machines and containers that one log may hold the output of. */
const mostMiners = 64;

export const minerOutput: EventExtractor<'miner-output'> = defineEventExtractor({
  id: 'miner-output',
  title: "A miner's own words of its work",
  emits: ['miner-output'],
  anchors: [
    { text: 'accepted (' },
    { text: 'rejected (' },
    { text: 'accepted: ' },
    { text: 's/60s/15m' },
    { text: 'use pool ' },
    { text: 'new job from ' },
    { text: '* ABOUT  ' },
    { text: '* POOL #' },
  ],
  open: (_, format) => new Outputs(format),
});

class Outputs implements EventSweep<'miner-output'> {
  readonly #log: string;
  readonly #miners = new Map<string, Output>();
  #left = 0;

  constructor({ id }: LogFormat) {
    this.#log = id;
  }

  see(placed: PlacedEvent): void {
    const { event } = placed;
    const line = readMinerLine(field(event, 'message', 'msg', 'MESSAGE') || event.text);
    if (line === undefined) return;
    const of = `${event.machine ?? ''} ${field(event, 'container', 'pod')}`;
    let output = this.#miners.get(of);
    if (output === undefined) {
      if (this.#miners.size >= mostMiners) {
        this.#left++;
        return;
      }
      output = new Output(placed, this.#log);
      this.#miners.set(of, output);
    }
    output.takes(line.says, event.time?.ms ?? line.ms);
  }

  *flush(): Generator<SweepSighting<'miner-output'>> {
    for (const output of this.#miners.values()) yield* output.told();
  }

  *end(): Generator<SweepSighting<'miner-output'> | Miss> {
    yield* this.flush();
    yield* leftOut(this.#left, 'lines of miners');
  }
}

class Output {
  readonly #when: ReturnType<typeof whenOf>;
  readonly #place: Place;
  readonly #span = new Span();
  readonly #accepted = new Counter();
  readonly #rejected = new Counter();
  readonly #pools = new Set<string>();
  #program: string | undefined;
  #algorithm: string | undefined;
  #rate: number | undefined;
  #isTold = true;

  constructor(placed: PlacedEvent, log: string) {
    this.#when = whenOf(placed, log);
    this.#place = placeOf(placed);
  }

  takes(says: MinerSays, ms: number | undefined): void {
    this.#isTold = false;
    this.#span.takes(ms);
    if (says.what === 'share') {
      this.#accepted.takes(says.accepted);
      this.#rejected.takes(says.rejected);
    } else if (says.what === 'speed') {
      if (says.rate !== undefined) this.#rate = Math.max(this.#rate ?? 0, says.rate);
    } else if (says.what === 'banner') this.#program ??= says.program;
    else {
      if (this.#pools.size < mostPools) this.#pools.add(says.pool);
      this.#algorithm ??= says.algorithm;
    }
  }

  *told(): Generator<SweepSighting<'miner-output'>> {
    if (this.#isTold) return;
    this.#isTold = true;
    const value = {
      ...this.#when,
      ...present<{ start: string; end: string; program: string; algorithm: string; rate: number }>({
        start: isoTime(this.#span.first),
        end: isoTime(this.#span.last),
        program: this.#program,
        algorithm: this.#algorithm,
        rate: this.#rate,
      }),
      pools: [...this.#pools],
      accepted: this.#accepted.total,
      rejected: this.#rejected.total,
    };
    yield { kind: 'miner-output', value, ...this.#place };
  }
}

/** A miner counts on until it is started anew, and then from the beginning. */
class Counter {
  #before = 0;
  #now = 0;

  takes(count: number): void {
    if (count < this.#now) this.#before += this.#now;
    this.#now = count;
  }

  get total(): number {
    return this.#before + this.#now;
  }
}
