/** A desk reads one source that grows and says what it saw. */
import type { Examined } from '../ledger.ts';

/** What was seen at once. */
export interface Lot {
  readonly examined: Examined;
  /** It stands for all that was seen under this name before: something that goes on is told whole each time. */
  readonly replaces?: string;
}

/** What one turn at a desk gave. */
export interface Turn {
  readonly lots: readonly Lot[];
  readonly lines: number;
  readonly packets: number;
}

export interface Desk {
  /** Takes the next bytes; they are the caller's again afterwards. */
  take(bytes: Uint8Array): Promise<Turn>;
  /** What is ripe though the source goes on. @param atOnce all that there is by now, ripe or not */
  flush(atOnce?: boolean): Promise<Turn>;
  /** No more bytes come. @param cut a line that was begun goes on elsewhere, and is read there */
  end(cut?: boolean): Promise<Turn>;
  /** Bytes taken that must be read again after a restart, counted back from the last one taken. */
  readonly pending: number;
}

let desks = 0;

/** Files of one path, one after another, have one name: what is told at one desk must not stand for another's. */
export function deskNumber(): number {
  return ++desks;
}

export const nothing: Turn = { lots: [], lines: 0, packets: 0 };
