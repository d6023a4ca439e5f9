import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { fixture } from './reserved-zone.fixture.ts';
import { reservedZone } from './reserved-zone.ts';

describe('reserved-zone', () => {
  it.each(fixture.fires)('sees $name', ({ expect: expected, ...input }) => {
    const { sightings } = runExtractor(reservedZone, input);
    expect(sightings.map(({ kind, value }) => ({ kind, value }))).toMatchObject(expected);
    expect(sightings).toHaveLength(expected.length);
  });

  it.each(fixture.silent)('says nothing about $name', (input) => {
    expect(runExtractor(reservedZone, input).sightings).toEqual([]);
  });

  it('frames the name, without its port', () => {
    const input = 'x -o a.b.edu.kp:99 -u y';
    const [sighting] = runExtractor(reservedZone, { name: 'frame', input }).sightings;
    expect(sighting && input.slice(sighting.offset, sighting.offset + sighting.length)).toBe('a.b.edu.kp');
  });

  it('says that a name proves nothing about who wrote it', () => {
    const { sightings } = runExtractor(reservedZone, { name: 'why', input: 'stratum+tcp://a.b.com.kp -u x' });
    expect(sightings[0]?.value).toHaveProperty('why', expect.stringContaining('proves nothing'));
  });

  it('stays within bytes of any kind', () => {
    const piece = fc.constantFrom('.edu.kp', '.onion', '.i2p:', '.gov:1', 'stratum', 'a', '-', '.', ':', '\0', 'é');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const input = Buffer.from(pieces.join(''));
        for (const { offset, length } of runExtractor(reservedZone, { name: 'any', input }).sightings)
          expect(offset + length).toBeLessThanOrEqual(input.length);
      }),
      { numRuns: 500 },
    );
  });
});
