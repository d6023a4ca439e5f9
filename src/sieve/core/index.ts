/** The sieve's core in AssemblyScript; src/sieve/twin.ts says the same in plain TypeScript. */
import { blockBytes, input, shapes, shapesEnd } from './memory';
import { beginHits, droppedHits, probe, probeDifferences } from './probe';
import { beginRuns, droppedRuns, runsAmong } from './runs';
import { screen, screenDifferences } from './screen';

export { placeBuffers, placeCosts, placed, placeShapes, placeTables } from './memory';
export { hitsFound } from './probe';
export { runsFound } from './runs';
export { fillTables } from './tables';

/** Looks at `length` bytes of the input, under a key as well if `keyed`, and returns how many hits and runs were dropped. */
export function scan(length: u32, hitPurse: u32, runPurse: u32, shareShift: u32, keyed: bool): u32 {
  beginHits(length, hitPurse, shareShift);
  beginRuns(length, runPurse);
  const end = input + <usize>((length + 15) & ~15);
  for (let p = input; p < end; p += blockBytes) {
    const blockEnd = min(end, p + blockBytes), queued = screen(p, blockEnd);
    if (shapes != shapesEnd) runsAmong(queued);
    probe(queued);
    if (keyed) probeDifferences(screenDifferences(p, blockEnd));
  }
  return droppedHits + droppedRuns;
}
