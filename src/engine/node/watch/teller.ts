/**
 * From what was read to whoever is to be told: the detectors look at what is new, each alert is written down and goes to
 * every outbox. Looking is put off while it would take more than a part of all time.
 */
import type { Alert } from '../../../model/alert.ts';
import type { Alerting } from '../../watch/alerting.ts';
import type { Turn } from '../../watch/desk.ts';
import { SightWindow } from '../../watch/sight-window.ts';
import type { Keeper } from './keeper.ts';
import type { Outbox } from './outbox.ts';
import type { WatchCounts } from './watch-counts.ts';

const windowBounds = { most: 5_000, ageMs: 3_600_000 };
/** So much that is new is looked at before more is read. */
const mostFresh = 2_000;
const longestPauseMs = 1_000;

export interface TellerOptions {
  readonly alerting: Alerting;
  readonly outboxes: readonly Outbox[];
  readonly counts: WatchCounts;
  readonly keeper: Keeper;
  /** An alert in one line, without its end. */
  readonly toJson: (alert: Alert) => string;
  /** Resolves when whoever reads it has taken it. */
  readonly write: (line: string) => Promise<void>;
}

export class Teller {
  readonly #options: TellerOptions;
  readonly #window = new SightWindow(windowBounds);
  #lookNext = 0;
  #freshSince = 0;

  constructor(options: TellerOptions) {
    this.#options = options;
  }

  /** True where something that was read is not judged yet. */
  get owes(): boolean {
    return this.#window.fresh > 0;
  }

  /** @param isReread all of it was told before: it is counted no more, and is no news */
  async take(turn: Turn, bytes: number, isReread = false): Promise<void> {
    const { counts } = this.#options;
    if (isReread) counts.tookAgain(bytes);
    else counts.took(turn, bytes);
    const now = performance.now();
    if (!this.owes) this.#freshSince = now;
    this.#window.add(turn, now);
    if (this.#window.fresh > mostFresh) await this.alert(isReread, true);
  }

  /**
   * Lets the detectors look at what is new, and tells.
   *
   * @param isReread all that is new was told before a restart
   * @param atOnce however long it took the last time
   */
  async alert(isReread: boolean, atOnce = false): Promise<void> {
    const began = performance.now();
    if (!this.owes || (!atOnce && began < this.#lookNext)) return;
    const since = this.#freshSince;
    const { alerting } = this.#options;
    const alerts = await alerting.look(this.#window.sources(), this.#window.takeFresh(), isReread);
    this.#window.trim(began);
    // Looking must not take more than a part of all time.
    const took = performance.now() - began;
    this.#lookNext = performance.now() + Math.min(longestPauseMs, 3 * took);
    for (const alert of alerts) await this.#tell(alert, since);
  }

  async #tell(alert: Alert, since: number): Promise<void> {
    const { outboxes, counts, keeper, toJson, write } = this.#options;
    const json = toJson(alert);
    await write(`${json}\n`);
    for (const outbox of outboxes) await outbox.put(alert, json);
    counts.told(alert, performance.now() - since);
    keeper.told();
  }
}
