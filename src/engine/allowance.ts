/**
 * How much one artifact may wake one extractor. Work must stay linear in bytes whatever the bytes are: a file that
 * repeats an anchor a million times would otherwise cost a million looks. The first few thousand are always looked at,
 * and then as many as the bytes pay for; beyond that, an even sample of what stands in the view.
 */
import type { Hit, Run } from '../model/anchor.ts';
import type { Extractor } from '../model/units.ts';
import type { Woken } from './registry.ts';

/** Looks that every artifact is given. */
const freeLooks = 4_096;
/** Bytes that pay for one more. */
const bytesPerLook = 65_536;

export class Allowance {
  readonly #used = new Map<Extractor, number>();
  #bytes = 0;

  /** Tells of bytes that were read. */
  earn(bytes: number): void {
    this.#bytes += bytes;
  }

  /** What the extractor may look at of what woke it, and whether that is all of it. */
  spend(woken: Woken): { readonly woken: Woken; readonly all: boolean } {
    const used = this.#used.get(woken.extractor) ?? 0;
    const wanted = woken.hits.length + woken.runs.length;
    const left = Math.max(0, Math.floor(freeLooks + this.#bytes / bytesPerLook) - used);
    this.#used.set(woken.extractor, used + Math.min(wanted, left));
    if (wanted <= left) return { woken, all: true };
    const share = left / wanted;
    return {
      woken: { ...woken, hits: sample<Hit>(woken.hits, share), runs: sample<Run>(woken.runs, share) },
      all: false,
    };
  }
}

/** Every so many-th item. */
function sample<T>(items: readonly T[], share: number): readonly T[] {
  return items.filter((_, i) => Math.floor((i + 1) * share) > Math.floor(i * share));
}
