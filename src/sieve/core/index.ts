/** The sieve's core in AssemblyScript; src/sieve/twin.ts says the same in plain TypeScript. */
import { asciiStride, input } from './memory';
import { beginHits, droppedHits, probe } from './probe';
import { asciiRuns, beginRuns, droppedRuns, wideRuns } from './runs';

export { placeBuffers, placePatterns, placeShapes, placeTables } from './memory';
export { hitsFound } from './probe';
export { runsFound } from './runs';

/** Bytes that stay in the processor's nearest cache from the first pass over them to the last. */
const blockBytes: u32 = 16384;

/** Looks at `length` bytes of the input and returns how many hits and runs were dropped. */
export function scan(length: u32, hitPurse: u32, runPurse: u32, shareShift: u32): u32 {
  beginHits(length, hitPurse, shareShift);
  beginRuns(length, runPurse);
  for (let p: u32 = 0; p < length; p += blockBytes) {
    const stop = min(length, p + blockBytes);
    probe(input + <usize>p, input + <usize>((stop + 15) & ~15));
    if (asciiStride == 0) continue;
    asciiRuns(stop);
    wideRuns(stop);
  }
  return droppedHits + droppedRuns;
}
