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
import type { Follower } from '../../../gather/follow/follower.ts';
import type { Tape } from '../../../gather/follow/tape.ts';
import type { Alert, WatchSummary } from '../../../model/alert.ts';
import type { Stage } from '../../../model/finding.ts';
import { defaultLimits, type Limits } from '../../../model/limits.ts';
import type { Observation } from '../../../model/observation.ts';
import type { WatchState } from '../../../model/watch-state.ts';
import { Alerting } from '../../watch/alerting.ts';
import type { Desk, Turn } from '../../watch/desk.ts';
import { Incidents } from '../../watch/incidents.ts';
import { OpeningDesk } from '../../watch/opening-desk.ts';
import { SightWindow } from '../../watch/sight-window.ts';
import { type WatchBench, watchBench } from '../../watch/watch-bench.ts';
import { sharedHost } from '../host.ts';
import { planSieve, workbench } from '../workbench.ts';
import { Keeper, type Place } from './keeper.ts';
import { serveMetrics } from './metrics-server.ts';
import { type Carrier, Outbox } from './outbox.ts';
import { openFollowers } from './sources.ts';
import { readState } from './state-file.ts';
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

/** Bytes of one read. */
const roomBytes = 1024 * 1024;
/** Between two looks at sources where nothing came; shorter than what a person or a collector would notice. */
const restMs = 25;
/** The same for a source to which nothing came for a while. */
const quietMs = 10_000;
const quietRestMs = 250;
/** Bytes read once more after a restart, so that what belongs together is seen together. */
const rewindBytes = 1024 * 1024;
const windowBounds = { most: 5_000, ageMs: 3_600_000 };
/** So much that is new is looked at before more is read. */
const mostFresh = 2_000;
const longestPauseMs = 1_000;
/** What slow receivers are given when the watch ends. */
const settleMs = 10_000;

interface Reading {
  readonly tape: Tape;
  readonly desk: Desk;
  /** What stands before this offset was told before a restart. */
  readonly known: number;
  /** Files of one path are opened in their order. */
  readonly order: number;
  came: number;
  next: number;
}

export class Watch {
  readonly #options: WatchOptions;
  readonly #bench: WatchBench;
  readonly #state: WatchState;
  readonly #incidents: Incidents;
  readonly #alerting: Alerting;
  readonly #window = new SightWindow(windowBounds);
  readonly #outboxes: readonly Outbox[];
  readonly #keeper: Keeper;
  readonly #counts: WatchCounts;
  /** And what a tape reads once more. */
  readonly #room = new Uint8Array(roomBytes + 4_096);
  #followers: Follower[] = [];
  #readings: Reading[] = [];
  #opened = 0;
  #stopping = false;
  #wake: (() => void) | undefined;
  #lookAgain = 0;
  #lookNext = 0;
  #freshSince = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
    const limits = { ...defaultLimits, ...options.limits };
    this.#bench = watchBench({ ...workbench(planSieve(), limits, { sigma: options.sigma }), host: sharedHost() });
    this.#state = readState(options.state, options.sources);
    this.#incidents = new Incidents(options.againMs, this.#state.incidents);
    this.#outboxes = options.carriers.map((carrier) => new Outbox(carrier, options.tell));
    this.#counts = new WatchCounts(this.#outboxes);
    const { tell, describe, atLeast } = options;
    const kept = {
      path: options.state,
      state: this.#state,
      incidents: this.#incidents,
      outboxes: this.#outboxes,
      tell,
    };
    this.#keeper = new Keeper(kept);
    const { host, whole } = this.#bench;
    const told = { host, limits, registry: whole.registry, atLeast, watch: this.#state.watch, describe };
    this.#alerting = new Alerting(told, this.#incidents);
  }

  /** Ends the watch when the turn is over. */
  stop(): void {
    this.#stopping = true;
    for (const outbox of this.#outboxes) outbox.hurry();
    this.#wake?.();
  }

  /** Looks at all sources at once. */
  lookNow(): void {
    this.#lookAgain = 0;
    for (const reading of this.#readings) reading.next = 0;
    this.#wake?.();
  }

  /** Until it is stopped, or all sources are at their end. */
  async run(): Promise<WatchSummary> {
    const { metrics: wish } = this.#options;
    let server: Server | undefined;
    if (wish) server = await serveMetrics(wish.host, wish.port, this.#counts.metrics, () => this.#measure());
    try {
      await this.#open();
      while (!this.#stopping) {
        const now = performance.now();
        await this.#look(now);
        const isBusy = await this.#turn(now);
        await this.#alert(false);
        this.#keep();
        if (this.#isOver()) break;
        if (isBusy) await new Promise<void>((resolve) => setImmediate(resolve));
        else await this.#rest();
      }
      return await this.#end();
    } finally {
      server?.close();
      server?.closeAllConnections();
      for (const follower of this.#followers) follower.close();
      for (const outbox of this.#outboxes) outbox.close();
    }
  }

  // --- reading --------------------------------------------------------------------------------------------------

  async #open(): Promise<void> {
    const { sources, fromEnd, once, tell, stdin } = this.#options;
    const { marks } = this.#state;
    this.#followers = await openFollowers(sources, { marks, rewindBytes, fromEnd, once, tell }, stdin);
  }

  /** New files, new connections. */
  async #look(now: number): Promise<void> {
    if (now < this.#lookAgain) return;
    this.#lookAgain = now + restMs;
    for (const follower of this.#followers) {
      await follower.look(now);
      for (const { tape, known } of follower.take()) {
        const desk = new OpeningDesk(this.#bench, { name: tape.name, head: () => tape.head(), base: tape.offset });
        this.#readings.push({ tape, desk, known, order: this.#opened++, came: now, next: 0 });
        this.#keeper.changed();
      }
    }
  }

  /** Each source once; true where one has more than it was asked for. */
  async #turn(now: number): Promise<boolean> {
    let isBusy = false;
    for (const reading of this.#readings) {
      if (now < reading.next) continue;
      const { tape, desk, known } = reading;
      const isReread = tape.offset < known;
      // What was told before and what is new never come in one piece.
      const bytes = tape.next(this.#room, isReread ? known - tape.offset : roomBytes);
      if (bytes.length > 0) {
        if (isReread) await this.#alert(false, true);
        await this.#took(await desk.take(bytes), bytes.length, isReread);
        reading.came = now;
        this.#keeper.changed();
      }
      // What follows is new: nothing that was told before may wait until then.
      const isLastReread = isReread && tape.offset >= known;
      await this.#took(await desk.flush(isLastReread), 0, isReread);
      if (isReread) await this.#alert(true, true);
      reading.next = now - reading.came > quietMs ? now + quietRestMs : 0;
      isBusy ||= bytes.length > this.#room.length / 2 || (isReread && bytes.length > 0);
      if (tape.over) await this.#finish(reading);
    }
    return isBusy;
  }

  /** @param isReread all of it was told before: it is counted no more, and is no news */
  async #took(turn: Turn, bytes: number, isReread = false): Promise<void> {
    if (isReread) this.#counts.tookAgain(bytes);
    else this.#counts.took(turn, bytes);
    const now = performance.now();
    if (this.#window.fresh === 0) this.#freshSince = now;
    this.#window.add(turn, now);
    if (this.#window.fresh > mostFresh) await this.#alert(isReread, true);
  }

  async #finish(reading: Reading): Promise<void> {
    await this.#took(await reading.desk.end(reading.tape.cut), 0);
    const { tape } = reading;
    if (tape.failed !== undefined) this.#options.tell(`${tape.name} ended too early: ${tape.failed}`);
    const mark = tape.cut ? undefined : tape.mark?.();
    if (mark) this.#keeper.ended(mark, reading.order);
    tape.close();
    this.#readings = this.#readings.filter((other) => other !== reading);
    this.#keeper.changed();
  }

  #isOver(): boolean {
    return this.#readings.length === 0 && this.#followers.every(({ over }) => over);
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

  // --- telling --------------------------------------------------------------------------------------------------

  /** @param isReread all that is new was told before a restart */
  async #alert(isReread: boolean, atOnce = false): Promise<void> {
    const began = performance.now();
    if (this.#window.fresh === 0 || (!atOnce && began < this.#lookNext)) return;
    const since = this.#freshSince;
    const alerts = await this.#alerting.look(this.#window.sources(), this.#window.takeFresh(), isReread);
    this.#window.trim(began);
    // Looking must not take more than a part of all time.
    const took = performance.now() - began;
    this.#lookNext = performance.now() + Math.min(longestPauseMs, 3 * took);
    for (const alert of alerts) await this.#tell(alert, since);
  }

  async #tell(alert: Alert, since: number): Promise<void> {
    const json = this.#options.toJson(alert);
    await this.#options.write(`${json}\n`);
    for (const outbox of this.#outboxes) await outbox.put(alert, json);
    this.#counts.told(alert, performance.now() - since);
    this.#keeper.told();
  }

  #measure(): void {
    const tapes = this.#readings.map(({ tape }) => tape);
    this.#counts.measure(tapes, this.#incidents.suppressed);
  }

  // --- at rest --------------------------------------------------------------------------------------------------

  /** Not between reading and judging: what was read must have been told of. */
  #keep(isLast = false): void {
    if (this.#window.fresh > 0 && !isLast) return;
    this.#keeper.keep(() => this.#places(), isLast);
  }

  #places(): Place[] {
    const asleep = this.#followers.flatMap((follower) => follower.marks?.() ?? []).map((mark) => ({ mark, order: 0 }));
    const open = this.#readings.flatMap(({ tape, desk, order }) => {
      const mark = tape.mark?.();
      return mark ? [{ mark: { ...mark, offset: Math.max(0, mark.offset - desk.pending) }, order }] : [];
    });
    return [...asleep, ...open];
  }

  /** What can't be read again is ended; files go on after the next start. */
  async #end(): Promise<WatchSummary> {
    for (const reading of [...this.#readings])
      if (reading.tape.mark === undefined) await this.#finish(reading);
      else await this.#took(await reading.desk.flush(), 0);
    await this.#alert(false, true);
    await Promise.all(this.#outboxes.map((outbox) => outbox.settle(settleMs)));
    for (const { name, waiting } of this.#outboxes)
      if (waiting > 0) this.#options.tell(`${name} had not taken ${waiting} of the alerts when the watch ended`);
    this.#keep();
    this.#keep(true);
    return this.#counts.summary(this.#incidents);
  }
}
