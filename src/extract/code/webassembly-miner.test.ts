import { describe, expect, it } from 'vitest';
import { naiveHits, runExtractor } from '../../../tests/harness.ts';
import { makeModule } from '../../../tests/make-webassembly.ts';
import { looksLikeModule } from '../../codec/webassembly/module.ts';
import type { Miss, Sighting } from '../../model/units.ts';
import { fixture } from './webassembly-miner.fixture.ts';
import { webassemblyMiner } from './webassembly-miner.ts';

/** As the engine calls it: for every module, with hits or without. */
function look(input: string | Uint8Array): (Sighting | Miss)[] {
  const bytes = typeof input === 'string' ? Buffer.from(input, 'latin1') : input;
  const hits = naiveHits(webassemblyMiner, bytes);
  const view = { name: 'm', kind: 'executable', bytes, base: 0, whole: true, hits, runs: [] } as const;
  return [...webassemblyMiner.extract(view)];
}

const sightings = (input: string | Uint8Array): (Sighting | Miss)[] => look(input).filter((out) => !('gap' in out));

describe('webassembly-miner', () => {
  it.each(fixture.fires)('sees $name', ({ input, expect: expected }) => {
    expect(sightings(input)).toMatchObject(expected);
  });
  it.each(fixture.silent)('is silent on $name', ({ input }) => {
    expect(sightings(input)).toEqual([]);
  });
  it('wakes for every module, and for nothing else', () => {
    expect(webassemblyMiner.accepts?.(makeModule({}))).toBe(true);
    expect(webassemblyMiner.accepts?.(Buffer.from('\x7fELF'))).toBe(false);
    expect(looksLikeModule(new Uint8Array(0))).toBe(false);
  });
  it('says in words which constants stand together, and what the code does', () => {
    const [seen] = sightings(fixture.fires[0]?.input ?? '');
    expect(seen).toMatchObject({
      value: {
        traits: expect.arrayContaining([
          expect.stringContaining('Grøstl'),
          expect.stringContaining('scratchpad'),
          'has a memory of up to 64 pages of 64 KiB',
          expect.stringContaining('mixes bits'),
        ]),
      },
    });
  });
  it('says where a damaged module could not be read', () => {
    expect(look(makeModule({ data: [new Uint8Array(9)] }).subarray(0, -2))).toMatchObject([
      { gap: { code: 'malformed' } },
    ]);
  });
  it('leaves what is no module to others', () => {
    expect(runExtractor(webassemblyMiner, { name: 'x', kind: 'text', input: 'cryptonight' }).sightings).toEqual([]);
  });
});
