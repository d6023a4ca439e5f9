/**
 * Keeps at rest how far a watch got: first everybody takes what was told, then the place is noted. A place that can't be
 * written costs what is told twice after a restart, not the watch.
 */
import type { Mark, WatchState } from '../../../model/watch-state.ts';
import type { Incidents } from '../../watch/incidents.ts';
import type { Outbox } from './outbox.ts';
import { StateTrouble, writeState } from './state-file.ts';

/** How far a file was read; files of one path are opened in their order. */
export interface Place {
  readonly mark: Mark;
  readonly order: number;
}

interface Snapshot {
  readonly state: WatchState;
  /** What each outbox had taken by then. */
  readonly taken: readonly number[];
}

/** Between two times that it is written, and after an alert. */
const keepMs = 1_000;
const keepAfterAlertMs = 100;
/** Files remembered that were read to their end. */
const mostEnded = 4_096;

export interface KeeperOptions {
  /** Absent: nothing is kept. */
  readonly path: string | undefined;
  readonly state: WatchState;
  readonly incidents: Incidents;
  readonly outboxes: readonly Outbox[];
  readonly tell: (what: string) => void;
}

export class Keeper {
  readonly #options: KeeperOptions;
  /** Of files that were read to their end, the latest of each path. */
  readonly #ended = new Map<string, Place>();
  #isChanged = false;
  #hasTold = false;
  #written: number = Number.NEGATIVE_INFINITY;
  #waiting: Snapshot | undefined;
  #trouble = '';

  /** Throws StateTrouble where nothing can be written there. */
  constructor(options: KeeperOptions) {
    this.#options = options;
    // A crash before the first time must not change what ids are made of.
    if (options.path !== undefined) writeState(options.path, options.state);
  }

  changed(): void {
    this.#isChanged = true;
  }

  told(): void {
    this.#isChanged = true;
    this.#hasTold = true;
  }

  ended(mark: Mark, order: number): void {
    if (order < (this.#ended.get(mark.path)?.order ?? 0)) return;
    this.#ended.set(mark.path, { mark, order });
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > mostEnded && oldest !== undefined) this.#ended.delete(oldest);
  }

  /** Called in each turn, when everything that was read was judged. */
  keep(places: () => readonly Place[], isLast: boolean): void {
    const { path, outboxes } = this.#options;
    if (path === undefined) return;
    const now = performance.now();
    const isDue = isLast || now - this.#written >= (this.#hasTold ? keepAfterAlertMs : keepMs);
    if (this.#waiting === undefined && this.#isChanged && isDue) {
      this.#waiting = { state: this.#atRest(places()), taken: outboxes.map(({ taken }) => taken) };
      this.#isChanged = false;
      this.#hasTold = false;
    }
    const waiting = this.#waiting;
    if (waiting === undefined || outboxes.some(({ done }, i) => done < (waiting.taken[i] ?? 0))) return;
    this.#waiting = undefined;
    this.#write(path, waiting.state);
    // Writing must not take more than a tenth of all time.
    this.#written = performance.now() + Math.min(10 * keepMs, 9 * (performance.now() - now));
  }

  #write(path: string, state: WatchState): void {
    try {
      writeState(path, state);
      this.#trouble = '';
    } catch (error) {
      if (!(error instanceof StateTrouble)) throw error;
      if (this.#trouble !== error.message) this.#options.tell(error.message);
      this.#trouble = error.message;
      this.#isChanged = true;
    }
  }

  /** One mark for each file. */
  #atRest(open: readonly Place[]): WatchState {
    const files = new Map<string, Mark>();
    const latest = new Map<string, number>();
    for (const { mark, order } of open) latest.set(mark.path, Math.max(order, latest.get(mark.path) ?? 0));
    const ended = [...this.#ended.values()].filter(({ mark, order }) => order >= (latest.get(mark.path) ?? 0));
    for (const { mark } of [...ended, ...open]) files.set(JSON.stringify([mark.path, mark.inode]), mark);
    const { state, incidents } = this.#options;
    return { ...state, marks: [...files.values()], incidents: incidents.atRest() };
  }
}
