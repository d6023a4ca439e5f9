/**
 * Examines one source and everything unpacked from it in turn. Memory does not grow with the input: what is searched
 * stands in the sieve's own buffer, a chunk at a time, and what decoders need whole is held within a budget.
 */
import { classify } from '../codec/classify/classify.ts';
import type { ArtifactKind } from '../model/artifact.ts';
import type { Stream } from '../model/stream.ts';
import type { View } from '../model/units.ts';
import { Budget } from './budget.ts';
import { Extraction, headBytes } from './extraction.ts';
import { resumed } from './hold.ts';
import { type Examined, Ledger, oneLine } from './ledger.ts';
import { Opening } from './opening.ts';
import { Parts, type Subject, type Yield } from './parts.ts';
import type { OuterDecoder } from './registry.ts';
import type { RuleRunner } from './rules.ts';
import { memorySource, ReadFailure, type Source } from './source.ts';
import type { Workbench } from './workbench.ts';

/** A subject whose first bytes were read. */
interface Begun extends Subject {
  readonly head: Uint8Array;
  /** Classifying costs more than sieving a small file: asked where it matters. */
  readonly kindOf: () => ArtifactKind;
}

/** Examines a source and all that can be unpacked from it. Never throws for what the bytes are. */
export async function examine(source: Source, workbench: Workbench): Promise<Examined> {
  const examination = new Examination(workbench, () => source.hashAhead?.());
  const index = examination.ledger.enter({ name: source.name, kind: 'data', size: 0 });
  await examination.run({ index, source, depth: 0 });
  return examination.ledger.examined();
}

/** A part that the caller took out of its source: lines of a log that still grows, a conversation of such a capture. */
export interface LivePart {
  readonly source: Source;
  readonly kind: ArtifactKind;
  readonly stream?: Stream | undefined;
}

/** Examines one such part and all that can be unpacked from it. */
export async function examinePart({ source, kind, stream }: LivePart, workbench: Workbench): Promise<Examined> {
  const examination = new Examination(workbench);
  const index = examination.ledger.enter({ name: source.name, kind, size: 0 });
  await examination.run({ index, source, depth: 0, kind, stream });
  return examination.ledger.examined();
}

class Examination {
  readonly ledger: Ledger;
  readonly #bench: Workbench;
  readonly #budget: Budget;
  readonly #parts: Parts;
  readonly #opening: Opening;
  /** What all of it came in. */
  #root: Source | undefined;
  /** Hashes of what was decoded of stretches. */
  readonly #met = new Set<string>();

  constructor(bench: Workbench, onReported: () => void = () => {}) {
    this.#bench = bench;
    this.ledger = new Ledger(bench.limits, onReported);
    this.#budget = new Budget(bench.limits, bench.host);
    this.#parts = new Parts(bench, this.ledger, this.#budget, (part) => this.run(part));
    this.#opening = new Opening(bench, this.ledger, this.#budget, this.#parts);
  }

  /** Examines one artifact; a crash becomes a gap, since the rest must still be examined. */
  async run(subject: Subject): Promise<void> {
    this.#root ??= subject.source;
    try {
      if (this.#bench.rules) await this.#underRules(subject, this.#bench.rules);
      else await this.#examine(subject);
    } catch (error) {
      if (error instanceof ReadFailure) this.ledger.miss(subject.index, error.gap, error.message);
      else this.ledger.miss(subject.index, 'crashed', `a defect in Davylamp: ${oneLine(error)}`);
    }
    // What was put together from packets is no file that anyone could look up by its hash.
    if (this.ledger.reported(subject.index) && !subject.stream) await this.#hash(subject);
  }

  async #hash({ index, source }: Subject): Promise<void> {
    const stop = (): boolean => this.#budget.leftMs < 0;
    // A hash of a part would be nobody's; one that takes long must not cost what was found.
    if (source.bytes === undefined && !source.waits && stop()) return;
    try {
      const hash = await source.sha256(stop);
      if (hash !== undefined) this.ledger.artifact(index).sha256 = hash;
    } catch (error) {
      if (!(error instanceof ReadFailure)) throw error; // it was there and is gone: the report goes without its hash
    }
  }

  async #examine(subject: Subject): Promise<void> {
    const { sieve } = this.#bench;
    const { source } = subject;
    const filled = await this.#opening.fill(source, sieve.input);
    this.#opening.sized(subject, filled);
    if (filled === 0) return;
    const begun = this.#begin(subject, sieve.input.slice(0, Math.min(filled, headBytes)), filled);
    const size = source.size ?? (filled < sieve.input.length ? filled : undefined);
    if (subject.depth === 0) this.#budget.hasRead(size ?? 0);
    const decoder = this.#decoderOf(begun, size);
    if (decoder) {
      if (decoder.mode !== 'stream') begun.kindOf();
      const rest = await this.#opening.open(begun, decoder, filled);
      // Nothing came of it, so it is searched as it is.
      if (rest) await this.#search({ ...begun, source: rest }, await this.#opening.fill(rest, sieve.input));
    } else if ((source.once || source.waits) && this.#looksInside(begun, size)) await this.#searchHeld(begun, filled);
    else await this.#search(begun, filled);
  }

  /** What comes once and is to be looked into as well is searched in memory. */
  async #searchHeld(begun: Begun, filled: number): Promise<void> {
    const { source } = begun;
    const held = await this.#opening.hold(begun, filled);
    this.#budget.hold(held.cost);
    const again = held.whole
      ? memorySource(source.name, held.bytes, this.#bench.host.sha256)
      : resumed(source, held.bytes);
    await this.#search({ ...begun, source: again }, await this.#opening.fill(again, this.#bench.sieve.input));
    this.#budget.release(held.cost);
  }

  /** The user's rules look at every artifact that may be held; then it is examined. */
  async #underRules(subject: Subject, rules: RuleRunner): Promise<void> {
    const { source, index } = subject;
    const held = await this.#opening.hold(subject, 0);
    this.#budget.hold(held.cost);
    try {
      if (held.whole && held.bytes.length > 0) await this.#matchRules(subject, rules, held.bytes);
      if (!held.whole) this.#opening.tooLarge(index, 'the rules were not run over it');
      const again = await source.rewind();
      await this.#examine(again ? subject : { ...subject, source: resumed(source, held.bytes) });
    } finally {
      this.#budget.release(held.cost);
      if (held.cost > 0) this.#bench.rooms.giveBack(held.bytes);
    }
  }

  async #matchRules({ index, source }: Subject, rules: RuleRunner, bytes: Uint8Array): Promise<void> {
    const matched = await rules.match(bytes);
    if ('gap' in matched) return this.ledger.miss(index, matched.gap.code, matched.gap.what);
    if (matched.length === 0) return;
    const kind = classify(source.name, bytes.subarray(0, headBytes), bytes.length);
    this.ledger.artifact(index).kind = kind;
    const view: View = { name: source.name, kind, bytes, base: 0, whole: true, hits: [], runs: [] };
    for (const value of matched) {
      const { offset, length } = value.patterns[0] ?? { offset: 0, length: 0 };
      this.ledger.see(index, value.engine, view, { kind: 'rule-match', value, offset, length });
    }
  }

  #begin(subject: Subject, head: Uint8Array, filled: number): Begun {
    const artifact = this.ledger.artifact(subject.index);
    let { kind } = subject;
    const kindOf = (): ArtifactKind => {
      kind ??= classify(subject.source.name, head, filled);
      artifact.kind = kind;
      return kind;
    };
    return { ...subject, head, kindOf };
  }

  #decoderOf({ source, depth, index, head }: Begun, size: number | undefined): OuterDecoder | undefined {
    const { dispatcher, limits } = this.#bench;
    const decoder = dispatcher.outer.find((unit) => unit.accepts(head, source.name, size));
    if (!decoder || depth < limits.depth) return decoder;
    this.ledger.miss(index, 'limit-depth', `nested deeper than ${limits.depth}: not opened, searched as it is`);
    return undefined;
  }

  #looksInside({ source, head, depth }: Begun, size: number | undefined): boolean {
    const { dispatcher, limits } = this.#bench;
    return depth < limits.depth && dispatcher.inner.some((unit) => unit.accepts?.(head, source.name, size));
  }

  // --- searched as it is ----------------------------------------------------------------------------------------

  /** The extractors, then whatever stands inside. `filled`: the first bytes stand in the sieve's buffer. */
  async #search(subject: Begun, filled: number): Promise<void> {
    const { index, kind, stream, source, kindOf, depth } = subject;
    const extraction = new Extraction(this.#bench, this.ledger, this.#budget, {
      index,
      kind,
      stream,
      kindOf,
      next: (target) => this.#opening.fill(source, target),
      rewind: () => source.rewind(),
      ahead: source.searchAhead && ((stretches) => source.searchAhead?.(stretches)),
      latest: () => this.#root?.modified?.() ?? this.#bench.host.now().getTime(),
      overdue: () => this.#parts.overdue(index),
      isDeepest: depth >= this.#bench.limits.depth,
    });
    await extraction.run(filled);
    this.#opening.sized(subject, this.ledger.artifact(index).size);
    await this.#inside(subject, extraction);
    const made: Yield = { children: 0, broken: false };
    for (const { by, child } of extraction.opened) {
      // Several decoders may come to the same text, by ways of their own: one of them is enough.
      const hash = await this.#bench.host.sha256(child.bytes);
      if (this.#met.has(hash)) continue;
      this.#met.add(hash);
      if (!(await this.#parts.take(subject, by.id, child, made))) break;
    }
    await extraction.lookAround();
  }

  async #inside(subject: Begun, extraction: Extraction): Promise<void> {
    const { dispatcher, limits, rooms } = this.#bench;
    const { index, source, head, depth, stream } = subject;
    if (stream) return;
    const { size } = this.ledger.artifact(index);
    const units = dispatcher.inner.filter(
      (unit) => extraction.inner.has(unit) || unit.accepts?.(head, source.name, size),
    );
    if (units.length === 0 || this.#parts.overdue(index)) return;
    if (depth >= limits.depth)
      return this.ledger.miss(index, 'limit-depth', `nested deeper than ${limits.depth}: not looked into`);
    if (!(await source.rewind())) {
      const what = 'can be read only once and is too large to be held: not looked into';
      return this.ledger.miss(index, 'limit-bytes', what);
    }
    const held = await this.#opening.hold(subject, 0);
    this.#budget.hold(held.cost);
    try {
      if (!held.whole) return this.#opening.tooLarge(index, 'not looked into, only searched');
      for (const unit of units) {
        const made: Yield = { children: 0, broken: false };
        for await (const out of this.#opening.steps(unit.id, unit.decode(held.bytes, this.#opening.contextOf(subject))))
          if (!(await this.#parts.take(subject, unit.id, out, made))) break;
      }
    } finally {
      this.#budget.release(held.cost);
      if (held.cost > 0) rooms.giveBack(held.bytes);
    }
  }
}
