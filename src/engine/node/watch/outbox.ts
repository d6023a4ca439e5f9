/**
 * Alerts on their way to somebody who may be slow or away: a bounded queue, each alert tried a bounded number of times.
 * Whoever puts one in waits while the queue is full, and so does all reading.
 */
import type { Alert } from '../../../model/alert.ts';

export interface Carrier {
  /** For people and for metrics: `webhook`, `syslog`. */
  readonly name: string;
  /** Delivers one alert; rejects where that failed. `json` is the alert in one line, without its end. */
  deliver(alert: Alert, json: string): Promise<void>;
  close(): void;
}

export interface OutboxOptions {
  /** Alerts that may wait. */
  readonly most: number;
  readonly tries: number;
  /** Before the second try; doubled before each further one, a minute at most. */
  readonly pauseMs: number;
}

const outboxOptions: OutboxOptions = { most: 1_000, tries: 8, pauseMs: 500 };
const longestPauseMs = 60_000;

interface Waiting {
  readonly alert: Alert;
  readonly json: string;
}

export class Outbox {
  readonly #carrier: Carrier;
  readonly #options: OutboxOptions;
  readonly #tell: (what: string) => void;
  #queue: Waiting[] = [];
  #isRunning = false;
  #isClosed = false;
  #isEnding = false;
  /** Wakes those who wait for room, for the end or for the next try. */
  #waiters: (() => void)[] = [];
  /** Alerts put in, and those that were delivered or given up. */
  taken = 0;
  done = 0;
  lost = 0;

  constructor(carrier: Carrier, tell: (what: string) => void, options: OutboxOptions = outboxOptions) {
    this.#carrier = carrier;
    this.#tell = tell;
    this.#options = options;
  }

  get name(): string {
    return this.#carrier.name;
  }

  get waiting(): number {
    return this.taken - this.done;
  }

  /** Resolves when the alert has its place in the queue. */
  async put(alert: Alert, json: string): Promise<void> {
    while (this.waiting >= this.#options.most && !this.#isEnding) await this.#change();
    this.taken++;
    this.#queue.push({ alert, json });
    if (!this.#isRunning) void this.#run();
  }

  /** Waits until all are gone, or as long as may be waited. */
  async settle(ms: number): Promise<void> {
    const end = performance.now() + ms;
    // At the end of the watch nothing else keeps the process alive, and it would end in the midst of this.
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.min(50, ms)));
    while (this.waiting > 0 && performance.now() < end) await Promise.race([this.#change(), pause()]);
  }

  /** Nobody waits for room any more: the watch ends, and what is not delivered by then is told by the next one. */
  hurry(): void {
    this.#isEnding = true;
    this.#wake();
  }

  close(): void {
    this.#isEnding = true;
    this.#isClosed = true;
    this.#carrier.close();
    this.#wake();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let next = this.#queue.shift(); next !== undefined && !this.#isClosed; next = this.#queue.shift()) {
      if (!(await this.#tryAll(next))) this.lost++;
      this.done++;
      this.#wake();
    }
    this.#isRunning = false;
  }

  async #tryAll({ alert, json }: Waiting): Promise<boolean> {
    const { tries, pauseMs } = this.#options;
    let why = '';
    for (let tried = 0; tried < tries && !this.#isClosed; tried++) {
      if (tried > 0) await after(Math.min(longestPauseMs, pauseMs * 2 ** (tried - 1)));
      try {
        await this.#carrier.deliver(alert, json);
        return true;
      } catch (error) {
        why = error instanceof Error ? error.message : 'unknown error';
      }
    }
    this.#tell(`${this.name} did not take alert ${alert.id} after ${tries} tries: ${why}`);
    return false;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}

/** Does not keep the process alive by itself. */
function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
