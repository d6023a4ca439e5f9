/** Bytes that come one after another and have not come to their end: a growing file, a connection, standard input. */
import type { Mark } from '../../model/watch-state.ts';

export interface Tape {
  /** For people and for what is seen in it. */
  readonly name: string;
  /** Bytes taken so far, counted from the source's first one. */
  readonly offset: number;
  /** Its first bytes, as many as there are by now, 4,096 at most. */
  head(): Uint8Array;
  /** The next bytes, `most` at most; none where nothing came. They may lie in `room`, which may be larger than they are. */
  next(room: Uint8Array, most?: number): Uint8Array;
  /** Nothing will follow. */
  readonly over: boolean;
  /** It broke off: what follows comes on another tape, from a little before where this one ended. */
  readonly cut?: boolean;
  /** Why it ended too early, where it did: a connection that was reset, a compressed file that is damaged. */
  readonly failed?: string | undefined;
  /** Bytes that are there and were not taken, where that is known. */
  lag(): number;
  /** How to go on here after a restart; absent where that can't be done. */
  mark?(): Mark;
  close(): void;
}

export const headLength = 4_096;
