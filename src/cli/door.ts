/** What a command needs of the world around it; tests hand in their own. */

/** Exit codes are part of the contract: docs/decisions/0004-command-line.md. */
export const exit = {
  /** Nothing at or above --fail-on; every address valid. */
  clear: 0,
  /** Something at or above --fail-on; an address that is none. */
  found: 1,
  /** Wrong use, or nothing could be read. */
  misuse: 2,
  /** Gaps, where --strict is given. */
  gaps: 3,
  /** Stopped by the user: 128 + SIGINT. */
  stopped: 130,
} as const;

export interface Door {
  /** Results. Resolves when the reader has taken them. */
  readonly write: (text: string) => Promise<void>;
  /** Everything else. */
  readonly tell: (text: string) => void;
  /** Columns of the terminal that results go to; absent where they go elsewhere. */
  readonly columns?: number | undefined;
  readonly color: boolean;
  /** Columns of the terminal that progress may be drawn on; absent where there is none. */
  readonly progressColumns?: number | undefined;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** A user's mistake: one line that says what, where and what to do. */
export class Mistake extends Error {}

/** How text looks at this door. */
export function appearance(door: Door): { color: boolean; columns?: number } {
  return { color: door.color, ...(door.columns === undefined ? {} : { columns: door.columns }) };
}
