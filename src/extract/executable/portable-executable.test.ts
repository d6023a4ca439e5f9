import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { observationSchema } from '../../model/observation.ts';
import { fixture } from './portable-executable.fixture.ts';
import { portableExecutable } from './portable-executable.ts';

const installer = fixture.fires[0]?.input as Uint8Array; // the fixture's first case is built bytes

function run(input: Uint8Array): ReturnType<typeof runExtractor> {
  return runExtractor(portableExecutable, { name: 'image', input, kind: 'executable' });
}

describe('portable-executable', () => {
  it.each(fixture.fires)('takes the traces of $name, in order', ({ expect: expected, ...input }) => {
    const { sightings, misses } = runExtractor(portableExecutable, input);
    expect(sightings.map(({ kind, value }) => ({ kind, value }))).toMatchObject(expected);
    expect(sightings).toHaveLength(expected.length);
    expect(misses).toEqual([]);
  });

  it.each(fixture.silent)('says nothing about $name', (input) => {
    expect(runExtractor(portableExecutable, input)).toEqual({ sightings: [], misses: [] });
  });

  it('frames each trace where its bytes stand', () => {
    for (const { value, offset, length } of run(installer).sightings) {
      if (!('trace' in value) || value.trace === 'mvid' || value.trace === 'compile-time') continue;
      const encoding = value.trace === 'file-path' ? 'utf16le' : 'latin1';
      expect(Buffer.from(installer.subarray(offset, offset + length)).toString(encoding)).toBe(value.text);
    }
  });

  it('says of each trace what it takes to forge it', () => {
    for (const { value } of run(installer).sightings)
      expect(value).toHaveProperty('forgeable', expect.stringMatching(/.{20}/));
  });

  it('reports metadata that the CLI header misplaces as a gap, and keeps what stands before it', () => {
    const broken = Uint8Array.from(installer);
    broken[0x208] = 0xff; // the CLI header's pointer to the metadata
    const { sightings, misses } = run(broken);
    expect(sightings.map(({ value }) => 'trace' in value && value.trace)).toEqual(['compile-time', 'pdb-path']);
    expect(misses).toMatchObject([{ gap: { code: 'malformed' } }]);
  });

  it('stays within the schema and never throws, however the image is mutated or cut', () => {
    const mutation = fc.record({
      changes: fc.array(fc.tuple(fc.nat(installer.length - 1), fc.nat(255)), { maxLength: 12 }),
      length: fc.oneof(fc.constant(installer.length), fc.nat(installer.length)),
    });
    fc.assert(
      fc.property(mutation, ({ changes, length }) => {
        const bytes = Uint8Array.from(installer);
        for (const [at, byte] of changes) bytes[at] = byte;
        for (const { kind, value, offset, length: size } of run(bytes.subarray(0, length)).sightings) {
          expect(offset + size).toBeLessThanOrEqual(length);
          const at = { artifact: 'a1', offset, length: size };
          observationSchema.parse({ id: 'o1', kind, value, at, via: [], by: 'portable-executable' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
