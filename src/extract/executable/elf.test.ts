import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { observationSchema } from '../../model/observation.ts';
import { fixture } from './elf.fixture.ts';
import { elf } from './elf.ts';

describe('elf', () => {
  it.each(fixture.fires)('takes the traces of $name, in order', ({ expect: expected, ...input }) => {
    const { sightings, misses } = runExtractor(elf, input);
    expect(sightings.map(({ kind, value }) => ({ kind, value }))).toMatchObject(expected);
    expect(sightings).toHaveLength(expected.length);
    expect(misses).toEqual([]);
  });

  it.each(fixture.silent)('says nothing about $name', (input) => {
    expect(runExtractor(elf, input).sightings).toEqual([]);
  });

  it('says of each trace what it takes to forge it', () => {
    for (const input of fixture.fires)
      for (const { value } of runExtractor(elf, input).sightings)
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
        const run = runExtractor(elf, { name: 'image', input: bytes.subarray(0, length), kind: 'executable' });
        for (const { kind, value, offset, length: size } of run.sightings) {
          expect(offset + size).toBeLessThanOrEqual(length);
          const at = { artifact: 'a1', offset, length: size };
          observationSchema.parse({ id: 'o1', kind, value, at, via: [], by: 'elf' });
        }
      }),
      { numRuns: 300 },
    );
  });
});
