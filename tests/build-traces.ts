/** What holds of every extractor of build traces: its fixture, and what changed bytes may do to it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { observationSchema } from '../src/model/observation.ts';
import type { Extractor } from '../src/model/units.ts';
import type { ExtractorFixture } from './fixture.ts';
import { runExtractor } from './harness.ts';

/** To be called within `describe`. */
export function takesTraces(unit: Extractor<'build-trace'>, fixture: ExtractorFixture): void {
  it.each(fixture.fires)('takes the traces of $name, in order', ({ expect: expected, ...input }) => {
    const { sightings, misses } = runExtractor(unit, input);
    expect(sightings.map(({ kind, value }) => ({ kind, value }))).toMatchObject(expected);
    expect(sightings).toHaveLength(expected.length);
    expect(misses).toEqual([]);
  });

  it.each(fixture.silent)('says nothing about $name', (input) => {
    expect(runExtractor(unit, input).sightings).toEqual([]);
  });

  it('says of each trace what it takes to forge it', () => {
    for (const input of fixture.fires)
      for (const { value } of runExtractor(unit, input).sightings)
        expect(value).toHaveProperty('forgeable', expect.stringMatching(/.{20}/));
  });

  it.each(fixture.fires)('stays within the schema and never throws, however $name is changed or cut', ({ input }) => {
    const whole = input as Uint8Array; // the fixture's cases that fire are built bytes
    const mutation = fc.record({
      changes: fc.array(fc.tuple(fc.nat(Math.min(whole.length, 500) - 1), fc.nat(255)), { maxLength: 12 }),
      length: fc.oneof(fc.constant(whole.length), fc.nat(whole.length)),
    });
    fc.assert(
      fc.property(mutation, ({ changes, length }) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const run = runExtractor(unit, { name: 'image', input: bytes.subarray(0, length), kind: 'executable' });
        for (const { kind, value, offset, length: size } of run.sightings) {
          expect(offset + size).toBeLessThanOrEqual(length);
          const at = { artifact: 'a1', offset, length: size };
          observationSchema.parse({ id: 'o1', kind, value, at, via: [], by: unit.id });
        }
      }),
      { numRuns: 300 },
    );
  });
}
