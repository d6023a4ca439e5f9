/**
 * All that a watch reads: looks for new files and connections, and lets each have its turn. What was read before a restart
 * is read once more, so that what belongs together is seen together, and is handed on apart from what is new.
 */
import type { Follower, FollowOptions } from '../../../gather/follow/follower.ts';
import type { Tape } from '../../../gather/follow/tape.ts';
import type { Desk } from '../../watch/desk.ts';
import { OpeningDesk } from '../../watch/opening-desk.ts';
import type { WatchBench } from '../../watch/watch-bench.ts';
import type { Keeper, Place } from './keeper.ts';
import { openFollowers } from './sources.ts';
import type { Teller } from './teller.ts';

/** Bytes of one read. */
const roomBytes = 1024 * 1024;
/** Between two looks at sources where nothing came; shorter than what a person or a collector would notice. */
export const restMs = 25;
/** The same for a source to which nothing came for a while. */
const quietMs = 10_000;
const quietRestMs = 250;
/** Bytes read once more after a restart. */
const rewindBytes = 1024 * 1024;

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

export interface ReadingsOptions {
  readonly bench: WatchBench;
  readonly keeper: Keeper;
  readonly teller: Teller;
  /** One line for a person who looks after the watch. */
  readonly tell: (what: string) => void;
}

export class Readings {
  readonly #options: ReadingsOptions;
  /** And what a tape reads once more. */
  readonly #room = new Uint8Array(roomBytes + 4_096);
  #followers: Follower[] = [];
  #open: Reading[] = [];
  #opened = 0;
  #lookAgain = 0;

  constructor(options: ReadingsOptions) {
    this.#options = options;
  }

  async open(
    sources: readonly string[],
    options: Omit<FollowOptions, 'rewindBytes'>,
    stdin: AsyncIterable<Uint8Array> | undefined,
  ): Promise<void> {
    this.#followers = await openFollowers(sources, { ...options, rewindBytes }, stdin);
  }

  close(): void {
    for (const follower of this.#followers) follower.close();
  }

  get tapes(): readonly Tape[] {
    return this.#open.map(({ tape }) => tape);
  }

  /** True where nothing will come any more. */
  get over(): boolean {
    return this.#open.length === 0 && this.#followers.every(({ over }) => over);
  }

  /** All sources are looked at in the next turn. */
  hurry(): void {
    this.#lookAgain = 0;
    for (const reading of this.#open) reading.next = 0;
  }

  /** New files, new connections. */
  async look(now: number): Promise<void> {
    if (now < this.#lookAgain) return;
    this.#lookAgain = now + restMs;
    const { bench, keeper } = this.#options;
    for (const follower of this.#followers) {
      await follower.look(now);
      for (const { tape, known } of follower.take()) {
        const desk = new OpeningDesk(bench, { name: tape.name, head: () => tape.head(), base: tape.offset });
        this.#open.push({ tape, desk, known, order: this.#opened++, came: now, next: 0 });
        keeper.changed();
      }
    }
  }

  /** Each source once; true where one has more than it was asked for. */
  async turn(now: number): Promise<boolean> {
    let isBusy = false;
    for (const reading of this.#open) {
      if (now < reading.next) continue;
      if (await this.#read(reading, now)) isBusy = true;
      reading.next = now - reading.came > quietMs ? now + quietRestMs : 0;
      if (reading.tape.over) await this.#finish(reading);
    }
    return isBusy;
  }

  /** What came to one source; true where there is more. */
  async #read(reading: Reading, now: number): Promise<boolean> {
    const { tape, desk, known } = reading;
    const { keeper, teller } = this.#options;
    const isReread = tape.offset < known;
    // What was told before and what is new never come in one piece.
    const bytes = tape.next(this.#room, isReread ? known - tape.offset : roomBytes);
    if (bytes.length > 0) {
      if (isReread) await teller.alert(false, true);
      await teller.take(await desk.take(bytes), bytes.length, isReread);
      reading.came = now;
      keeper.changed();
    }
    // What follows is new: nothing that was told before may wait until then.
    const isLastReread = isReread && tape.offset >= known;
    await teller.take(await desk.flush(isLastReread), 0, isReread);
    if (isReread) await teller.alert(true, true);
    return bytes.length > this.#room.length / 2 || (isReread && bytes.length > 0);
  }

  async #finish(reading: Reading): Promise<void> {
    const { tape, desk, order } = reading;
    const { keeper, teller, tell } = this.#options;
    await teller.take(await desk.end(tape.cut), 0);
    if (tape.failed !== undefined) tell(`${tape.name} ended too early: ${tape.failed}`);
    const mark = tape.cut ? undefined : tape.mark?.();
    if (mark) keeper.ended(mark, order);
    tape.close();
    this.#open = this.#open.filter((other) => other !== reading);
    keeper.changed();
  }

  /** What can't be read again is ended; files go on after the next start. */
  async end(): Promise<void> {
    for (const reading of [...this.#open])
      if (reading.tape.mark === undefined) await this.#finish(reading);
      else await this.#options.teller.take(await reading.desk.flush(), 0);
  }

  /** How far each file was read. */
  places(): Place[] {
    const asleep = this.#followers.flatMap((follower) => follower.marks?.() ?? []).map((mark) => ({ mark, order: 0 }));
    const open = this.#open.flatMap(({ tape, desk, order }) => {
      const mark = tape.mark?.();
      return mark ? [{ mark: { ...mark, offset: Math.max(0, mark.offset - desk.pending) }, order }] : [];
    });
    return [...asleep, ...open];
  }
}
