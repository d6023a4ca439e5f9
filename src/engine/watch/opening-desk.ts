/** Waits for the first bytes of a source, which tell whether it is a capture or text, and lets the right desk take over. */
import type { StreamDecoder } from '../../model/units.ts';
import { CaptureDesk } from './capture-desk.ts';
import { type Desk, nothing, type Turn } from './desk.ts';
import { LineDesk } from './line-desk.ts';
import type { WatchBench } from './watch-bench.ts';

/** A capture's header. */
const enough = 24;

export interface DeskBeginning {
  readonly name: string;
  readonly head: () => Uint8Array;
  /** Offset of the first byte that will be taken. */
  readonly base: number;
}

export class OpeningDesk implements Desk {
  readonly #bench: WatchBench;
  readonly #beginning: DeskBeginning;
  #desk: Desk | undefined;
  #begun: Uint8Array = new Uint8Array(0);

  constructor(bench: WatchBench, beginning: DeskBeginning) {
    this.#bench = bench;
    this.#beginning = beginning;
  }

  get pending(): number {
    return this.#desk ? this.#desk.pending : this.#begun.length;
  }

  take(bytes: Uint8Array): Promise<Turn> {
    if (this.#desk) return this.#desk.take(bytes);
    const whole = new Uint8Array(this.#begun.length + bytes.length);
    whole.set(this.#begun);
    whole.set(bytes, this.#begun.length);
    this.#begun = whole;
    return whole.length < enough ? Promise.resolve(nothing) : this.#open();
  }

  flush(atOnce = false): Promise<Turn> {
    return this.#desk ? this.#desk.flush(atOnce) : Promise.resolve(nothing);
  }

  async end(cut = false): Promise<Turn> {
    const first = this.#desk || cut ? nothing : await this.#open();
    const last = this.#desk ? await this.#desk.end(cut) : nothing;
    return { ...last, lots: [...first.lots, ...last.lots], lines: first.lines + last.lines };
  }

  #open(): Promise<Turn> {
    const { name, head, base } = this.#beginning;
    const begun = this.#begun;
    this.#begun = new Uint8Array(0);
    const decoder = base === 0 ? this.#captureDecoder(begun) : undefined;
    this.#desk = decoder
      ? new CaptureDesk(this.#bench, decoder, name)
      : new LineDesk(this.#bench, { name, head, base });
    return this.#desk.take(begun);
  }

  #captureDecoder(head: Uint8Array): StreamDecoder | undefined {
    const { outer } = this.#bench.whole.dispatcher;
    return outer.find(
      (unit): unit is StreamDecoder => unit.mode === 'stream' && unit.accepts(head, this.#beginning.name),
    );
  }
}
