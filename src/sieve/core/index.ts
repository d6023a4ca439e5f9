/** The sieve's core in AssemblyScript; src/sieve/twin.ts says the same in plain TypeScript. */
import { asciiStride, input } from './memory';
import { beginHits, beginSegment, droppedHits, probe, segmentHits } from './probe';
import { asciiRuns, beginRuns, droppedRuns, takeRuns, wideRuns } from './runs';

export { placeBuffers, placeShapes, placeTables } from './memory';
export { segmentHits, takeRuns };

/** Bytes that stay in the processor's nearest cache from the first pass over them to the last. */
const blockBytes: u32 = 16384;
let length: u32 = 0;

export function begin(inputLength: u32, hitShare: u32, shareShift: u32, runShare: u32): void {
  length = inputLength;
  beginHits(inputLength, hitShare, shareShift);
  beginRuns(inputLength, runShare);
}

/** Looks at words and run places in `[from, to)`; `from` lies at a multiple of 16. */
export function scanSegment(from: u32, to: u32, purse: u32): void {
  beginSegment(purse);
  for (let p = from; p < to; p += blockBytes) {
    const stop = min(to, p + blockBytes);
    probe(input + <usize>p, input + <usize>((stop + 15) & ~15));
    if (asciiStride == 0) continue;
    asciiRuns(stop);
    wideRuns(stop);
  }
}

export function dropped(): u32 {
  return droppedHits + droppedRuns;
}
