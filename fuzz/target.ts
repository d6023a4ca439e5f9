/** What a fuzz target gives: seeds to mutate and a run that throws only on a defect. */
export interface FuzzTarget {
  readonly id: string;
  readonly seeds: () => readonly Uint8Array[];
  /** A promise is waited for. */
  readonly run: (bytes: Uint8Array) => void;
}
