/**
 * Examines one source and everything unpacked from it in turn. Memory does not grow with the input: what is searched
 * stands in the sieve's own buffer, a chunk at a time, and what decoders need whole is held within a budget.
 */
import { classify } from '../codec/classify/classify.ts';
import type { ArtifactKind } from '../model/artifact.ts';
import type { Stream } from '../model/stream.ts';
import type {
  Child,
  Decoded,
  Decoder,
  LongChild,
  StreamDecoder,
  StreamingDecode,
  WholeDecoder,
} from '../model/units.ts';
import { Budget } from './budget.ts';
import { Extraction } from './extraction.ts';
import { hold, resumed } from './hold.ts';
import { type Examined, Ledger, oneLine } from './ledger.ts';
import { fill, memorySource, pieceSource, ReadFailure, type Source } from './source.ts';
import type { Workbench } from './workbench.ts';

const headBytes = 4096;
/** Characters of a part's name; a name may be as long as its archive. */
const longestName = 1_000;

/** One artifact on its way through the engine. */
interface Subject {
  readonly index: number;
  readonly source: Source;
  readonly depth: number;
  readonly kind?: ArtifactKind | undefined;
  readonly stream?: Stream | undefined;
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
  #late = false;

  constructor(bench: Workbench) {
    this.#bench = bench;
    this.ledger = new Ledger(bench.limits);
    this.#budget = new Budget(bench.limits, bench.host);
  }

  /** Examines one artifact; a crash becomes a gap, since the rest must still be examined. */
  async run(subject: Subject): Promise<void> {
    try {
      await this.#examine(subject);
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
    const filled = await this.#fill(subject.source, sieve.input);
    const artifact = this.ledger.artifact(subject.index);
    artifact.size = filled;
    if (filled === 0) return;
    const head = sieve.input.slice(0, Math.min(filled, headBytes));
    // Only asked where it matters: classifying costs more than sieving a small file.
    let { kind } = subject;
    const kindOf = (): ArtifactKind => {
      kind ??= classify(subject.source.name, head, filled);
      artifact.kind = kind;
      return kind;
    };
    const decoder = this.#decoderOf(subject, head);
    if (!decoder) return this.#extract(subject, subject.source, filled, kindOf);
    if (decoder.mode === 'stream') artifact.kind = decoder.kind;
    else kindOf();
    const rest =
      decoder.mode === 'stream'
        ? await this.#stream(subject, decoder, filled)
        : await this.#whole(subject, decoder, filled);
    // Nothing came of it, so it is searched as it is.
    if (rest) await this.#extract(subject, rest, await this.#fill(rest, sieve.input), kindOf);
  }

  #decoderOf({ source, depth, index }: Subject, head: Uint8Array): Decoder | undefined {
    const { registry, limits } = this.#bench;
    const decoder = registry.decoders.find((unit) => unit.accepts(head.subarray(0, 512), source.name));
    if (!decoder || depth < limits.depth) return decoder;
    this.ledger.miss(index, 'limit-depth', `nested deeper than ${limits.depth}: not opened, searched as it is`);
    return undefined;
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

  #extract(subject: Subject, source: Source, filled: number, kindOf: () => ArtifactKind): Promise<void> {
    const { index, kind, stream } = subject;
    return new Extraction(this.#bench, this.ledger, this.#budget, {
      index,
      kind,
      stream,
      kindOf,
      next: (target) => this.#fill(source, target),
      rewind: () => source.rewind(),
      overdue: () => this.#overdue(index),
    }).run(filled);
  }

  /** Hands the artifact to a decoder that needs all of it. Gives it back from the first byte on where nothing came. */
  async #whole(subject: Subject, decoder: WholeDecoder, filled: number): Promise<Source | undefined> {
    const { sieve, limits, rooms } = this.#bench;
    const { source, index } = subject;
    const begun = sieve.input.subarray(0, filled);
    const isShort = source.bytes !== undefined && source.bytes.length <= limits.wholeBytes;
    const held = isShort
      ? { bytes: source.bytes, whole: true, cost: 0 }
      : await hold(source, begun, filled < sieve.input.length, this.#budget.roomBytes, rooms);
    this.#budget.hold(held.cost);
    let opened = false;
    try {
      if (held.whole) opened = await this.#unpack(subject, decoder, held.bytes);
      else
        this.ledger.miss(
          index,
          'limit-bytes',
          `takes more than the ${limits.wholeBytes} bytes that may be held: not unpacked, searched as it is`,
        );
    } finally {
      this.#budget.release(held.cost);
    }
    const again = await source.rewind();
    // What can't be read again is searched in its room.
    if (held.cost > 0 && (opened || again)) rooms.giveBack(held.bytes);
    if (opened) return undefined;
    return again ? source : resumed(source, held.bytes);
  }

  /** True where the decoder made something of it. */
  async #unpack(subject: Subject, decoder: WholeDecoder, bytes: Uint8Array): Promise<boolean> {
    this.ledger.artifact(subject.index).size = bytes.length;
    const made: Yield = { children: 0, broken: false };
    const context = { host: this.#bench.host, limits: this.#bench.limits };
    for await (const out of decoder.decode(bytes, context)) if (!(await this.#take(subject, decoder, out, made))) break;
    return made.children > 0;
  }

  /**
   * A capture or another endless thing: the decoder takes it in pieces and children are examined as they come. Gives
   * it back from the first byte on where it is no such thing after all.
   */
  async #stream(subject: Subject, decoder: StreamDecoder, filled: number): Promise<Source | undefined> {
    const { sieve } = this.#bench;
    const { source, index } = subject;
    const decode = decoder.open({ host: this.#bench.host, limits: this.#bench.limits });
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

  async #drain(subject: Subject, decoder: Decoder, decode: StreamingDecode, made: Yield): Promise<boolean> {
    for (const out of decode.drain()) if (!(await this.#take(subject, decoder, out, made))) return false;
    await this.#bench.host.turn();
    return !this.#overdue(subject.index);
  }

  /** Notes or examines what a decoder gives; false where the limits allow no more. */
  async #take(subject: Subject, decoder: Decoder, out: Decoded, made: Yield): Promise<boolean> {
    if (!('gap' in out)) {
      const { index, more } = await this.#child(subject, decoder.id, out);
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
    // Conversations are as long as their capture, and not unpacked.
    const isStream = 'bytes' in child && child.stream !== undefined;
    if ('bytes' in child && !isStream && !this.#unpackable(parent.index, child.bytes.length)) return { more: false };
    await this.#bench.host.turn();
    const short = child.name.length > longestName ? `${child.name.slice(0, longestName)}…` : child.name;
    const index = this.ledger.enter({
      name: `${this.ledger.artifact(parent.index).name}!${short}`,
      kind: 'data',
      size: 0,
      parent: parent.index,
      decodedBy: by,
    });
    const source = this.#sourceOf(parent.index, short, child);
    const { kind, stream } = 'bytes' in child ? child : { kind: undefined, stream: undefined };
    if (kind) this.ledger.artifact(index).kind = kind;
    await this.run({ index, source, depth: parent.depth + 1, kind, stream });
    await source.close();
    return { index, more: true };
  }

  #sourceOf(parent: number, name: string, child: Child | LongChild): Source {
    const { host } = this.#bench;
    if ('bytes' in child) return memorySource(name, child.bytes, host.sha256);
    const meter = { counted: 0 };
    return pieceSource(name, () => this.#metered(parent, child, meter), host.sha256Pieces);
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
    const most = this.#bench.limits.unpackedBytes;
    this.ledger.miss(index, 'limit-bytes', `unpacks to more than ${most} bytes: stopped there`);
    return false;
  }
}
