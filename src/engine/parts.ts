/** The parts of an artifact: each is entered, counted against the limits and examined before the next one is asked for. */
import type { ArtifactKind } from '../model/artifact.ts';
import type { Child, Decoded, LongChild } from '../model/units.ts';
import type { Budget } from './budget.ts';
import type { Ledger } from './ledger.ts';
import { memorySource, pieceSource, type Source } from './source.ts';
import type { Workbench } from './workbench.ts';

/** Characters of a part's name; a name may be as long as its archive. */
const longestName = 1_000;

/** One artifact on its way through the engine. */
export interface Subject {
  /** In the ledger. */
  readonly index: number;
  readonly source: Source;
  readonly depth: number;
  readonly kind?: ArtifactKind | undefined;
  readonly stream?: Child['stream'] | undefined;
}

/** What a decoder made of its artifact. */
export interface Yield {
  children: number;
  /** It is not of the decoder's form after all, or not wholly. */
  broken: boolean;
}

export class Parts {
  readonly #bench: Workbench;
  readonly #ledger: Ledger;
  readonly #budget: Budget;
  readonly #run: (subject: Subject) => Promise<void>;
  #late = false;

  /** @param run examines a part */
  constructor(bench: Workbench, ledger: Ledger, budget: Budget, run: (subject: Subject) => Promise<void>) {
    this.#bench = bench;
    this.#ledger = ledger;
    this.#budget = budget;
    this.#run = run;
  }

  /** True where there is no more time for the source; said once. */
  overdue(index: number): boolean {
    if (this.#budget.leftMs >= 0) return false;
    if (!this.#late) this.#ledger.miss(index, 'limit-time', `stopped after ${this.#bench.limits.sourceMs / 1000} s`);
    this.#late = true;
    return true;
  }

  /** Notes or examines what a decoder gives; false where the limits allow no more. */
  async take(subject: Subject, by: string, out: Decoded, made: Yield): Promise<boolean> {
    if (!('gap' in out)) {
      const { index, more } = await this.#child(subject, by, out);
      if (index === undefined || this.#ledger.artifact(index).size > 0) made.children++;
      return more;
    }
    const { code, what, offset } = out.gap;
    made.broken ||= code === 'malformed' || code === 'not-supported';
    this.#ledger.miss(subject.index, code, what, offset);
    return true;
  }

  /** Examines a child, and says whether the limits allow another. */
  async #child(parent: Subject, by: string, child: Child | LongChild): Promise<{ index?: number; more: boolean }> {
    const { limits } = this.#bench;
    if (!this.#budget.addChild()) {
      this.#ledger.miss(parent.index, 'limit-count', `holds more than ${limits.children} parts: stopped there`);
      return { more: false };
    }
    if (this.overdue(parent.index)) return { more: false };
    const { kind, stream, from } = 'bytes' in child ? child : { kind: undefined, stream: undefined, from: undefined };
    // Conversations are as long as their capture, and not unpacked.
    if ('bytes' in child && !stream && !this.#unpackable(parent.index, child.bytes.length)) return { more: false };
    await this.#bench.host.turn();
    const short = child.name.length > longestName ? `${child.name.slice(0, longestName)}…` : child.name;
    const index = this.#ledger.enter({
      name: `${this.#ledger.artifact(parent.index).name}!${short}`,
      kind: kind ?? 'data',
      size: 0,
      parent: parent.index,
      decodedBy: by,
      ...(from ? { from } : {}),
      ...(child.how === undefined ? {} : { how: child.how }),
    });
    const source = this.#sourceOf(parent.index, short, child);
    await this.#run({ index, source, depth: parent.depth + 1, kind, stream });
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
      if (!this.#unpackable(parent, fresh) || this.overdue(parent)) return;
      yield piece;
    }
  }

  #unpackable(index: number, bytes: number): boolean {
    if (this.#budget.unpack(bytes)) return true;
    const most = this.#budget.mostUnpackedBytes;
    this.#ledger.miss(index, 'limit-bytes', `unpacks to more than ${most} bytes: stopped there`);
    return false;
  }
}
