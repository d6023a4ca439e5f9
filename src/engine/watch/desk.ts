/** A desk reads one source that grows and says what it saw. */
import type { Examined } from '../ledger.ts';

/** What one turn at a desk gave. */
export interface Turn {
  /** In order; where `replaces` is set each stands for what was last seen under its name. */
  readonly lots: readonly Examined[];
  readonly replaces: boolean;
  readonly lines: number;
  readonly packets: number;
}

export interface Desk {
  /** Takes the next bytes; they are the caller's again afterwards. */
  take(bytes: Uint8Array): Promise<Turn>;
  /** What is ripe though the source goes on. */
  flush(): Promise<Turn>;
  /** No more bytes come. @param cut a line that was begun goes on elsewhere, and is read there */
  end(cut?: boolean): Promise<Turn>;
  /** Bytes taken that must be read again after a restart, counted back from the last one taken. */
  readonly pending: number;
}

export const nothing: Turn = { lots: [], replaces: false, lines: 0, packets: 0 };
