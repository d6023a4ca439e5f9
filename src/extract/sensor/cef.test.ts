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
  it('says how many more break off', () => {
    const input = `CEF:0|a|b|1|2|c|3|x=y\n${'CEF:0|Example|nanopool.org\n'.repeat(25)}`;
    const { misses } = runSweep(cef, { name: 'broken', input });
    expect(misses).toHaveLength(11);
    expect(misses.at(-1)).toEqual({ gap: { code: 'malformed', what: '15 more events could not be read' } });
  });
  it('tells no length where the end comes before the beginning', () => {
    const times = 'start=1763913600000 end=1763910000000';
    const input = `CEF:0|a|b|1|2|c|3|src=192.0.2.10 dst=198.51.100.7 dpt=3333 dhost=xmr.nanopool.org ${times}\n`;
    const [flow] = runSweep(cef, { name: 'backwards', input }).sightings;
    expect(flow).toMatchObject({ kind: 'flow-cadence', value: { server: '198.51.100.7:3333' } });
    expect(flow?.value).not.toHaveProperty('seconds');
  });
});
