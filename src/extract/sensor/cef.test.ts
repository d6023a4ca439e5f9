import { describe, expect, it } from 'vitest';
import { runSweep } from '../../../tests/harness.ts';
import { fixture } from './cef.fixture.ts';
import { cef } from './cef.ts';

describe('cef', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    const { sightings, misses } = runSweep(cef, example);
    expect(misses).toEqual([]);
    expect(sightings).toMatchObject(example.expect);
    expect(sightings).toHaveLength(example.expect.length);
  });
  it.each(fixture.fires)('sees the same in small stretches: $name', (example) => {
    expect(runSweep(cef, example, 7)).toEqual(runSweep(cef, example));
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runSweep(cef, example)).toEqual({ sightings: [], misses: [] });
  });
  it('says where an event breaks off', () => {
    const input = 'CEF:0|a|b|1|2|c|3|x=y\nCEF:0|Example|nanopool.org\n';
    expect(runSweep(cef, { name: 'broken', input }).misses).toMatchObject([{ gap: { code: 'malformed', offset: 22 } }]);
  });
});
