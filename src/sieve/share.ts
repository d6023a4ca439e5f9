/**
 * How much of what repeats is reported. Nobody may stall a scan by repeating what we look for, so hits are shared out:
 * each pattern's first hit in a block is free, every further one is paid from a purse, and what the purse cannot pay
 * is counted as dropped. The free hits are why no place is lost by it: an extractor sees 64 KiB on each side of a hit,
 * so with one in each block where the anchor stands, it sees them all. Once the purse is empty a place is counted when
 * its key and the word beside it fit; whether the rest does would cost more than it tells.
 */

/** Bytes of a block, as a power of two: what an extractor surely sees on each side of a hit. */
export const blockBytesLog2 = 16;

/** What one scan of `length` bytes may report beyond the free hits, and again under keys: a small file of nothing but hits, whole. */
export function hitPurse(length: number): number {
  return 4096 + (length >>> 8);
}

/** Runs of each encoding that one scan of `length` bytes may report: a list of nothing but Monero addresses, whole. */
export function runPurse(length: number): number {
  return 4096 + Math.floor(length / 96);
}

/** The most hits that one scan of `length` bytes can report. */
export function mostHits(length: number, patterns: number): number {
  return 2 * hitPurse(length) + ((length >>> blockBytesLog2) + 1) * patterns;
}
