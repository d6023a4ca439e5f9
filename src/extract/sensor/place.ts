/** Where a record stands in its log, with its first bytes: most are told when those are no longer at hand. */
export interface Place {
  /** Of its first byte in the artifact. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
  readonly excerpt: Uint8Array;
}

/** What a report shows of a record. Bytes. */
const excerptBytes = 256;

/** The place of bytes[start, end), where `base` is the offset of bytes[0]. The excerpt is a copy. */
export function placeOf(bytes: Uint8Array, base: number, start: number, end: number): Place {
  const excerpt = bytes.slice(start, Math.min(end, start + excerptBytes));
  return { offset: base + start, length: end - start, excerpt };
}
