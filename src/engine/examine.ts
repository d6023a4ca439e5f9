/**
 * Examines one source: its bytes in chunks, everything unpacked from it in turn. Memory does not grow with the input:
 * a chunk stands in the sieve's own buffer, and only what a decoder asks for whole is copied out.
 */
import { classify } from '../codec/classify/classify.ts';
import type { ArtifactKind } from '../model/artifact.ts';
import type { Host } from '../model/host.ts';
import type { Limits } from '../model/limits.ts';
import type { Stream } from '../model/stream.ts';
import type { Child, Miss, StreamDecoder, StreamingDecode, View, WholeDecoder } from '../model/units.ts';
import type { Found, Sieve } from '../sieve/contract.ts';
import { Allowance } from './allowance.ts';
import { type Examined, Ledger } from './ledger.ts';
import type { Dispatcher, Registry } from './registry.ts';
import { fill, memorySource, ReadFailure, type Source } from './source.ts';

/** Bytes that stand on each side of a hit, where the artifact has them. */
export const contextBytes: number = 64 * 1024;
const headBytes = 4096;

/** What the buffer holds of an artifact, and which part of it is due. Offsets are into the buffer. */
interface Chunk {
  readonly base: number;
  readonly filled: number;
  readonly delivered: number;
  readonly until: number;
  readonly whole: boolean;
}

export interface Workbench {
  readonly host: Host;
  readonly limits: Limits;
  readonly registry: Registry;
  readonly dispatcher: Dispatcher;
  readonly sieve: Sieve;
}

/** One artifact on its way through the engine. */
interface Subject {
  readonly index: number;
  readonly source: Source;
  readonly depth: number;
  readonly kind?: ArtifactKind | undefined;
  readonly stream?: Stream | undefined;
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
  readonly #deadline: number;
  #unpacked = 0;
  #children = 0;
  #late = false;

  constructor(bench: Workbench) {
    this.#bench = bench;
    this.ledger = new Ledger(bench.limits);
    this.#deadline = bench.host.now().getTime() + bench.limits.sourceMs;
  }

  /** Examines one artifact; a crash in a unit becomes a gap, since the rest must still be examined. */
  async run(subject: Subject): Promise<void> {
    try {
      await this.#examine(subject);
    } catch (error) {
      if (error instanceof ReadFailure) this.ledger.miss(subject.index, error.gap, error.message);
      else this.ledger.miss(subject.index, 'crashed', `a defect in Davylamp: ${oneLine(error)}`);
    }
    // What was put together from packets is no file that anyone could look up by its hash.
    if (!this.ledger.reported(subject.index) || subject.stream) return;
    const hash = await subject.source.sha256();
    if (hash !== undefined) this.ledger.artifact(subject.index).sha256 = hash;
  }

  async #examine(subject: Subject): Promise<void> {
    const { sieve, registry, limits } = this.#bench;
    const filled = await fill(subject.source, sieve.input);
    const artifact = this.ledger.artifact(subject.index);
    artifact.size = filled;
    if (filled === 0) return;
    const head = sieve.input.slice(0, Math.min(filled, headBytes));
    const decoder = registry.decoders.find((unit) => unit.accepts(head.subarray(0, 512), subject.source.name));
    // Only asked where it matters: classifying costs more than sieving a small file.
    let kind = subject.kind;
    const classified = (): ArtifactKind => {
      kind ??= classify(subject.source.name, head, filled);
      artifact.kind = kind;
      return kind;
    };
    if (decoder?.mode === 'stream') {
      artifact.kind = decoder.kind;
      if (this.#tooDeep(subject)) return;
      return this.#stream(subject, decoder, filled);
    }
    if (decoder?.mode === 'whole') {
      classified();
      const bytes = await this.#whole(subject, filled, limits.wholeBytes);
      if (bytes && !this.#tooDeep(subject) && (await this.#unpack(subject, decoder, bytes))) return;
      if (!subject.source.rewind()) return;
      await this.#extract({ ...subject, kind: artifact.kind }, await fill(subject.source, sieve.input), classified);
      return;
    }
    await this.#extract(subject, filled, classified);
  }

  #tooDeep(subject: Subject): boolean {
    if (subject.depth < this.#bench.limits.depth) return false;
    this.ledger.miss(subject.index, 'limit-depth', `nested deeper than ${this.#bench.limits.depth}: not opened`);
    return true;
  }

  #overdue(index: number): boolean {
    if (this.#bench.host.now().getTime() <= this.#deadline) return false;
    if (!this.#late) this.ledger.miss(index, 'limit-time', `stopped after ${this.#bench.limits.sourceMs / 1000} s`);
    this.#late = true;
    return true;
  }

  /** The artifact's bytes in memory of their own, or a gap where they are too many. */
  async #whole(subject: Subject, filled: number, limitBytes: number): Promise<Uint8Array | undefined> {
    const { sieve } = this.#bench;
    const parts = [sieve.input.slice(0, filled)];
    let total = filled;
    while (filled > 0 && total <= limitBytes) {
      filled = await fill(subject.source, sieve.input);
      parts.push(sieve.input.slice(0, filled));
      total += filled;
    }
    if (total > limitBytes) {
      this.ledger.miss(
        subject.index,
        'limit-bytes',
        `larger than ${limitBytes} bytes: not unpacked, searched as it is`,
      );
      return undefined;
    }
    this.ledger.artifact(subject.index).size = total;
    const whole = new Uint8Array(total);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  /** True where the decoder made something of it. */
  async #unpack(subject: Subject, decoder: WholeDecoder, bytes: Uint8Array): Promise<boolean> {
    this.#account(subject, bytes.length);
    let children = 0;
    for await (const out of decoder.decode(bytes, { host: this.#bench.host, limits: this.#bench.limits })) {
      if ('gap' in out) this.#missed(subject, out);
      else {
        children++;
        if (!(await this.#child(subject, decoder.id, out))) break;
      }
    }
    return children > 0;
  }

  /** Examines a child; false where the limits allow no more. */
  async #child(parent: Subject, decodedBy: string, child: Child): Promise<boolean> {
    const { limits, host } = this.#bench;
    this.#unpacked += child.bytes.length;
    this.#children++;
    if (this.#unpacked > limits.unpackedBytes && !child.stream) {
      this.ledger.miss(
        parent.index,
        'limit-bytes',
        `unpacks to more than ${limits.unpackedBytes} bytes: stopped there`,
      );
      return false;
    }
    if (this.#children > limits.children) {
      this.ledger.miss(parent.index, 'limit-count', `holds more than ${limits.children} parts: stopped there`);
      return false;
    }
    if (this.#overdue(parent.index)) return false;
    const name = `${this.ledger.artifact(parent.index).name}!${child.name}`;
    const index = this.ledger.enter({
      name,
      kind: child.kind ?? 'data',
      size: child.bytes.length,
      parent: parent.index,
      decodedBy,
    });
    await this.run({
      index,
      source: memorySource(child.name, child.bytes, (bytes) => host.sha256(bytes)),
      depth: parent.depth + 1,
      kind: child.kind,
      stream: child.stream,
    });
    return true;
  }

  /** A capture or another endless thing: the decoder takes it in pieces and children are examined as they come. */
  async #stream(subject: Subject, decoder: StreamDecoder, filled: number): Promise<void> {
    const { sieve } = this.#bench;
    const decode = decoder.open({ host: this.#bench.host, limits: this.#bench.limits });
    const artifact = this.ledger.artifact(subject.index);
    artifact.size = 0;
    let fresh = filled;
    while (fresh > 0) {
      artifact.size += fresh;
      this.#account(subject, fresh);
      const found = sieve.scan(filled);
      this.#dropped(subject, found);
      const done = decode.push(sieve.input.subarray(0, filled), found.hits, found.runs);
      let left = sieve.input.slice(done, filled);
      if (left.length === sieve.input.length) {
        this.ledger.miss(subject.index, 'malformed', 'a record larger than the buffer', artifact.size - filled);
        left = new Uint8Array(0);
      }
      if (!(await this.#drain(subject, decoder, decode))) return;
      sieve.input.set(left);
      fresh = await fill(subject.source, sieve.input.subarray(left.length));
      filled = left.length + fresh;
    }
    decode.end();
    await this.#drain(subject, decoder, decode);
  }

  async #drain(subject: Subject, decoder: StreamDecoder, decode: StreamingDecode): Promise<boolean> {
    for (const out of decode.drain()) {
      if ('gap' in out) this.#missed(subject, out);
      else if (!(await this.#child(subject, decoder.id, out))) return false;
    }
    return !this.#overdue(subject.index);
  }

  /** Sieves the artifact chunk by chunk and calls the extractors that something woke. */
  async #extract(subject: Subject, filled: number, kindOf: () => ArtifactKind): Promise<void> {
    const { sieve } = this.#bench;
    const artifact = this.ledger.artifact(subject.index);
    const chunk = { base: 0, filled, delivered: 0, until: 0, whole: filled < sieve.input.length };
    const allowance = new Allowance();
    allowance.earn(filled);
    this.#account(subject, filled);
    for (let ended = chunk.whole; ; ) {
      chunk.until = ended ? chunk.filled : chunk.filled - contextBytes;
      const found = sieve.scan(chunk.filled);
      this.#dropped(subject, found);
      this.#deliver(subject, found, chunk, allowance, kindOf);
      artifact.size = chunk.base + chunk.filled;
      if (ended || this.#overdue(subject.index)) break;
      const keep = chunk.until - contextBytes;
      const left = chunk.filled - keep;
      sieve.input.copyWithin(0, keep, chunk.filled);
      const fresh = await fill(subject.source, sieve.input.subarray(left));
      this.#account(subject, fresh);
      allowance.earn(fresh);
      chunk.base += keep;
      chunk.filled = left + fresh;
      chunk.delivered = contextBytes;
      ended = chunk.filled < sieve.input.length;
    }
    await this.#passive(subject, chunk.base === 0 ? chunk.filled : undefined);
  }

  /** Calls the extractors for what was found between `delivered` and `until`. */
  #deliver(subject: Subject, found: Found, chunk: Chunk, allowance: Allowance, kindOf: () => ArtifactKind): void {
    const { sieve, dispatcher } = this.#bench;
    const due = (item: { readonly offset: number }): boolean =>
      item.offset >= chunk.delivered && item.offset < chunk.until;
    const hits = found.hits.filter(due);
    const runs = found.runs.filter(due);
    const first = chunk.base === 0;
    const always = first && subject.kind !== undefined && dispatcher.callsAlways(subject.kind);
    if (hits.length === 0 && runs.length === 0 && !always) return;
    const { name } = this.ledger.artifact(subject.index);
    const { stream } = subject;
    const bytes = sieve.input.subarray(0, chunk.filled);
    for (const awake of dispatcher.wake(kindOf, hits, runs, first)) {
      const { woken, all } = allowance.spend(awake);
      if (!all) this.#repetitive(subject);
      if (awake.hits.length + awake.runs.length > 0 && woken.hits.length + woken.runs.length === 0) continue;
      this.#call(subject, woken.extractor, {
        name,
        get kind() {
          return kindOf();
        },
        bytes,
        base: chunk.base,
        whole: chunk.whole,
        hits: woken.hits,
        runs: woken.runs,
        ...(stream ? { stream } : {}),
      });
    }
  }

  #call(subject: Subject, extractor: Dispatcher['passive'][number], view: View): void {
    if (this.ledger.isFull(subject.index, extractor.emits)) return;
    try {
      for (const out of extractor.extract(view)) {
        if ('gap' in out) this.#missed(subject, out, view.base);
        else {
          this.ledger.artifact(subject.index).kind = view.kind;
          this.ledger.see(subject.index, extractor.id, view, out);
        }
      }
    } catch (error) {
      this.ledger.miss(subject.index, 'crashed', `a defect in ${extractor.id}: ${oneLine(error)}`);
    }
  }

  /** Context units look at the artifact's first bytes once something else was seen in it. */
  async #passive(subject: Subject, held: number | undefined): Promise<void> {
    const { dispatcher, sieve } = this.#bench;
    if (!this.ledger.hasSeen(subject.index)) return;
    const artifact = this.ledger.artifact(subject.index);
    const units = dispatcher.passive.filter((unit) => !unit.kinds || unit.kinds.includes(artifact.kind));
    if (units.length === 0) return;
    if (held === undefined && !subject.source.rewind()) return;
    const filled = held ?? (await fill(subject.source, sieve.input));
    const whole = filled === artifact.size;
    const bytes = sieve.input.subarray(0, filled);
    for (const unit of units)
      this.#call(subject, unit, {
        name: artifact.name,
        kind: artifact.kind,
        bytes,
        base: 0,
        whole,
        hits: [],
        runs: [],
      });
  }

  #missed(subject: Subject, miss: Miss, base = 0): void {
    const { code, what, offset } = miss.gap;
    this.ledger.miss(subject.index, code, what, offset === undefined ? undefined : base + offset);
  }

  #dropped(subject: Subject, found: Found): void {
    if (found.dropped > 0) this.#repetitive(subject);
  }

  #repetitive(subject: Subject): void {
    this.ledger.miss(subject.index, 'limit-count', 'repeats itself: not every repetition was looked at');
  }

  /** Bytes of sources count once; what was unpacked from them does not. */
  #account(subject: Subject, bytes: number): void {
    if (subject.depth === 0) this.ledger.bytes += bytes;
  }
}

function oneLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}
