import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { coinNodeSchema } from '../../model/payloads.ts';
import { fixture } from './coin-node.fixture.ts';
import { coinNode } from './coin-node.ts';

describe('coin-node', () => {
  it.each(fixture.fires)('sees $name, once', (example) => {
    const { sightings } = runExtractor(coinNode, example);
    expect(sightings).toMatchObject(example.expect);
    expect(coinNodeSchema.safeParse(sightings[0]?.value).error).toBeUndefined();
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(coinNode, example)).toEqual({ sightings: [], misses: [] });
  });
  it('points to the header and its packet', () => {
    const picked = fixture.fires[2];
    const [sighting] = picked === undefined ? [] : runExtractor(coinNode, picked).sightings;
    expect(sighting).toMatchObject({ offset: 0, length: 20, packet: 2 });
  });
});
