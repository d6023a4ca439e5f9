/**
 * `davylamp watch` without its command line: sources that grow in, alerts out, for as long as it is let.
 *
 * One turn: look for new files, let each source have its turn (what was read last is examined before more is read), let
 * the detectors look at what is new, tell, and note how far it got. Nothing is read while somebody who must take an alert
 * is behind, so memory does not grow and nothing is dropped. Pauses are measured on a clock that nobody sets: a wall
 * clock that is put back by a day would leave the watch deaf for a day.
 */

import type { Server } from 'node:http';
import type { SigmaSet } from '../../../codec/sigma/sigma-set.ts';
import type { Alert, WatchSummary } from '../../../model/alert.ts';
import type { Stage } from '../../../model/finding.ts';
import { defaultLimits, type Limits } from '../../../model/limits.ts';
import type { Observation } from '../../../model/observation.ts';
import type { WatchState } from '../../../model/watch-state.ts';
import { Alerting } from '../../watch/alerting.ts';
import { Incidents } from '../../watch/incidents.ts';
import { watchBench } from '../../watch/watch-bench.ts';
import { sharedHost } from '../host.ts';
import { planSieve, workbench } from '../workbench.ts';
import { Keeper } from './keeper.ts';
import { serveMetrics } from './metrics-server.ts';
import { type Carrier, Outbox } from './outbox.ts';
import { Readings, restMs } from './readings.ts';
import { readState } from './state-file.ts';
import { Teller } from './teller.ts';
import { WatchCounts } from './watch-counts.ts';

export interface WatchOptions {
  /** Paths, `unix:PATH`, or `-` for standard input. */
  readonly sources: readonly string[];
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Reads to the end and stops. */
  readonly once: boolean;
  readonly fromEnd: boolean;
  readonly atLeast: Stage;
  readonly againMs: number;
  /** Where it is kept how far the sources were read; absent: nowhere. */
  readonly state?: string | undefined;
  readonly metrics?: { readonly host: string; readonly port: number } | undefined;
  readonly carriers: readonly Carrier[];
  readonly limits?: Partial<Limits>;
  /** Rules of the user's own, held against every event of logs; what they match is told whatever its stage. */
  readonly sigma?: SigmaSet | undefined;
  /** One fact in one line for people. */
  readonly describe: (observation: Observation) => string;
  /** An alert in one line, without its end. */
  readonly toJson: (alert: Alert) => string;
  /** Resolves when whoever reads it has taken it. */
  readonly write: (line: string) => Promise<void>;
  /** One line for a person who looks after the watch. */
  readonly tell: (what: string) => void;
}

/** What slow receivers are given when the watch ends. */
const settleMs = 10_000;

export class Watch {
  readonly #options: WatchOptions;
  readonly #state: WatchState;
  readonly #incidents: Incidents;
  readonly #outboxes: readonly Outbox[];
  readonly #keeper: Keeper;
  readonly #counts: WatchCounts;
  readonly #teller: Teller;
  readonly #readings: Readings;
  #stopping = false;
  #wake: (() => void) | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    const { againMs, atLeast, describe, sigma, tell, toJson, write } = options;
    const limits = { ...defaultLimits, ...options.limits };
    const bench = watchBench({ ...workbench(planSieve(), limits, { sigma }), host: sharedHost() });
    const state = readState(options.state, options.sources);
    const incidents = new Incidents(againMs, state.incidents);
    const outboxes = options.carriers.map((carrier) => new Outbox(carrier, tell));
    const counts = new WatchCounts(outboxes);
    const keeper = new Keeper({ path: options.state, state, incidents, outboxes, tell });
    const { host, whole } = bench;
    const told = { host, limits, registry: whole.registry, atLeast, watch: state.watch, describe };
    const alerting = new Alerting(told, incidents);
    this.#teller = new Teller({ alerting, outboxes, counts, keeper, toJson, write });
    this.#readings = new Readings({ bench, keeper, teller: this.#teller, tell });
    this.#state = state;
    this.#incidents = incidents;
    this.#outboxes = outboxes;
    this.#counts = counts;
    this.#keeper = keeper;
  }

  /** Ends the watch when the turn is over. */
  stop(): void {
    this.#stopping = true;
    for (const outbox of this.#outboxes) outbox.hurry();
    this.#wake?.();
  }

  /** Looks at all sources at once. */
  lookNow(): void {
    this.#readings.hurry();
    this.#wake?.();
  }

  /** Until it is stopped, or all sources are at their end. */
  async run(): Promise<WatchSummary> {
    const { sources, stdin, fromEnd, once, tell, metrics: wish } = this.#options;
    const readings = this.#readings;
    let server: Server | undefined;
    if (wish) server = await serveMetrics(wish.host, wish.port, this.#counts.metrics, () => this.#measure());
    try {
      await readings.open(sources, { marks: this.#state.marks, fromEnd, once, tell }, stdin);
      while (!this.#stopping) {
        const now = performance.now();
        await readings.look(now);
        const isBusy = await readings.turn(now);
        await this.#teller.alert(false);
        this.#keep();
        if (readings.over) break;
        if (isBusy) await new Promise<void>((resolve) => setImmediate(resolve));
        else await this.#rest();
      }
      return await this.#end();
    } finally {
      server?.close();
      server?.closeAllConnections();
      readings.close();
      for (const outbox of this.#outboxes) outbox.close();
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, restMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #measure(): void {
    this.#counts.measure(this.#readings.tapes, this.#incidents.suppressed);
  }

  /** Not between reading and judging: what was read must have been told of. */
  #keep(isLast = false): void {
    if (this.#teller.owes && !isLast) return;
    this.#keeper.keep(() => this.#readings.places(), isLast);
  }

  async #end(): Promise<WatchSummary> {
    await this.#readings.end();
    await this.#teller.alert(false, true);
    await Promise.all(this.#outboxes.map((outbox) => outbox.settle(settleMs)));
    for (const { name, waiting } of this.#outboxes)
      if (waiting > 0) this.#options.tell(`${name} had not taken ${waiting} of the alerts when the watch ended`);
    this.#keep();
    this.#keep(true);
    return this.#counts.summary(this.#incidents);
  }
}
