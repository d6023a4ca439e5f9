/**
 * One artifact is searched: its bytes pass through the sieve's buffer chunk by chunk, and what wakes up sees the chunk
 * it was woken by. Extractors see what stands there; decoders of stretches open what is hidden there, to be examined
 * when the search is over.
 */

import type { Hit } from '../model/anchor.ts';
import type { ArtifactKind } from '../model/artifact.ts';
import type { Stream } from '../model/stream.ts';
import type { Child, Extent, Extractor, InnerDecoder, Miss, Sighting, View, WindowDecoder } from '../model/units.ts';
import type { Found } from '../sieve/contract.ts';
import { Allowance } from './allowance.ts';
import type { Budget } from './budget.ts';
import { type Ledger, oneLine } from './ledger.ts';
import type { Wakeable, Woken } from './registry.ts';
import type { SearchedAhead, Stretches } from './source.ts';
import { Sweeping } from './sweeping.ts';
import { looksLikeText } from './text-head.ts';
import type { Workbench } from './workbench.ts';

/** Bytes that stand on each side of a hit, where the artifact has them. */
export const contextBytes: number = 64 * 1024;
/** What units are shown of an artifact that ask what it looks like. */
export const headBytes: number = 4_096;
/** What one unit is always given for one look. */
const leastUnitMs = 1_000;
/** What the stretches of one artifact may decode to, while they wait. */
const mostOpenedBytes = 32 * 1024 * 1024;

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
  /** Another thread that searches every second chunk, where there is one. */
  readonly ahead?: ((stretches: Stretches) => SearchedAhead | undefined) | undefined;
  /** Milliseconds since 1970: nothing in it was written later. */
  readonly latest: () => number;
  /** True where there is no more time. */
  readonly overdue: () => boolean;
  /** Nested so deep that nothing more may be opened. */
  readonly isDeepest: boolean;
}

/** A stretch that was decoded. */
export interface Opened {
  readonly by: WindowDecoder;
  readonly child: Child;
}

export class Extraction {
  readonly #bench: Workbench;
  readonly #ledger: Ledger;
  readonly #budget: Budget;
  readonly #material: Material;
  readonly #allowance = new Allowance();
  readonly #opened = new Map<string, Opened>();
  #openedBytes = 0;
  readonly #inner = new Set<InnerDecoder>();
  #lookedAround = false;
  #sweeping: readonly Sweeping[] = [];

  constructor(bench: Workbench, ledger: Ledger, budget: Budget, material: Material) {
    this.#bench = bench;
    this.#ledger = ledger;
    this.#budget = budget;
    this.#material = material;
  }

  /** What was decoded: short stretches first, which tell best where a thing stands, and by their place. */
  get opened(): readonly Opened[] {
    const from = ({ child }: Opened): Extent => child.from ?? { offset: 0, length: Number.MAX_SAFE_INTEGER };
    return [...this.#opened.values()].sort(
      (a, b) => from(a).length - from(b).length || from(a).offset - from(b).offset,
    );
  }

  /** Decoders that an anchor woke to look inside. */
  get inner(): ReadonlySet<InnerDecoder> {
    return this.#inner;
  }

  /** `filled`: the first bytes stand in the sieve's buffer. */
  async run(filled: number): Promise<void> {
    const { sieve, host } = this.#bench;
    const { index, next, overdue } = this.#material;
    const artifact = this.#ledger.artifact(index);
    const chunk: Chunk = { base: 0, filled, delivered: 0, until: 0, whole: filled < sieve.input.length };
    this.#allowance.earn(filled);
    const head = sieve.input.subarray(0, Math.min(filled, headBytes));
    const isText = looksLikeText(head);
    this.#beginSweeps(head, artifact.name);
    const { length } = sieve.input;
    const stretches = { length, stride: length - 2 * contextBytes, xor: !isText };
    const ahead = chunk.whole ? undefined : this.#material.ahead?.(stretches);
    for (let n = 0, ended = chunk.whole; ; n++) {
      chunk.until = ended ? chunk.filled : chunk.filled - contextBytes;
      const searched = await ahead?.take(n);
      // A file that changed meanwhile is searched as it is now.
      const isSame = searched?.length === chunk.filled;
      await this.#deliver(isSame ? searched.found : sieve.scan(chunk.filled, { xor: !isText }), chunk);
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
    ahead?.stop();
    for (const sweeping of this.#sweeping) this.#guarded(sweeping.id, () => sweeping.end());
    await this.lookAround(chunk.base === 0 ? chunk.filled : undefined);
  }

  /** Calls the extractors for what was found between `delivered` and `until`. */
  async #deliver(found: Found, chunk: Chunk): Promise<void> {
    const { sieve, dispatcher, host } = this.#bench;
    const { index, kind, stream, kindOf } = this.#material;
    if (found.dropped > 0) this.#ledger.repetitive(index);
    const due = (item: { readonly offset: number }): boolean =>
      item.offset >= chunk.delivered && item.offset < chunk.until;
    const hits = found.hits.filter(due);
    const runs = found.runs.filter(due);
    this.#sweep(hits, chunk);
    const head = chunk.base === 0 ? sieve.input.subarray(0, Math.min(chunk.filled, headBytes)) : undefined;
    const always =
      head !== undefined && ((kind !== undefined && dispatcher.callsAlways(kind)) || dispatcher.accepts(head));
    if (hits.length === 0 && runs.length === 0 && !always) return;
    const { name } = this.#ledger.artifact(index);
    const { base, whole } = chunk;
    const bytes = sieve.input.subarray(0, chunk.filled);
    const viewOf = (woken: Woken): View => ({
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
    for (const awake of dispatcher.wake(kindOf, hits, runs, head)) {
      const woken = this.#allowed(awake);
      if (!woken) continue;
      await woken.unit.load?.(host);
      this.#call(woken.unit, viewOf(woken));
    }
    for (const unit of dispatcher.wakeInner(kindOf, hits)) this.#inner.add(unit);
    for (const awake of dispatcher.wakeWindows(kindOf, hits)) await this.#open(awake, viewOf);
  }

  #beginSweeps(head: Uint8Array, name: string): void {
    const { dispatcher, limits } = this.#bench;
    const { index, stream, latest } = this.#material;
    if (stream) return;
    this.#sweeping = dispatcher
      .sweepsFor(head, name)
      .map((unit) => new Sweeping(unit, { name, head: head.slice(), limits, latest: latest() }, this.#ledger, index));
  }

  /** Hands what is due to the sweeps, hit or not. */
  #sweep(hits: readonly Hit[], { base, filled, delivered, until, whole }: Chunk): void {
    const { sieve } = this.#bench;
    const bytes = sieve.input.subarray(0, filled);
    const view = { bytes, base, from: delivered, to: until, last: whole || until === filled };
    for (const sweeping of this.#sweeping) this.#guarded(sweeping.id, () => sweeping.push(view, hits));
  }

  /** As much as the unit may look at; nothing where it has looked at enough. */
  #allowed<U extends Wakeable>(awake: Woken<U>): Woken<U> | undefined {
    const { woken, all } = this.#allowance.spend(awake);
    if (!all) this.#ledger.repetitive(this.#material.index);
    const isNone = awake.hits.length + awake.runs.length > 0 && woken.hits.length + woken.runs.length === 0;
    return isNone ? undefined : woken;
  }

  async #open(awake: Woken<WindowDecoder>, viewOf: (woken: Woken) => View): Promise<void> {
    const { host, limits } = this.#bench;
    const { index, isDeepest } = this.#material;
    if (isDeepest) {
      const what = `nested deeper than ${limits.depth}: what is encoded in it was not opened`;
      return this.#ledger.miss(index, 'limit-depth', what);
    }
    const woken = this.#allowed(awake);
    if (!woken) return;
    await woken.unit.load?.(host);
    const view = viewOf(woken);
    const madeBy = this.#ledger.artifact(index).decodedBy;
    this.#guarded(woken.unit.id, () => {
      for (const out of woken.unit.open(view, { host, limits, madeBy }))
        if ('gap' in out) this.#miss(view, out);
        else if (!this.#keep(woken.unit, view, out)) break;
    });
  }

  /** False where no more may wait. A stretch may be met in two views; one look at it is enough. */
  #keep(by: WindowDecoder, view: View, child: Child): boolean {
    const from = child.from && { ...child.from, offset: view.base + child.from.offset };
    const key = `${by.id} ${child.name} ${from?.offset ?? ''} ${child.bytes.length}`;
    if (this.#opened.has(key)) return true;
    this.#openedBytes += child.bytes.length;
    if (this.#openedBytes > mostOpenedBytes) {
      const what = `what is encoded in it takes more than ${mostOpenedBytes} bytes: the rest was not opened`;
      this.#ledger.miss(this.#material.index, 'limit-bytes', what);
      return false;
    }
    this.#opened.set(key, { by, child: from ? { ...child, from } : child });
    return true;
  }

  #call(extractor: Extractor, view: View): void {
    if (this.#ledger.isFull(this.#material.index, extractor.emits)) return;
    this.#guarded(extractor.id, () => {
      for (const out of extractor.extract(view))
        if ('gap' in out) this.#miss(view, out);
        else this.#see(extractor, view, out);
    });
  }

  /** A unit that crashes or never comes back costs what it gives itself, not what others give. */
  #guarded(unit: string, work: () => void): void {
    const { index } = this.#material;
    const ms = Math.max(leastUnitMs, this.#budget.leftMs);
    try {
      if (this.#bench.host.within(ms, work)) return;
      this.#ledger.miss(index, 'limit-time', `${unit} took more than ${ms / 1000} s: given up`);
    } catch (error) {
      this.#ledger.miss(index, 'crashed', `a defect in ${unit}: ${oneLine(error)}`);
    }
  }

  #see(extractor: Extractor, view: View, sighting: Sighting): void {
    const { index } = this.#material;
    this.#ledger.artifact(index).kind = view.kind;
    this.#ledger.see(index, extractor.id, view, sighting);
  }

  #miss(view: View, { gap: { code, what, offset } }: Miss): void {
    this.#ledger.miss(this.#material.index, code, what, offset === undefined ? undefined : view.base + offset);
  }

  /**
   * Context units look at the artifact's first bytes, once, where something else was seen in it or in what was opened
   * of it. `held`: so many of them stand in the sieve's buffer.
   */
  async lookAround(held?: number): Promise<void> {
    const { dispatcher, sieve } = this.#bench;
    const { index, next, rewind, kindOf } = this.#material;
    if (this.#lookedAround || !this.#ledger.hasSeen(index)) return;
    this.#lookedAround = true;
    const kind = kindOf();
    const { name, size } = this.#ledger.artifact(index);
    const units: readonly Extractor[] = dispatcher.passive.filter((unit) => !unit.kinds || unit.kinds.includes(kind));
    if (units.length === 0) return;
    if (held === undefined && !(await rewind())) return;
    const filled = held ?? (await next(sieve.input));
    const bytes = sieve.input.subarray(0, filled);
    for (const unit of units)
      this.#call(unit, { name, kind, bytes, base: 0, whole: filled === size, hits: [], runs: [] });
  }
}
