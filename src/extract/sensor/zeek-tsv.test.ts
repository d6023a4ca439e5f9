import { describe, expect, it } from 'vitest';
import { runSweep } from '../../../tests/harness.ts';
import { zeekFields, zeekLog, zeekSides } from '../../../tests/make-sensor-logs.ts';
import { fixture } from './zeek-tsv.fixture.ts';
import { zeekTsv } from './zeek-tsv.ts';

describe('zeek-tsv', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    const { sightings, misses } = runSweep(zeekTsv, example);
    expect(sightings).toMatchObject(example.expect);
    expect(sightings).toHaveLength(example.expect.length);
    expect(misses).toEqual([]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runSweep(zeekTsv, example).sightings).toEqual([]);
  });
  it.each(fixture.fires)('sees the same in stretches of any size: $name', (example) => {
    const whole = runSweep(zeekTsv, example);
    for (const stretch of [1, 100, 333]) expect(runSweep(zeekTsv, example, stretch)).toEqual(whole);
  });

  it('sees a connection whose columns a site has put into another order', () => {
    const flow = { ts: '1795428000.000000', proto: 'tcp', duration: 3600, orig_bytes: 40_000, resp_bytes: 90_000 };
    const sides = zeekSides('CConnx1aaaaaaaaaa1', '192.0.2.10:49152', '203.0.113.7:3333');
    const input = zeekLog('conn', ['proto', ...zeekFields.conn.filter((name) => name !== 'proto')], {
      ...flow,
      ...sides,
    });
    for (const stretch of [100, 1_000_000])
      expect(runSweep(zeekTsv, { name: 'case', input }, stretch).sightings).toMatchObject([{ kind: 'flow-cadence' }]);
  });

  it('passes over a line that never ends, says so once, and reads what follows', () => {
    const hour = { ts: '1795428000.000000', proto: 'tcp', duration: 3600, orig_bytes: 40_000, resp_bytes: 90_000 };
    const flow = { ...hour, ...zeekSides('CConnx1aaaaaaaaaa1', '192.0.2.10:49152', '203.0.113.7:3333') };
    const log = zeekLog('conn', zeekFields.conn, flow);
    const input = `${log.slice(0, log.indexOf('17954'))}${'x'.repeat(300_000)}\n${log.slice(log.indexOf('17954'))}`;
    for (const stretch of [50_000, 1_000_000]) {
      const { sightings, misses } = runSweep(zeekTsv, { name: 'case', input }, stretch);
      expect(sightings).toMatchObject([{ kind: 'flow-cadence' }]);
      expect(misses).toMatchObject([{ gap: { code: 'limit-bytes' } }]);
    }
  });
});
