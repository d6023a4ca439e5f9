/** Bytes that are too many to be held at once, read by their offsets: a database in a file. */
export interface RangedBytes {
  /** In bytes. */
  readonly size: number;
  /** Fills `into` from offset `at` on; false where they end before it is full. */
  fill(at: number, into: Uint8Array): boolean;
}

/** The same of bytes that are held. */
export function rangedBytes(bytes: Uint8Array): RangedBytes {
  return {
    size: bytes.length,
    fill: (at, into) => {
      if (at < 0 || at + into.length > bytes.length) return false;
      into.set(bytes.subarray(at, at + into.length));
      return true;
    },
  };
}
