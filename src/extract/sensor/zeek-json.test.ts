import { describe, expect, it } from 'vitest';
import { runSweep } from '../../../tests/harness.ts';
import { fixture } from './zeek-json.fixture.ts';
import { zeekJson } from './zeek-json.ts';

describe('zeek-json', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    const { sightings, misses } = runSweep(zeekJson, example);
    expect(sightings).toMatchObject(example.expect);
    expect(sightings).toHaveLength(example.expect.length);
    expect(misses).toEqual([]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runSweep(zeekJson, example).sightings).toEqual([]);
  });
  it.each(fixture.fires)('sees the same in stretches of any size: $name', (example) => {
    const whole = runSweep(zeekJson, example);
    for (const stretch of [1, 100, 333]) expect(runSweep(zeekJson, example, stretch)).toEqual(whole);
  });
});
