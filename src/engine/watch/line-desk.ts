/**
 * A text that grows: whole lines pass the sieve once. Sweeps stay open from batch to batch, so that a log's header and
 * flows of many records live on; extractors see a batch in which something was found, and most see none.
 */
import { classify } from '../../codec/classify/classify.ts';
import type { Hit } from '../../model/anchor.ts';
import type { ArtifactKind } from '../../model/artifact.ts';
import type { Miss, SweepSighting } from '../../model/units.ts';
import { examinePart } from '../examine.ts';
import { headBytes } from '../extraction.ts';
import { Ledger, oneLine } from '../ledger.ts';
import { memorySource } from '../source.ts';
import { enterSwept } from '../sweeping.ts';
import { type Desk, deskNumber, type Lot, nothing, type Turn } from './desk.ts';
import { OpenSweep } from './open-sweep.ts';
import { settled } from './sightings.ts';
import type { WatchBench } from './watch-bench.ts';

/** A line longer than this is taken in pieces. */
const longestLine = 256 * 1024;
/** What one sweep is given for one batch. */
const sweepMs = 1_000;
/** Between two times that a sweep is asked for what is ripe. */
const ripeMs = 50;
/** In one batch: then it is asked at once. */
const manyHits = 500;
const newline = 0x0a;

export interface LineBeginning {
  readonly name: string;
  /** The source's first bytes as they are by now, 4,096 at most. */
  readonly head: () => Uint8Array;
  /** Offset of the first byte that will be taken. */
  readonly base: number;
}

export class LineDesk implements Desk {
  readonly #bench: WatchBench;
  readonly #name: string;
  readonly #number: number = deskNumber();
  readonly #head: () => Uint8Array;
  /** Offset of the carried bytes' first one. */
  #base: number;
  #carry: Uint8Array = new Uint8Array(0);
  #sweeps: OpenSweep[] = [];
  /** No sweep reads such a source, by as much of its head as there will be. */
  #decided = false;
  #kind: ArtifactKind = 'log';
  #asked = 0;

  constructor(bench: WatchBench, { name, head, base }: LineBeginning) {
    this.#bench = bench;
    this.#name = name;
    this.#head = head;
    this.#base = base;
  }

  get pending(): number {
    return this.#carry.length;
  }

  async take(bytes: Uint8Array): Promise<Turn> {
    const cut = bytes.lastIndexOf(newline) + 1;
    if (cut === 0 && this.#carry.length + bytes.length <= longestLine) {
      this.#carry = concatenated(this.#carry, bytes);
      return nothing;
    }
    const due = cut === 0 ? bytes.length : cut;
    const whole = concatenated(this.#carry, bytes.subarray(0, due));
    this.#carry = bytes.slice(due);
    return this.#read(whole, false);
  }

  async flush(atOnce = false): Promise<Turn> {
    const now = performance.now();
    if ((now - this.#asked < ripeMs && !atOnce) || !this.#sweeps.some(({ isFed }) => isFed)) return nothing;
    const turn = this.#gather((sweep) => sweep.flush(), undefined, true);
    for (const sweep of this.#sweeps) sweep.renew(this.#base);
    // All of it comes each time: asking must not take more than a part of all time.
    const asked = performance.now();
    this.#asked = asked + 4 * (asked - now);
    return turn;
  }

  async end(cut = false): Promise<Turn> {
    const rest = cut ? new Uint8Array(0) : this.#carry;
    this.#carry = new Uint8Array(0);
    const last = rest.length > 0 ? await this.#read(rest, true) : nothing;
    const ended = this.#gather((sweep) => sweep.end(), undefined, true);
    this.#sweeps = [];
    return { lots: [...last.lots, ...ended.lots], lines: last.lines, packets: 0 };
  }

  /** One batch of whole lines, as many as there are. */
  async #read(bytes: Uint8Array, last: boolean): Promise<Turn> {
    this.#openSweeps();
    const { sieve } = this.#bench.lines;
    const lots: Lot[] = [];
    let lines = 0;
    for (let at = 0; at < bytes.length; ) {
      const end = cutBefore(bytes, at, at + sieve.input.length - 1);
      const part = bytes.subarray(at, end);
      lots.push(...(await this.#search(part, last && end === bytes.length)));
      lines += countOf(part, newline);
      this.#base += part.length;
      at = end;
    }
    return { lots, lines, packets: 0 };
  }

  async #search(part: Uint8Array, last: boolean): Promise<Lot[]> {
    const { sieve, host } = this.#bench.lines;
    // Where a line begins must show: the first one of a batch has the end of the one before it.
    const lead = this.#base > 0 ? 1 : 0;
    sieve.input[0] = newline;
    sieve.input.set(part, lead);
    const filled = part.length + lead;
    const found = sieve.scan(filled);
    // What a sweep holds before it is asked is bounded, too.
    if (found.hits.length > manyHits) this.#asked = 0;
    const base = this.#base - lead;
    const bytes = sieve.input.subarray(0, filled);
    const lots = this.#sweep(found.hits, { bytes, base, from: lead, to: filled, last }, found.dropped > 0);
    if (!this.#bench.wakes(found)) return lots;
    const source = memorySource(this.#name, part.slice(), host.sha256);
    const examined = await examinePart({ source, kind: this.#kind }, this.#bench.lines);
    if (examined.seen.length + examined.gaps.length > 0)
      lots.push({ examined: settled(examined, this.#base, this.#base + part.length) });
    return lots;
  }

  // --- sweeps ---------------------------------------------------------------------------------------------------

  /** As soon as its head tells what the log is. */
  #openSweeps(): void {
    if (this.#decided) return;
    const head = this.#head();
    this.#decided = head.length >= headBytes || this.#base > headBytes;
    const units = this.#bench.sweepsFor(head, this.#name);
    if (units.length === 0) {
      this.#kind = classify(this.#name, head, head.length);
      return;
    }
    this.#decided = true;
    this.#kind = 'log';
    const { limits } = this.#bench;
    const beginning = { name: this.#name, limits, head: this.#head, base: this.#base };
    this.#sweeps = units.map((unit) => new OpenSweep(unit, beginning));
  }

  #sweep(
    hits: readonly Hit[],
    view: { bytes: Uint8Array; base: number; from: number; to: number; last: boolean },
    dropped: boolean,
  ): Lot[] {
    const { lots } = this.#gather((sweep) => sweep.push(view, hits), view);
    if (!dropped || this.#sweeps.length === 0) return [...lots];
    const ledger = this.#ledger();
    ledger.repetitive(0);
    return [...lots, { examined: ledger.examined() }];
  }

  #keyOf({ unit, round }: OpenSweep): string {
    return JSON.stringify([this.#number, unit.id, round]);
  }

  /** Lets every sweep tell; one that crashes or hangs costs what it gives itself. */
  #gather(
    tell: (sweep: OpenSweep) => Iterable<SweepSighting | Miss>,
    { bytes, base }: { bytes: Uint8Array; base: number } = { bytes: new Uint8Array(0), base: 0 },
    isWhole = false,
  ): Turn {
    const lots: Lot[] = [];
    for (const sweep of this.#sweeps) {
      const ledger = this.#ledger();
      try {
        const done = this.#bench.host.within(sweepMs, () => {
          for (const out of tell(sweep)) enterSwept(ledger, 0, sweep.unit.id, out, { bytes, base });
        });
        if (!done) ledger.miss(0, 'limit-time', `${sweep.unit.id} took more than ${sweepMs / 1000} s: given up`);
      } catch (error) {
        ledger.miss(0, 'crashed', `a defect in ${sweep.unit.id}: ${oneLine(error)}`);
      }
      const examined = ledger.examined();
      if (examined.seen.length + examined.gaps.length > 0)
        lots.push({ examined, ...(isWhole ? { replaces: this.#keyOf(sweep) } : {}) });
    }
    return { lots, lines: 0, packets: 0 };
  }

  #ledger(): Ledger {
    const ledger = new Ledger(this.#bench.limits);
    ledger.enter({ name: this.#name, kind: this.#kind, size: this.#base });
    return ledger;
  }
}

/** Where a line ends at or before `most`; `most` itself where none does. */
function cutBefore(bytes: Uint8Array, from: number, most: number): number {
  if (most >= bytes.length) return bytes.length;
  const end = bytes.lastIndexOf(newline, most - 1) + 1;
  return end > from ? end : most;
}

function countOf(bytes: Uint8Array, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count++;
  return count;
}

function concatenated(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b.slice();
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
