/**
 * Hours of traffic in seconds. Peers wait on this clock instead of the machine's: as soon as the wire is quiet, it jumps
 * to the next moment that somebody waits for. It keeps which moment belongs to which time of the machine, so that the
 * packets of a recording can be given the times they would have had (see recording.ts).
 */
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';

/** A moment of the play, and the machine's time when it began. Both in milliseconds. */
export interface Mark {
  readonly real: number;
  readonly played: number;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A play whose clock stands for this long is broken. A slow machine takes long for a whole play, and for no jump. */
const mostStillMs = 60_000;
const turnsToSettle = 4;
const mostTurns = 250;

export class Clock {
  readonly marks: Mark[] = [];
  /** Milliseconds for which the wire must be left alone before the clock jumps. */
  readonly #settleMs: number;
  readonly #sleepers: Sleeper[] = [];
  #playedMs = 0;
  #holding = 0;
  #underWay = 0;

  /** Other programs take longer to answer than peers in this process: they need more time to settle. */
  constructor(settleMs = 8) {
    this.#settleMs = settleMs;
  }

  /** Seconds since the play began. */
  get seconds(): number {
    return this.#playedMs / 1000;
  }

  wait(seconds: number): Promise<void> {
    const at = this.#playedMs + seconds * 1000;
    const place = this.#sleepers.findIndex((other) => other.at > at);
    return new Promise((wake) => {
      this.#sleepers.splice(place < 0 ? this.#sleepers.length : place, 0, { at, wake });
    });
  }

  /** The clock does not jump until the work is done: a handshake, a program that starts. */
  async hold<T>(work: Promise<T>): Promise<T> {
    this.#holding++;
    try {
      return await work;
    } finally {
      this.#holding--;
      // What took time on the machine took as long in the play.
      this.#playedMs += Date.now() - (this.marks.at(-1)?.real ?? Date.now());
      this.#mark();
    }
  }

  /** Bytes, or messages, that the other side has not got yet: the clock waits for them. */
  sent(count: number): void {
    this.#underWay += count;
  }

  arrived(count: number): void {
    this.#underWay -= count;
  }

  /** Turns the clock until the play is over. Who still waits then is never woken. */
  async run<T>(play: Promise<T>): Promise<T> {
    let over = false;
    const end = (): void => {
      over = true;
    };
    play.then(end, end);
    this.#mark();
    while (!over) {
      if (Date.now() > (this.marks.at(-1)?.real ?? 0) + mostStillMs)
        throw new Error(`the play stands still after ${this.seconds} of its seconds`);
      await this.#settle();
      if (!over && this.#holding === 0) this.#jump();
    }
    return play;
  }

  /** In several turns: a process that was held up must still read what came meanwhile before the clock goes on. */
  async #settle(): Promise<void> {
    for (let turns = 0; turns < turnsToSettle || this.#underWay > 0; turns++) {
      await pause(this.#settleMs / turnsToSettle);
      await turn();
      // Nobody is left to get it: that side has gone.
      if (turns >= mostTurns) this.#underWay = 0;
    }
  }

  #jump(): void {
    const next = this.#sleepers.shift();
    if (next === undefined) return;
    this.#playedMs = Math.max(this.#playedMs, next.at);
    this.#mark();
    next.wake();
  }

  #mark(): void {
    this.marks.push({ real: Date.now(), played: this.#playedMs });
  }
}
