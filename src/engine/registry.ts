/** The units of all stages, and which extractor each anchor wakes. */
import { assessors } from '../assess/index.generated.ts';
import { decoders } from '../decode/index.generated.ts';
import { detectors } from '../detect/index.generated.ts';
import { extractors } from '../extract/index.generated.ts';
import type { Hit, Run } from '../model/anchor.ts';
import type { ArtifactKind } from '../model/artifact.ts';
import type { Assessor, Decoder, Detector, Extractor } from '../model/units.ts';
import type { Wanted } from '../sieve/contract.ts';

export interface Registry {
  readonly decoders: readonly Decoder[];
  readonly extractors: readonly Extractor[];
  readonly detectors: readonly Detector[];
  readonly assessors: readonly Assessor[];
}

export const registry: Registry = { decoders, extractors, detectors, assessors };

/** Everything that the extractors ask the sieve for. */
export function wantedBy(units: readonly Extractor[]): Wanted {
  return {
    anchors: units.flatMap((unit) => unit.anchors ?? []),
    runs: units.flatMap((unit) => unit.runs ?? []),
  };
}

/** One extractor and what woke it. */
export interface Woken {
  readonly extractor: Extractor;
  readonly hits: readonly Hit[];
  readonly runs: readonly Run[];
}

/** Hands hits and runs to the extractors that asked for them. */
export class Dispatcher {
  readonly #byAnchor = new Map<string, Extractor[]>();
  readonly #byRun: readonly Extractor[];
  readonly #always: readonly Extractor[];
  readonly passive: readonly Extractor[];

  constructor(units: readonly Extractor[]) {
    for (const unit of units)
      for (const anchor of unit.anchors ?? []) {
        const woken = this.#byAnchor.get(anchor.text) ?? [];
        if (!woken.includes(unit)) woken.push(unit);
        this.#byAnchor.set(anchor.text, woken);
      }
    this.#byRun = units.filter((unit) => unit.runs && !unit.passive);
    this.passive = units.filter((unit) => unit.passive);
    this.#always = units.filter((unit) => !unit.passive && !unit.anchors && !unit.runs);
  }

  /** True where an extractor is called for every artifact of this kind. */
  callsAlways(kind: ArtifactKind): boolean {
    return this.#always.some((unit) => unit.kinds?.includes(kind));
  }

  /** The extractors to call, in a fixed order; the artifact's kind is asked only where one of them minds. */
  wake(kindOf: () => ArtifactKind, hits: readonly Hit[], runs: readonly Run[], first: boolean): Woken[] {
    const hitsOf = new Map<Extractor, Hit[]>();
    for (const hit of hits)
      for (const unit of this.#byAnchor.get(hit.anchor) ?? []) {
        const own = hitsOf.get(unit);
        if (own) own.push(hit);
        else hitsOf.set(unit, [hit]);
      }
    const awake = new Set<Extractor>(hitsOf.keys());
    if (runs.length > 0) for (const unit of this.#byRun) awake.add(unit);
    if (first) for (const unit of this.#always) awake.add(unit);
    return [...awake]
      .filter((unit) => !unit.passive && (!unit.kinds || unit.kinds.includes(kindOf())))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((extractor) => ({ extractor, hits: hitsOf.get(extractor) ?? [], runs: extractor.runs ? runs : [] }));
  }
}
