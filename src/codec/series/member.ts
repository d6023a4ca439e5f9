/** What archives that are read from front to back hold. */

/** A file in such an archive. When it is given, the reader stands at its first byte. */
export interface SeriesMember {
  readonly name: string;
  /** Bytes that it takes in the archive; absent where it goes on to the end. */
  readonly size?: number;
  /** Its first bytes, where they had to be read to know what it is; `size` does not count them. */
  readonly begun?: Uint8Array;
  readonly sparse?: SparseFile;
}

/** A file of which only the stretches that are not zero are stored, one behind the other. */
export interface SparseFile {
  /** Bytes with its holes. */
  readonly size: number;
  readonly stretches: readonly Stretch[];
}

export interface Stretch {
  /** Where in the file with its holes. */
  readonly offset: number;
  readonly length: number;
}
