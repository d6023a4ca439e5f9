/** One artifact on its way through one sweep, and where what it sees is entered. */
import type { Hit } from '../model/anchor.ts';
import type { Miss, Sweep, SweepBeginning, SweepExtractor, SweepSighting, SweepView } from '../model/units.ts';
import { excerptAround, type Ledger } from './ledger.ts';

const nothing = new Uint8Array(0);

export class Sweeping {
  readonly id: string;
  readonly #unit: SweepExtractor;
  readonly #sweep: Sweep;
  readonly #own: ReadonlySet<string>;
  readonly #ledger: Ledger;
  readonly #artifact: number;

  constructor(unit: SweepExtractor, beginning: SweepBeginning, ledger: Ledger, artifact: number) {
    this.id = unit.id;
    this.#unit = unit;
    this.#sweep = unit.open(beginning);
    this.#own = new Set(unit.anchors?.map(({ text }) => text));
    this.#ledger = ledger;
    this.#artifact = artifact;
  }

  /** `hits`: everybody's. */
  push(view: Omit<SweepView, 'hits'>, hits: readonly Hit[]): void {
    const own = hits.filter(({ anchor, encoding }) => encoding === 'ascii' && this.#own.has(anchor));
    for (const out of this.#sweep.push({ ...view, hits: own })) this.#take(out, view.bytes, view.base);
  }

  end(): void {
    for (const out of this.#sweep.end()) this.#take(out, nothing, 0);
  }

  #take(out: SweepSighting | Miss, bytes: Uint8Array, base: number): void {
    if ('gap' in out) {
      const { code, what, offset } = out.gap;
      this.#ledger.miss(this.#artifact, code, what, offset);
      return;
    }
    if (this.#ledger.isFull(this.#artifact, [out.kind])) return;
    const { excerpt, by = this.#unit.id, aside, ...sighting } = out;
    this.#ledger.artifact(this.#artifact).kind = 'log';
    const { offset, length } = sighting;
    const enter = aside ? this.#ledger.aside : this.#ledger.seeAt;
    enter.call(this.#ledger, this.#artifact, by, sighting, () =>
      excerpt === undefined && offset >= base
        ? excerptAround(bytes, base, offset - base, length)
        : excerptAround(excerpt ?? nothing, offset, 0, excerpt?.length ?? 0),
    );
  }
}
