/** The sieve's core in AssemblyScript; src/sieve/twin.ts says the same in plain TypeScript. */
import { blockBytes, input, shapes, shapesEnd } from './memory';
import { beginHits, droppedHits, probe } from './probe';
import { beginRuns, droppedRuns, runsAmong } from './runs';
import { screen } from './screen';

export { placeBuffers, placeCosts, placed, placeShapes, placeTables } from './memory';
export { hitsFound } from './probe';
export { runsFound } from './runs';
export { fillTables } from './tables';

/** Looks at `length` bytes of the input and returns how many hits and runs were dropped. */
export function scan(length: u32, hitPurse: u32, runPurse: u32, shareShift: u32): u32 {
  beginHits(length, hitPurse, shareShift);
  beginRuns(length, runPurse);
  const end = input + <usize>((length + 15) & ~15);
  for (let p = input; p < end; p += blockBytes) {
    const queued = screen(p, min(end, p + blockBytes));
    if (shapes != shapesEnd) runsAmong(queued);
    probe(queued);
  }
  return droppedHits + droppedRuns;
}
