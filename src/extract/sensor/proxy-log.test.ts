import { describe, expect, it } from 'vitest';
import { runSweep } from '../../../tests/harness.ts';
import { fixture } from './proxy-log.fixture.ts';
import { proxyLog } from './proxy-log.ts';

describe('proxy-log', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    const { sightings, misses } = runSweep(proxyLog, example);
    expect(misses).toEqual([]);
    expect(sightings).toMatchObject(example.expect);
    expect(sightings).toHaveLength(example.expect.length);
  });
  it.each(fixture.fires)('sees the same in small stretches: $name', (example) => {
    expect(runSweep(proxyLog, example, 7)).toEqual(runSweep(proxyLog, example));
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runSweep(proxyLog, example)).toEqual({ sightings: [], misses: [] });
  });
  it('keeps so many clients apart, and says how many more there were', () => {
    const line = (i: number): string =>
      `1795451516.109 1 10.0.${i >> 8}.${i & 255} TCP_TUNNEL/200 48 CONNECT nanopool.org:443 - HIER_DIRECT/203.0.113.7 -\n`;
    const input = Array.from({ length: 5_000 }, (_, i) => line(i)).join('');
    const { sightings, misses } = runSweep(proxyLog, { name: 'many', input });
    expect(sightings).toHaveLength(4_096);
    expect(misses).toMatchObject([{ gap: { code: 'limit-count', what: expect.stringContaining('904 more') } }]);
  });
});
