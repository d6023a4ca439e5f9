import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { flowCadenceSchema } from '../../model/network-payloads.ts';
import { fixture } from './flow-cadence.fixture.ts';
import { flowCadence } from './flow-cadence.ts';

describe('flow-cadence', () => {
  it.each(fixture.fires)('tells of $name', (example) => {
    const { sightings } = runExtractor(flowCadence, example);
    expect(sightings).toMatchObject(example.expect);
    expect(sightings).toHaveLength(1);
    expect(flowCadenceSchema.safeParse(sightings[0]?.value).error).toBeUndefined();
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(flowCadence, example)).toEqual({ sightings: [], misses: [] });
  });
  it('calls a cipher of somebody’s own no TLS', () => {
    const own = fixture.fires.find(({ name }) => name.startsWith('a cipher'));
    const [sighting] = own === undefined ? [] : runExtractor(flowCadence, own).sightings;
    expect(sighting?.value).not.toHaveProperty('encrypted');
  });
});
