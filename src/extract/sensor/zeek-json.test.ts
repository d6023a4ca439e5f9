import { describe, expect, it } from 'vitest';
import { runSweep } from '../../../tests/harness.ts';
import { jsonLines, tenOClock, zeekSides } from '../../../tests/make-sensor-logs.ts';
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

  it('tells a certificate by itself where no handshake that is told shows it', () => {
    const certificate = {
      _path: 'x509',
      ts: tenOClock,
      fingerprint: 'ab'.repeat(32),
      'certificate.subject': 'CN=pool.hashvault.pro',
    };
    const handshake = {
      _path: 'ssl',
      ts: tenOClock,
      ...zeekSides('CTlsxx1aaaaaaaaaa1', '192.0.2.10:49152', '203.0.113.8:14433'),
      server_name: 'pool.hashvault.pro',
    };
    const showing = { ...handshake, cert_chain_fps: ['ab'.repeat(32)] };
    const certificates = (input: string): unknown[] =>
      runSweep(zeekJson, { name: 'case', input }).sightings.map(({ value }) => 'certificate' in value);
    expect(certificates(jsonLines(certificate, showing))).toEqual([true]);
    expect(certificates(jsonLines(handshake, certificate, showing))).toEqual([false, true]);
  });
});
