/**
 * Examines one source and everything unpacked from it in turn. Memory does not grow with the input: what is searched
 * stands in the sieve's own buffer, a chunk at a time, and what decoders need whole is held within a budget.
 */
import { classify } from '../codec/classify/classify.ts';
import type { ArtifactKind } from '../model/artifact.ts';
import type { Child, DecodeContext, Decoded, LongChild, StreamDecoder, StreamingDecode, View } from '../model/units.ts';
import { Budget } from './budget.ts';
import { Extraction } from './extraction.ts';
import { hold, resumed } from './hold.ts';
import { type Examined, Ledger, oneLine } from './ledger.ts';
import { SourceReader } from './reader.ts';
import type { OuterDecoder } from './registry.ts';
import type { RuleRunner } from './rules.ts';
import { fill, memorySource, pieceSource, ReadFailure, type Source } from './source.ts';
import { stepped } from './stepped.ts';
import type { Workbench } from './workbench.ts';

/** What decoders see of an artifact before they take it. */
export const headBytes: number = 4096;
/** Characters of a part's name; a name may be as long as its archive. */
const longestName = 1_000;
/** What one step of a decoder is always given. */
const leastStepMs = 1_000;

/** One artifact on its way through the engine. */
interface Subject {
  readonly index: number;
  readonly source: Source;
  readonly depth: number;
  readonly kind?: ArtifactKind | undefined;
  readonly stream?: Child['stream'] | undefined;
}

/** A subject whose first bytes were read. */
interface Begun extends Subject {
  readonly head: Uint8Array;
  /** Classifying costs more than sieving a small file: asked where it matters. */
  readonly kindOf: () => ArtifactKind;
}

/** What a decoder made of its artifact. */
interface Yield {
  children: number;
  /** It is not of the decoder's form after all, or not wholly. */
  broken: boolean;
}

/** Examines a source and all that can be unpacked from it. Never throws for what the bytes are. */
export async function examine(source: Source, workbench: Workbench): Promise<Examined> {
  const examination = new Examination(workbench);
  const index = examination.ledger.enter({ name: source.name, kind: 'data', size: 0 });
  await examination.run({ index, source, depth: 0 });
  return examination.ledger.examined();
}

class Examination {
  readonly ledger: Ledger;
  readonly #bench: Workbench;
  readonly #budget: Budget;
  readonly #context: DecodeContext;
  #late = false;

  constructor(bench: Workbench) {
    this.#bench = bench;
    this.ledger = new Ledger(bench.limits);
    this.#budget = new Budget(bench.limits, bench.host);
    this.#context = { host: bench.host, limits: bench.limits };
  }

  /** Examines one artifact; a crash becomes a gap, since the rest must still be examined. */
  async run(subject: Subject): Promise<void> {
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
    const filled = await this.#fill(source, sieve.input);
    this.#sized(subject, filled);
    if (filled === 0) return;
    const begun = this.#begin(subject, sieve.input.slice(0, Math.min(filled, headBytes)), filled);
    const size = source.size ?? (filled < sieve.input.length ? filled : undefined);
    const decoder = this.#decoderOf(begun, size);
    if (decoder) {
      const rest = await this.#open(begun, decoder, filled);
      // Nothing came of it, so it is searched as it is.
      if (rest) await this.#search({ ...begun, source: rest }, await this.#fill(rest, sieve.input));
    } else if ((source.once || source.waits) && this.#looksInside(begun, size)) {
      const held = await this.#hold(begun, filled);
      const again = held.whole
        ? memorySource(source.name, held.bytes, this.#bench.host.sha256)
        : resumed(source, held.bytes);
      await this.#search({ ...begun, source: again }, await this.#fill(again, sieve.input));
    } else await this.#search(begun, filled);
  }

  /** The user's rules look at every artifact that may be held; then it is examined. */
  async #underRules(subject: Subject, rules: RuleRunner): Promise<void> {
    const { source, index } = subject;
    const held = await this.#hold(subject, 0);
    this.#budget.hold(held.cost);
    try {
      if (held.whole && held.bytes.length > 0) await this.#matchRules(subject, rules, held.bytes);
      if (!held.whole) this.#tooLarge(index, 'the rules were not run over it');
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

  #sized({ index, depth }: Subject, bytes: number): void {
    this.ledger.artifact(index).size = bytes;
    if (depth === 0) this.#budget.hasRead(bytes);
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

  #overdue(index: number): boolean {
    if (this.#budget.leftMs >= 0) return false;
    if (!this.#late) this.ledger.miss(index, 'limit-time', `stopped after ${this.#bench.limits.sourceMs / 1000} s`);
    this.#late = true;
    return true;
  }

  #fill(source: Source, target: Uint8Array): Promise<number> {
    const filling = fill(source, target);
    return source.waits ? this.#budget.waitFor(filling) : filling;
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
      next: (target) => this.#fill(source, target),
      rewind: () => source.rewind(),
      overdue: () => this.#overdue(index),
      isDeepest: depth >= this.#bench.limits.depth,
    });
    await extraction.run(filled);
    this.#sized(subject, this.ledger.artifact(index).size);
    await this.#inside(subject, extraction);
    const made: Yield = { children: 0, broken: false };
    for (const { by, child } of extraction.opened) if (!(await this.#take(subject, by.id, child, made))) return;
  }

  async #inside(subject: Begun, extraction: Extraction): Promise<void> {
    const { dispatcher, limits, rooms } = this.#bench;
    const { index, source, head, depth, stream } = subject;
    if (stream) return;
    const { size } = this.ledger.artifact(index);
    const units = dispatcher.inner.filter(
      (unit) => extraction.inner.has(unit) || unit.accepts?.(head, source.name, size),
    );
    if (units.length === 0 || this.#overdue(index)) return;
    if (depth >= limits.depth)
      return this.ledger.miss(index, 'limit-depth', `nested deeper than ${limits.depth}: not looked into`);
    if (!(await source.rewind())) {
      const what = 'can be read only once and is too large to be held: not looked into';
      return this.ledger.miss(index, 'limit-bytes', what);
    }
    const held = await this.#hold(subject, 0);
    this.#budget.hold(held.cost);
    try {
      if (!held.whole) return this.#tooLarge(index, 'not looked into, only searched');
      for (const unit of units) {
        const made: Yield = { children: 0, broken: false };
        for await (const out of this.#steps(unit.id, unit.decode(held.bytes, this.#context)))
          if (!(await this.#take(subject, unit.id, out, made))) break;
      }
    } finally {
      this.#budget.release(held.cost);
      if (held.cost > 0) rooms.giveBack(held.bytes);
    }
  }

  #tooLarge(index: number, so: string): void {
    const most = this.#bench.limits.wholeBytes;
    this.ledger.miss(index, 'limit-bytes', `takes more than the ${most} bytes that may be held: ${so}`);
  }

  /** All of its bytes, if they may be held; the first `filled` of them stand in the sieve's buffer. */
  #hold({ source }: Subject, filled: number): ReturnType<typeof hold> {
    const { sieve, limits, rooms } = this.#bench;
    if (source.bytes !== undefined && source.bytes.length <= limits.wholeBytes)
      return Promise.resolve({ bytes: source.bytes, whole: true, cost: 0 });
    const ended = filled > 0 && filled < sieve.input.length;
    return hold(source, sieve.input.subarray(0, filled), ended, this.#budget.roomBytes, rooms);
  }

  // --- opened -----------------------------------------------------------------------------------------------------

  /** What a decoder yields, each step of its work bounded in time. */
  #steps(unit: string, yielded: Iterable<Decoded> | AsyncIterable<Decoded>): AsyncIterable<Decoded> {
    return stepped(unit, yielded, this.#bench.host, () => Math.max(leastStepMs, this.#budget.leftMs));
  }

  /** Gives the artifact back from its first byte on where nothing came of it. */
  #open(subject: Begun, decoder: OuterDecoder, filled: number): Promise<Source | undefined> {
    if (decoder.mode === 'stream') {
      this.ledger.artifact(subject.index).kind = decoder.kind;
      return this.#stream(subject, decoder, filled);
    }
    subject.kindOf();
    return decoder.mode === 'serial' ? this.#serial(subject, decoder, filled) : this.#whole(subject, decoder, filled);
  }

  /** Hands the artifact to a decoder that needs all of it. */
  async #whole(
    subject: Subject,
    decoder: OuterDecoder & { mode: 'whole' },
    filled: number,
  ): Promise<Source | undefined> {
    const { rooms } = this.#bench;
    const { source, index } = subject;
    const held = await this.#hold(subject, filled);
    this.#budget.hold(held.cost);
    const made: Yield = { children: 0, broken: false };
    try {
      if (held.whole) {
        this.#sized(subject, held.bytes.length);
        for await (const out of this.#steps(decoder.id, decoder.decode(held.bytes, this.#context)))
          if (!(await this.#take(subject, decoder.id, out, made))) break;
      } else this.#tooLarge(index, 'not unpacked, searched as it is');
    } finally {
      this.#budget.release(held.cost);
    }
    const opened = made.children > 0;
    const again = await source.rewind();
    // What can't be read again is searched in its room.
    if (held.cost > 0 && (opened || again)) rooms.giveBack(held.bytes);
    if (opened) return undefined;
    return again ? source : resumed(source, held.bytes);
  }

  /** Lets a decoder read the artifact from front to back. */
  async #serial(
    subject: Subject,
    decoder: OuterDecoder & { mode: 'serial' },
    filled: number,
  ): Promise<Source | undefined> {
    const { sieve } = this.#bench;
    const { source, index } = subject;
    const first = sieve.input.slice(0, filled);
    const reader = new SourceReader(first, filled < sieve.input.length, async (target) => {
      if (this.#overdue(index)) return 0;
      const fresh = await this.#fill(source, target);
      this.#sized(subject, this.ledger.artifact(index).size + fresh);
      return fresh;
    });
    const made: Yield = { children: 0, broken: false };
    for await (const out of this.#steps(decoder.id, decoder.decode(reader, this.#context)))
      if (!(await this.#take(subject, decoder.id, out, made))) break;
    if (made.children > 0) return undefined;
    if (await source.rewind()) return source;
    return reader.untouched ? resumed(source, first) : undefined;
  }

  /** A capture or another endless thing: the decoder takes it in pieces and children are examined as they come. */
  async #stream(subject: Subject, decoder: StreamDecoder, filled: number): Promise<Source | undefined> {
    const { sieve } = this.#bench;
    const { source, index } = subject;
    const decode = decoder.open(this.#context);
    const artifact = this.ledger.artifact(index);
    const made: Yield = { children: 0, broken: false };
    // Of what can't be read again, as much as the buffer holds can at least be searched.
    const short = source.waits && filled < sieve.input.length ? sieve.input.slice(0, filled) : undefined;
    artifact.size = 0;
    for (let fresh = filled; fresh > 0; ) {
      artifact.size += fresh;
      const found = sieve.scan(filled);
      if (found.dropped > 0) this.ledger.repetitive(index);
      const done = decode.push(sieve.input.subarray(0, filled), found.hits, found.runs);
      let left = sieve.input.slice(done, filled);
      if (left.length === sieve.input.length) {
        this.ledger.miss(index, 'malformed', 'a record larger than the buffer', artifact.size - filled);
        left = new Uint8Array(0);
      }
      if (!(await this.#drain(subject, decoder, decode, made))) return undefined;
      sieve.input.set(left);
      fresh = await this.#fill(source, sieve.input.subarray(left.length));
      filled = left.length + fresh;
    }
    decode.end();
    await this.#drain(subject, decoder, decode, made);
    if (made.children > 0 || !made.broken) return undefined;
    if (await source.rewind()) return source;
    return short ? resumed(source, short) : undefined;
  }

  async #drain(subject: Subject, decoder: StreamDecoder, decode: StreamingDecode, made: Yield): Promise<boolean> {
    for (const out of decode.drain()) if (!(await this.#take(subject, decoder.id, out, made))) return false;
    await this.#bench.host.turn();
    return !this.#overdue(subject.index);
  }

  // --- children -----------------------------------------------------------------------------------------------------

  /** Notes or examines what a decoder gives; false where the limits allow no more. */
  async #take(subject: Subject, by: string, out: Decoded, made: Yield): Promise<boolean> {
    if (!('gap' in out)) {
      const { index, more } = await this.#child(subject, by, out);
      if (index === undefined || this.ledger.artifact(index).size > 0) made.children++;
      return more;
    }
    const { code, what, offset } = out.gap;
    made.broken ||= code === 'malformed' || code === 'not-supported';
    this.ledger.miss(subject.index, code, what, offset);
    return true;
  }

  /** Examines a child, and says whether the limits allow another. */
  async #child(parent: Subject, by: string, child: Child | LongChild): Promise<{ index?: number; more: boolean }> {
    const { limits } = this.#bench;
    if (!this.#budget.addChild()) {
      this.ledger.miss(parent.index, 'limit-count', `holds more than ${limits.children} parts: stopped there`);
      return { more: false };
    }
    if (this.#overdue(parent.index)) return { more: false };
    const { kind, stream, from } = 'bytes' in child ? child : { kind: undefined, stream: undefined, from: undefined };
    // Conversations are as long as their capture, and not unpacked.
    if ('bytes' in child && !stream && !this.#unpackable(parent.index, child.bytes.length)) return { more: false };
    await this.#bench.host.turn();
    const short = child.name.length > longestName ? `${child.name.slice(0, longestName)}…` : child.name;
    const index = this.ledger.enter({
      name: `${this.ledger.artifact(parent.index).name}!${short}`,
      kind: kind ?? 'data',
      size: 0,
      parent: parent.index,
      decodedBy: by,
      ...(from ? { from } : {}),
      ...(child.how === undefined ? {} : { how: child.how }),
    });
    const source = this.#sourceOf(parent.index, short, child);
    await this.run({ index, source, depth: parent.depth + 1, kind, stream });
    await source.close();
    return { index, more: true };
  }

  #sourceOf(parent: number, name: string, child: Child | LongChild): Source {
    const { host } = this.#bench;
    if ('bytes' in child) return memorySource(name, child.bytes, host.sha256);
    const meter = { counted: 0 };
    return pieceSource(name, () => this.#metered(parent, child, meter), host.sha256Pieces, child.once);
  }

  /** Passes pieces on as long as the limits allow; those that were counted before count no more. */
  async *#metered(parent: number, child: LongChild, meter: { counted: number }): AsyncGenerator<Uint8Array> {
    let passed = 0;
    for await (const piece of child.pieces()) {
      passed += piece.length;
      const fresh = Math.max(0, passed - meter.counted);
      meter.counted += fresh;
      if (!this.#unpackable(parent, fresh) || this.#overdue(parent)) return;
      yield piece;
    }
  }

  #unpackable(index: number, bytes: number): boolean {
    if (this.#budget.unpack(bytes)) return true;
    const most = this.#budget.mostUnpackedBytes;
    this.ledger.miss(index, 'limit-bytes', `unpacks to more than ${most} bytes: stopped there`);
    return false;
  }
}
