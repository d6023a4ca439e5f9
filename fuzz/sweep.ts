/** Fuzz targets of sweeps: what they see lies within the log, is of its kind's form, and is the same in any stretches. */
import { payloads } from '../src/model/payloads.ts';
import type { SweepExtractor } from '../src/model/units.ts';
import type { ExtractorFixture } from '../tests/fixture.ts';
import { runSweep } from '../tests/harness.ts';
import type { FuzzTarget } from './target.ts';

/** Bytes of a stretch: cuts through lines, and often. */
const shortStretch = 61;

export function sweepTarget(id: string, sweep: SweepExtractor, { fires }: ExtractorFixture): FuzzTarget {
  const utf8 = new TextEncoder();
  return {
    id,
    seeds: () => fires.map(({ input }) => (typeof input === 'string' ? utf8.encode(input) : input)),
    run(bytes) {
      const { sightings, misses } = runSweep(sweep, { name: 'fuzz', input: bytes });
      for (const { kind, value, offset, length } of sightings) {
        if (offset < 0 || length < 0 || offset + length > bytes.length) throw new Error(`${kind} lies outside`);
        payloads[kind].parse(value);
      }
      for (const { gap } of misses)
        if ((gap.offset ?? 0) < 0 || (gap.offset ?? 0) > bytes.length) throw new Error(`a gap at ${gap.offset}`);
      const again = runSweep(sweep, { name: 'fuzz', input: bytes }, shortStretch);
      if (again.sightings.length !== sightings.length) throw new Error('other stretches, other sightings');
    },
  };
}
