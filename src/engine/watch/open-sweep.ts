/**
 * One sweep over a log that has no end yet. It stays open from batch to batch, so that the log's header and flows of many
 * records live on; now and then it is asked for what it has gathered, and where that is much it begins anew.
 */
import { latin1 } from '../../codec/latin1/latin1.ts';
import type { Hit } from '../../model/anchor.ts';
import type { Limits } from '../../model/limits.ts';
import type { Miss, Sweep, SweepExtractor, SweepSighting, SweepView } from '../../model/units.ts';

/** Facts that it has gathered before it begins anew. */
const mostGathered = 1_000;
const newline = 0x0a;

export interface OpenSweepBeginning {
  readonly name: string;
  readonly limits: Limits;
  /** The log's first bytes. */
  readonly head: () => Uint8Array;
  /** Offset in the log where it begins to read. */
  readonly base: number;
}

export class OpenSweep {
  readonly unit: SweepExtractor;
  readonly #own: ReadonlySet<string>;
  readonly #beginning: OpenSweepBeginning;
  #sweep: Sweep;
  /** Bytes that lie between the header it was shown and where it began: for it they are not there. */
  #shift = 0;
  #isFed = false;
  #gathered = 0;
  /** How often it began. What it told before it began anew stays told. */
  round = 0;

  constructor(unit: SweepExtractor, beginning: OpenSweepBeginning) {
    this.unit = unit;
    this.#own = new Set(unit.anchors?.map(({ text }) => text));
    this.#beginning = beginning;
    this.#sweep = this.#open(beginning.base);
  }

  /** Something was handed to it since it was last asked. */
  get isFed(): boolean {
    return this.#isFed;
  }

  /** `hits`: everybody's. */
  *push(view: Omit<SweepView, 'hits'>, hits: readonly Hit[]): Generator<SweepSighting | Miss> {
    this.#isFed = true;
    const own = hits.filter(
      ({ anchor, encoding, offset }) => encoding === 'ascii' && offset >= view.from && this.#own.has(anchor),
    );
    for (const out of this.#sweep.push({ ...view, base: view.base - this.#shift, hits: own })) yield this.#placed(out);
  }

  /** All that it has by now, whether it was told before or not. */
  *flush(): Generator<SweepSighting | Miss> {
    this.#isFed = false;
    this.#gathered = 0;
    for (const out of this.#sweep.flush?.() ?? []) {
      this.#gathered++;
      yield this.#placed(out);
    }
  }

  *end(): Generator<SweepSighting | Miss> {
    for (const out of this.#sweep.end()) yield this.#placed(out);
  }

  /** Begins anew where it has gathered much. @param base where it goes on */
  renew(base: number): void {
    if (this.#gathered < mostGathered) return;
    this.#gathered = 0;
    this.round++;
    this.#sweep = this.#open(base);
  }

  /** A sweep that begins amid a log is shown the log's header first, and then what it reads as if that followed at once. */
  #open(base: number): Sweep {
    const { name, limits } = this.#beginning;
    const head = this.#beginning.head().slice();
    const sweep = this.unit.open({ name, head, limits });
    this.#shift = 0;
    if (base === 0) return sweep;
    const header = headerOf(head);
    const isShown = header.length > 0 && header.length <= base;
    // The end of the line before the first one must stand somewhere.
    this.#shift = base - (isShown ? header.length : 1);
    if (!isShown) return sweep;
    const view = { bytes: header, base: 0, from: 0, to: header.length, last: false };
    for (const _ of sweep.push({ ...view, hits: hitsIn(header, this.unit) })); // a header is no sighting
    return sweep;
  }

  /** By its place in the log. */
  #placed(out: SweepSighting | Miss): SweepSighting | Miss {
    if (!('gap' in out)) return { ...out, offset: out.offset + this.#shift };
    const { offset } = out.gap;
    return offset === undefined ? out : { gap: { ...out.gap, offset: offset + this.#shift } };
  }
}

/** A sweep's own anchors in a few lines, each where it stands first. */
function hitsIn(bytes: Uint8Array, { anchors = [] }: SweepExtractor): Hit[] {
  const text = latin1(bytes);
  const folded = text.toLowerCase();
  return anchors.flatMap(({ text: anchor, fold }) => {
    const offset = fold ? folded.indexOf(anchor.toLowerCase()) : text.indexOf(anchor);
    return offset < 0 ? [] : [{ anchor, offset, length: anchor.length, encoding: 'ascii' as const }];
  });
}

/** The lines with which a table says what its columns are: comments at the top, or a first line that is no JSON. */
function headerOf(head: Uint8Array): Uint8Array {
  const brace = 0x7b;
  const hash = 0x23;
  let at = 0;
  while (head[at] === hash) {
    const end = head.indexOf(newline, at);
    if (end < 0) break;
    at = end + 1;
  }
  if (at > 0 || head[0] === brace) return head.subarray(0, at);
  return head.subarray(0, head.indexOf(newline) + 1);
}
