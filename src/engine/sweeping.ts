/** One artifact on its way through one sweep, and where what it sees is entered. */
import type { Hit } from '../model/anchor.ts';
import type { Miss, Sweep, SweepBeginning, SweepExtractor, SweepSighting, SweepView } from '../model/units.ts';
import { excerptAround, type Ledger } from './ledger.ts';

const nothing = new Uint8Array(0);

export class Sweeping {
  readonly id: string;
  readonly #sweep: Sweep;
  readonly #own: ReadonlySet<string>;
  readonly #ledger: Ledger;
  readonly #artifact: number;

  constructor(unit: SweepExtractor, beginning: SweepBeginning, ledger: Ledger, artifact: number) {
    this.id = unit.id;
    this.#sweep = unit.open(beginning);
    this.#own = new Set(unit.anchors?.map(({ text }) => text));
    this.#ledger = ledger;
    this.#artifact = artifact;
  }

  /** `hits`: everybody's. */
  push(view: Omit<SweepView, 'hits'>, hits: readonly Hit[]): void {
    const own = hits.filter(({ anchor, encoding }) => encoding === 'ascii' && this.#own.has(anchor));
    for (const out of this.#sweep.push({ ...view, hits: own })) this.#take(out, view);
  }

  end(): void {
    for (const out of this.#sweep.end()) this.#take(out, { bytes: nothing, base: 0 });
  }

  #take(out: SweepSighting | Miss, at: Stretch): void {
    if (!('gap' in out)) {
      if (this.#ledger.isFull(this.#artifact, [out.kind])) return;
      this.#ledger.artifact(this.#artifact).kind = 'log';
    }
    enterSwept(this.#ledger, this.#artifact, this.id, out, at);
  }
}

/** What a sweep had before it when it told of something: none at its end. */
interface Stretch {
  readonly bytes: Uint8Array;
  /** Offset in the artifact of bytes[0]. */
  readonly base: number;
}

/** Enters what a sweep told, with the bytes around it: its own where it kept them, else those at hand. */
export function enterSwept(
  ledger: Ledger,
  artifact: number,
  by: string,
  out: SweepSighting | Miss,
  { bytes, base }: Stretch,
): void {
  if ('gap' in out) {
    ledger.miss(artifact, out.gap.code, out.gap.what, out.gap.offset);
    return;
  }
  const { excerpt, by: seer = by, aside, ...sighting } = out;
  const { offset, length } = sighting;
  const enter = aside ? ledger.aside : ledger.seeAt;
  const isHere = excerpt === undefined && offset >= base && offset < base + bytes.length;
  enter.call(ledger, artifact, seer, sighting, () =>
    isHere
      ? excerptAround(bytes, base, offset - base, length)
      : excerptAround(excerpt ?? nothing, offset, 0, excerpt?.length ?? 0),
  );
}
