/**
 * How much one artifact may wake one unit. Work must stay linear in bytes whatever the bytes are: a file that
 * repeats an anchor a million times would otherwise cost a million looks. The first few thousand are always looked at,
 * and then as many as the bytes pay for; beyond that, an even sample of what stands in the view.
 */
import type { Hit, Run } from '../model/anchor.ts';
import type { Wakeable, Woken } from './registry.ts';

/** Looks that every artifact is given. */
const freeLooks = 4_096;
/** Bytes that pay for one more. */
const bytesPerLook = 65_536;
/** Neighbours that are looked at together where not all can be. */
const groupSize = 32;

export class Allowance {
  readonly #used = new Map<Wakeable, number>();
  #bytes = 0;

  /** Tells of bytes that were read. */
  earn(bytes: number): void {
    this.#bytes += bytes;
  }

  /** What the unit may look at of what woke it, and whether that is all of it. */
  spend<U extends Wakeable>(woken: Woken<U>): { readonly woken: Woken<U>; readonly all: boolean } {
    const used = this.#used.get(woken.unit) ?? 0;
    const wanted = woken.hits.length + woken.runs.length;
    const left = Math.max(0, Math.floor(freeLooks + this.#bytes / bytesPerLook) - used);
    this.#used.set(woken.unit, used + Math.min(wanted, left));
    if (wanted <= left) return { woken, all: true };
    const hits = sample<Hit>(woken.hits, Math.floor((woken.hits.length * left) / wanted));
    const runs = sample<Run>(woken.runs, Math.floor((woken.runs.length * left) / wanted));
    return { woken: { ...woken, hits, runs }, all: false };
  }
}

/**
 * So many of the items, in groups of neighbours, evenly spread: what stands together is read together, so a sample of
 * single items would cost nearly as much as all of them.
 */
function sample<T>(items: readonly T[], count: number): T[] {
  const groups = Math.ceil(count / groupSize);
  const chosen: T[] = [];
  for (let group = 0; group < groups; group++) {
    const start = Math.floor((group * items.length) / groups);
    chosen.push(...items.slice(start, start + Math.min(groupSize, count - chosen.length)));
  }
  return chosen;
}
