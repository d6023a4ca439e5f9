/** What a watch asks of any source: look whether there is something to read, and what. */
import type { Mark } from '../../model/watch-state.ts';
import type { Tape } from './tape.ts';

export interface FollowOptions {
  /** How far its files were read before. */
  readonly marks: readonly Mark[];
  /** Bytes read once more after a restart, so that what belongs together is seen together. */
  readonly rewindBytes: number;
  /** Only what comes from now on, where nothing was read before. */
  readonly fromEnd: boolean;
  /** What is there is all there will be. */
  readonly once: boolean;
  /** One line for a person: something could not be followed, or was lost. */
  readonly tell: (what: string) => void;
}

/** A tape and how far it had been examined before a restart. */
export interface Followed {
  readonly tape: Tape;
  /** What stands before this offset was told before. */
  readonly known: number;
}

export interface Follower {
  /** Looks for what is new. Called again and again. */
  look(now: number): void | Promise<void>;
  /** Tapes that were not handed out yet. */
  take(): Followed[];
  /** Of files that nothing comes to any more, so that they are not read again. */
  marks?(): Mark[];
  /** True where nothing will come any more. */
  readonly over: boolean;
  close(): void;
}
