/**
 * How much of what repeats is reported. Nobody may stall a scan by repeating what we look for, so hits are shared out:
 * each pattern's first hits in a block are free, what lies beyond is paid from a purse for a whole segment, and what
 * the purse cannot pay is counted as dropped. The free hits are why nothing is lost by it: an extractor sees 64 KiB on
 * each side of a hit, so with a hit in each block where the anchor stands, it sees them all.
 */

/** Bytes of a block: what an extractor surely sees on each side of a hit. */
export const blockBytesLog2 = 16;

/** Hits that a pattern may have in each block, whatever else is there. */
export const freeHitsPerBlock = 2;

/** Bytes of a segment. */
export const segmentBytes: number = 1 << 20;

/** Hits beyond the free ones in each segment, all patterns together: one in 32 bytes. */
export const pursePerSegment = 32_768;

/** Runs of each encoding that start in each segment; a list of nothing but wallets has fewer. */
export const runsPerSegment = 32_768;

/** Most hits that one segment of a scan can give. */
export function mostHitsPerSegment(patterns: number): number {
  // A hit may start before or behind the segment that its word lies in: two more blocks.
  return pursePerSegment + ((segmentBytes >> blockBytesLog2) + 2) * freeHitsPerBlock * patterns;
}
