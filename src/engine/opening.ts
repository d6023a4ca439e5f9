/** How decoders get at an artifact: whole, from front to back, or piece by piece. */
import type { DecodeContext, Decoded, StreamDecoder, StreamingDecode } from '../model/units.ts';
import type { Budget } from './budget.ts';
import { type Held, hold as holdFrom, resumed } from './hold.ts';
import type { Ledger } from './ledger.ts';
import type { Parts, Subject, Yield } from './parts.ts';
import { ownPieces } from './pieces.ts';
import { SourceReader } from './reader.ts';
import type { OuterDecoder } from './registry.ts';
import { fill as fillFrom, type Source } from './source.ts';
import { stepped } from './stepped.ts';
import type { Workbench } from './workbench.ts';

/** What one step of a decoder is always given. */
const leastStepMs = 1_000;

export class Opening {
  readonly #bench: Workbench;
  readonly #ledger: Ledger;
  readonly #budget: Budget;
  readonly #parts: Parts;

  constructor(bench: Workbench, ledger: Ledger, budget: Budget, parts: Parts) {
    this.#bench = bench;
    this.#ledger = ledger;
    this.#budget = budget;
    this.#parts = parts;
  }

  contextOf({ index, source }: Subject): DecodeContext {
    const { decodedBy } = this.#ledger.artifact(index);
    return { host: this.#bench.host, limits: this.#bench.limits, name: source.name, madeBy: decodedBy };
  }

  /** Tells how many bytes an artifact has, as far as it was read. */
  sized({ index, depth }: Subject, bytes: number): void {
    this.#ledger.artifact(index).size = bytes;
    if (depth === 0) this.#budget.hasRead(bytes);
  }

  /** Fills the target; the time that a source takes to send something is not ours. */
  fill(source: Source, target: Uint8Array): Promise<number> {
    const filling = fillFrom(source, target);
    return source.waits ? this.#budget.waitFor(filling) : filling;
  }

  tooLarge(index: number, so: string): void {
    const most = this.#bench.limits.wholeBytes;
    this.#ledger.miss(index, 'limit-bytes', `takes more than the ${most} bytes that may be held: ${so}`);
  }

  /** All of its bytes, if they may be held; the first `filled` of them stand in the sieve's buffer. */
  hold({ source }: Subject, filled: number): Promise<Held> {
    const { sieve, limits, rooms } = this.#bench;
    if (source.bytes !== undefined && source.bytes.length <= limits.wholeBytes)
      return Promise.resolve({ bytes: source.bytes, whole: true, cost: 0 });
    const ended = filled > 0 && filled < sieve.input.length;
    return holdFrom(source, sieve.input.subarray(0, filled), ended, this.#budget.roomBytes, rooms);
  }

  /** What a decoder yields, each step of its work bounded in time. */
  steps(unit: string, yielded: Iterable<Decoded> | AsyncIterable<Decoded>): AsyncIterable<Decoded> {
    return stepped(unit, yielded, this.#bench.host, () => Math.max(leastStepMs, this.#budget.leftMs));
  }

  /** Gives the artifact back from its first byte on where nothing came of it. */
  open(subject: Subject, decoder: OuterDecoder, filled: number): Promise<Source | undefined> {
    if (decoder.mode === 'stream') {
      this.#ledger.artifact(subject.index).kind = decoder.kind;
      return this.#stream(subject, decoder, filled);
    }
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
    const held = await this.hold(subject, filled);
    this.#budget.hold(held.cost);
    const made: Yield = { children: 0, broken: false };
    try {
      if (held.whole) {
        this.sized(subject, held.bytes.length);
        for await (const out of this.steps(decoder.id, decoder.decode(held.bytes, this.contextOf(subject))))
          if (!(await this.#parts.take(subject, decoder.id, out, made))) break;
      } else this.tooLarge(index, 'not unpacked, searched as it is');
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
      if (this.#parts.overdue(index)) return 0;
      const fresh = await this.fill(source, target);
      this.sized(subject, this.#ledger.artifact(index).size + fresh);
      return fresh;
    });
    const made: Yield = { children: 0, broken: false };
    for await (const out of this.steps(decoder.id, decoder.decode(reader, this.contextOf(subject))))
      if (!(await this.#parts.take(subject, decoder.id, out, made))) break;
    if (made.children > 0) return undefined;
    if (await source.rewind()) return source;
    return reader.untouched ? resumed(source, first) : undefined;
  }

  /** A capture or another endless thing: the decoder takes it in pieces and children are examined as they come. */
  async #stream(subject: Subject, decoder: StreamDecoder, filled: number): Promise<Source | undefined> {
    const { sieve } = this.#bench;
    const { source, index } = subject;
    const decode = decoder.open(this.contextOf(subject));
    const artifact = this.#ledger.artifact(index);
    const made: Yield = { children: 0, broken: false };
    // Of what can't be read again, as much as the buffer holds can at least be searched.
    const short = source.waits && filled < sieve.input.length ? sieve.input.slice(0, filled) : undefined;
    const pieces = source.piecesAhead?.() ?? ownPieces(sieve, filled, (target) => this.fill(source, target));
    artifact.size = 0;
    try {
      let left: Uint8Array = new Uint8Array(0);
      for (let piece = await pieces.next(left); piece; piece = await pieces.next(left)) {
        const { bytes, found, fresh } = piece;
        artifact.size += fresh;
        if (found.dropped > 0) this.#ledger.repetitive(index);
        const done = decode.push(bytes, found.hits, found.runs);
        // Children are examined in the sieve's buffer, too.
        left = bytes.slice(done);
        if (left.length > pieces.mostLeft) {
          this.#ledger.miss(index, 'malformed', 'a record larger than the buffer', artifact.size - bytes.length);
          left = new Uint8Array(0);
        }
        if (!(await this.#drain(subject, decoder, decode, made))) return undefined;
      }
    } finally {
      pieces.stop();
    }
    decode.end();
    await this.#drain(subject, decoder, decode, made);
    if (made.children > 0 || !made.broken) return undefined;
    if (await source.rewind()) return source;
    return short ? resumed(source, short) : undefined;
  }

  async #drain(subject: Subject, decoder: StreamDecoder, decode: StreamingDecode, made: Yield): Promise<boolean> {
    for (const out of decode.drain()) if (!(await this.#parts.take(subject, decoder.id, out, made))) return false;
    await this.#bench.host.turn();
    return !this.#parts.overdue(subject.index);
  }
}
