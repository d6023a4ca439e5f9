/**
 * The extractors on one artifact: its bytes pass through the sieve's buffer chunk by chunk, and what wakes up sees the
 * chunk it was woken by.
 */
import type { ArtifactKind } from '../model/artifact.ts';
import type { Stream } from '../model/stream.ts';
import type { Extractor, Miss, Sighting, View } from '../model/units.ts';
import type { Found } from '../sieve/contract.ts';
import { Allowance } from './allowance.ts';
import type { Budget } from './budget.ts';
import { type Ledger, oneLine } from './ledger.ts';
import type { Workbench } from './workbench.ts';

/** Bytes that stand on each side of a hit, where the artifact has them. */
export const contextBytes: number = 64 * 1024;
/** What one unit is always given for one look. */
const leastUnitMs = 1_000;

/** What the buffer holds of an artifact, and which part of it is due. Offsets are into the buffer. */
interface Chunk {
  base: number;
  filled: number;
  delivered: number;
  until: number;
  readonly whole: boolean;
}

/** What the extractors are to look at. */
export interface Material {
  /** In the ledger. */
  readonly index: number;
  /** Where the decoder knew it. */
  readonly kind?: ArtifactKind | undefined;
  readonly stream?: Stream | undefined;
  /** Asked where it matters to what was found. */
  readonly kindOf: () => ArtifactKind;
  /** Fills the target with the next bytes. */
  readonly next: (target: Uint8Array) => Promise<number>;
  /** Goes back to the first byte; false where it can't. */
  readonly rewind: () => boolean | Promise<boolean>;
  /** True where there is no more time. */
  readonly overdue: () => boolean;
}

export class Extraction {
  readonly #bench: Workbench;
  readonly #ledger: Ledger;
  readonly #budget: Budget;
  readonly #material: Material;
  readonly #allowance = new Allowance();

  constructor(bench: Workbench, ledger: Ledger, budget: Budget, material: Material) {
    this.#bench = bench;
    this.#ledger = ledger;
    this.#budget = budget;
    this.#material = material;
  }

  /** `filled`: the first bytes stand in the sieve's buffer. */
  async run(filled: number): Promise<void> {
    const { sieve, host } = this.#bench;
    const { index, next, overdue } = this.#material;
    const artifact = this.#ledger.artifact(index);
    const chunk: Chunk = { base: 0, filled, delivered: 0, until: 0, whole: filled < sieve.input.length };
    this.#allowance.earn(filled);
    for (let ended = chunk.whole; ; ) {
      chunk.until = ended ? chunk.filled : chunk.filled - contextBytes;
      await this.#deliver(sieve.scan(chunk.filled), chunk);
      artifact.size = chunk.base + chunk.filled;
      if (ended || overdue()) break;
      await host.turn();
      const keep = chunk.until - contextBytes;
      const left = chunk.filled - keep;
      sieve.input.copyWithin(0, keep, chunk.filled);
      const fresh = await next(sieve.input.subarray(left));
      this.#allowance.earn(fresh);
      chunk.base += keep;
      chunk.filled = left + fresh;
      chunk.delivered = contextBytes;
      ended = chunk.filled < sieve.input.length;
    }
    await this.#passive(chunk.base === 0 ? chunk.filled : undefined);
  }

  /** Calls the extractors for what was found between `delivered` and `until`. */
  async #deliver(found: Found, chunk: Chunk): Promise<void> {
    const { sieve, dispatcher } = this.#bench;
    const { index, kind, stream, kindOf } = this.#material;
    if (found.dropped > 0) this.#ledger.repetitive(index);
    const due = (item: { readonly offset: number }): boolean =>
      item.offset >= chunk.delivered && item.offset < chunk.until;
    const hits = found.hits.filter(due);
    const runs = found.runs.filter(due);
    const first = chunk.base === 0;
    const always = first && kind !== undefined && dispatcher.callsAlways(kind);
    if (hits.length === 0 && runs.length === 0 && !always) return;
    const { name } = this.#ledger.artifact(index);
    const { base, whole } = chunk;
    const bytes = sieve.input.subarray(0, chunk.filled);
    for (const awake of dispatcher.wake(kindOf, hits, runs, first)) {
      const { woken, all } = this.#allowance.spend(awake);
      if (!all) this.#ledger.repetitive(index);
      if (awake.hits.length + awake.runs.length > 0 && woken.hits.length + woken.runs.length === 0) continue;
      await woken.extractor.load?.();
      this.#call(woken.extractor, {
        name,
        get kind() {
          return kindOf();
        },
        bytes,
        base,
        whole,
        hits: woken.hits,
        runs: woken.runs,
        ...(stream ? { stream } : {}),
      });
    }
  }

  /** A unit that crashes or never comes back costs its own sightings, not those of others. */
  #call(extractor: Extractor, view: View): void {
    const { index } = this.#material;
    if (this.#ledger.isFull(index, extractor.emits)) return;
    const ms = Math.max(leastUnitMs, this.#budget.leftMs);
    try {
      const finished = this.#bench.host.within(ms, () => {
        for (const out of extractor.extract(view)) this.#take(extractor, view, out);
      });
      if (!finished) this.#ledger.miss(index, 'limit-time', `${extractor.id} took more than ${ms / 1000} s: given up`);
    } catch (error) {
      this.#ledger.miss(index, 'crashed', `a defect in ${extractor.id}: ${oneLine(error)}`);
    }
  }

  #take(extractor: Extractor, view: View, out: Miss | Sighting): void {
    const { index } = this.#material;
    if (!('gap' in out)) {
      this.#ledger.artifact(index).kind = view.kind;
      this.#ledger.see(index, extractor.id, view, out);
      return;
    }
    const { code, what, offset } = out.gap;
    this.#ledger.miss(index, code, what, offset === undefined ? undefined : view.base + offset);
  }

  /** Context units look at the artifact's first bytes once something else was seen in it. */
  async #passive(held: number | undefined): Promise<void> {
    const { dispatcher, sieve } = this.#bench;
    const { index, next, rewind } = this.#material;
    if (!this.#ledger.hasSeen(index)) return;
    const { name, kind, size } = this.#ledger.artifact(index);
    const units: readonly Extractor[] = dispatcher.passive.filter((unit) => !unit.kinds || unit.kinds.includes(kind));
    if (units.length === 0) return;
    if (held === undefined && !(await rewind())) return;
    const filled = held ?? (await next(sieve.input));
    const bytes = sieve.input.subarray(0, filled);
    for (const unit of units)
      this.#call(unit, { name, kind, bytes, base: 0, whole: filled === size, hits: [], runs: [] });
  }
}
