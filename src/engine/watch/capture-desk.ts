/**
 * A capture that grows: its packets are walked as they come. Conversations that go on are looked at again and again, each
 * time as if they ended there; what was seen of one before is replaced.
 */
import type { Child, Miss, StreamDecoder, StreamingDecode } from '../../model/units.ts';
import { examinePart } from '../examine.ts';
import { Ledger, oneLine } from '../ledger.ts';
import { memorySource } from '../source.ts';
import { type Desk, deskNumber, type Lot, nothing, type Turn } from './desk.ts';
import type { WatchBench } from './watch-bench.ts';

/** Between two looks at what goes on. */
const betweenLooksMs = 500;

export class CaptureDesk implements Desk {
  readonly #bench: WatchBench;
  readonly #name: string;
  readonly #number: number = deskNumber();
  readonly #decoder: StreamDecoder;
  readonly #decode: StreamingDecode;
  #left: Uint8Array = new Uint8Array(0);
  #size = 0;
  #looked = 0;
  #grew = false;
  #packets = 0;

  constructor(bench: WatchBench, decoder: StreamDecoder, name: string) {
    this.#bench = bench;
    this.#name = name;
    this.#decoder = decoder;
    this.#decode = decoder.open({ host: bench.host, limits: bench.limits, name });
  }

  get pending(): number {
    return this.#left.length;
  }

  async take(bytes: Uint8Array): Promise<Turn> {
    const { sieve } = this.#bench.whole;
    const lots: Lot[] = [];
    for (let at = 0; at < bytes.length; ) {
      sieve.input.set(this.#left);
      const part = bytes.subarray(at, at + sieve.input.length - this.#left.length);
      sieve.input.set(part, this.#left.length);
      const filled = this.#left.length + part.length;
      at += part.length;
      this.#size += part.length;
      const found = sieve.scan(filled);
      const done = this.#guarded(lots, () =>
        this.#decode.push(sieve.input.subarray(0, filled), found.hits, found.runs),
      );
      const isStuck = done === undefined || (done === 0 && filled === sieve.input.length);
      if (isStuck && done === 0) lots.push(this.#missed('malformed', 'a record larger than the buffer'));
      this.#left = isStuck ? new Uint8Array(0) : sieve.input.slice(done, filled);
      lots.push(...(await this.#examined(this.#decode.drain())));
    }
    this.#grew = true;
    return this.#turn(lots);
  }

  async flush(atOnce = false): Promise<Turn> {
    const now = performance.now();
    const isRipe = atOnce || now - this.#looked >= betweenLooksMs;
    if (!this.#grew || !isRipe || !this.#decode.snapshot) return nothing;
    this.#grew = false;
    const turn = this.#turn(await this.#examined(this.#decode.snapshot()));
    // Long conversations are put together anew each time: that must not take more than a part of all time.
    const took = performance.now() - now;
    this.#looked = now + 4 * took;
    return turn;
  }

  async end(): Promise<Turn> {
    const lots: Lot[] = [];
    this.#guarded(lots, () => this.#decode.end());
    lots.push(...(await this.#examined(this.#decode.drain())));
    return this.#turn(lots);
  }

  #turn(lots: readonly Lot[]): Turn {
    const { packets } = this;
    const fresh = packets - this.#packets;
    this.#packets = packets;
    return { lots, lines: 0, packets: fresh };
  }

  /** So far; a walk over packets counts them. */
  get packets(): number {
    return 'packets' in this.#decode && typeof this.#decode.packets === 'number' ? this.#decode.packets : 0;
  }

  async #examined(children: Iterable<Child | Miss>): Promise<Lot[]> {
    const lots: Lot[] = [];
    for (const out of children) {
      if ('gap' in out) lots.push(this.#missed(out.gap.code, out.gap.what, out.gap.offset));
      else {
        const source = memorySource(`${this.#name}!${out.name}`, out.bytes, this.#bench.host.sha256);
        const part = { source, kind: out.kind ?? 'data', stream: out.stream };
        const examined = await examinePart(part, this.#bench.whole);
        if (examined.seen.length + examined.gaps.length > 0)
          lots.push({ examined, replaces: JSON.stringify([this.#number, out.name]) });
      }
      await this.#bench.host.turn();
    }
    return lots;
  }

  #guarded<T>(lots: Lot[], work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      lots.push(this.#missed('crashed', `a defect in ${this.#decoder.id}: ${oneLine(error)}`));
      return undefined;
    }
  }

  #missed(code: Miss['gap']['code'], what: string, offset?: number): Lot {
    const ledger = new Ledger(this.#bench.limits);
    ledger.enter({ name: this.#name, kind: this.#decoder.kind, size: this.#size });
    ledger.miss(0, code, what, offset);
    return { examined: ledger.examined() };
  }
}
