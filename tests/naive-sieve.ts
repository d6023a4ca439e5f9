/** A sieve by plain search, for tests of what stands above it. */
import type { Extractor } from '../src/model/units.ts';
import type { Sieve, Wanted } from '../src/sieve/contract.ts';
import { naiveHits, naiveRuns } from './harness.ts';

export function naiveSieve(wanted: Wanted, capacity: number): Sieve {
  const input = new Uint8Array(capacity);
  // naiveHits needs no more of an extractor than its anchors.
  const unit = { anchors: wanted.anchors } as Extractor;
  return {
    input,
    scan(length) {
      const bytes = input.subarray(0, length);
      return { hits: naiveHits(unit, bytes), runs: wanted.runs.length > 0 ? naiveRuns(bytes) : [], dropped: 0 };
    },
  };
}
