import { describe, expect, it } from 'vitest';
import type { ExtractorCase } from '../../../tests/fixture.ts';
import { runSweep } from '../../../tests/harness.ts';
import { eveEvent, eveFlow, jsonLines, type LogRecord } from '../../../tests/make-sensor-logs.ts';
import type { Sighting } from '../../model/units.ts';
import { fixture } from './suricata-eve.fixture.ts';
import { suricataEve } from './suricata-eve.ts';

const seen = (input: ExtractorCase['input'], stretch?: number): Sighting[] =>
  runSweep(suricataEve, { name: 'case', input }, stretch).sightings;

const miner = '192.0.2.10:49152';
const handshake = { ...eveEvent('tls', 77_000_001, miner, '203.0.113.7:443'), tls: { sni: 'pool.supportxmr.com' } };
const flowOf = (client: string, server: string, seconds = 600): LogRecord => ({
  ...eveEvent('flow', 88_000_002, client, server),
  flow: eveFlow(seconds, 5_000, 9_000),
});

describe('suricata-eve', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    const { sightings, misses } = runSweep(suricataEve, example);
    expect(sightings).toMatchObject(example.expect);
    expect(sightings).toHaveLength(example.expect.length);
    expect(misses).toEqual([]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runSweep(suricataEve, example).sightings).toEqual([]);
  });
  it.each(fixture.fires)('sees the same in stretches of any size: $name', (example) => {
    const whole = runSweep(suricataEve, example);
    for (const stretch of [1, 100, 333]) expect(runSweep(suricataEve, example, stretch)).toEqual(whole);
  });

  it('tells flows to an address that was learnt only of the client that learnt it, and only behind that', () => {
    const kinds = (...records: readonly LogRecord[]): string[] => seen(jsonLines(...records)).map(({ kind }) => kind);
    const beside = flowOf(miner, '203.0.113.7:9000');
    expect(kinds(handshake, beside)).toEqual(['tls-handshake', 'flow-cadence']);
    expect(kinds(beside, handshake)).toEqual(['tls-handshake']);
    expect(kinds(handshake, flowOf('192.0.2.77:40000', '203.0.113.7:9000'))).toEqual(['tls-handshake']);
    expect(kinds(handshake, flowOf(miner, '203.0.113.70:9000'))).toEqual(['tls-handshake']);
  });

  it('tells nothing of another site that the same client visits at the address of a pool', () => {
    const lookup = {
      ...eveEvent('dns', 5, miner, '192.0.2.53:53', 'UDP'),
      dns: { type: 'answer', rrname: 'nanopool.org', rrtype: 'A', rdata: '198.51.100.9' },
    };
    const other = { ...eveEvent('tls', 88_000_002, miner, '198.51.100.9:443'), tls: { sni: 'shop.example.com' } };
    const log = jsonLines(lookup, other, flowOf(miner, '198.51.100.9:443'));
    expect(seen(log).map(({ kind }) => kind)).toEqual(['name-lookup']);
    expect(seen(log, 100).map(({ kind }) => kind)).toEqual(['name-lookup']);
  });

  it('keeps the longest few of the flows between one client and one server', () => {
    const flows = [10, 900, 20, 800, 700, 30, 600].map((seconds) => flowOf(miner, '203.0.113.7:9000', seconds));
    const lengths = seen(jsonLines(handshake, ...flows)).flatMap(({ kind, value }) =>
      kind === 'flow-cadence' && 'seconds' in value ? [value.seconds] : [],
    );
    expect(lengths).toEqual([900, 800, 700, 600]);
  });

  it('joins what repeats: a thousand alarms are one', () => {
    const alert = {
      signature: 'ET COINMINER CoinMiner Known Malicious Stratum Authline',
      signature_id: 1,
      severity: 1,
    };
    const log = jsonLines({ ...eveEvent('alert', 1, miner, '203.0.113.7:3333'), alert }).repeat(1_000);
    expect(seen(log, 10_000)).toMatchObject([{ kind: 'sensor-alert', value: { times: 1_000 } }]);
  });

  it('says where the record stands and shows its beginning', () => {
    const first = jsonLines(flowOf(miner, '198.51.100.1:443'));
    const second = jsonLines(handshake);
    const [sighting] = seen(first + second);
    expect(sighting).toMatchObject({ offset: first.length, length: second.length - 1 });
    const excerpt = sighting && 'excerpt' in sighting ? (sighting.excerpt as Uint8Array) : new Uint8Array(0);
    expect(Buffer.from(excerpt).toString()).toBe(second.trimEnd().slice(0, 256));
  });

  it('tells a line that is broken and one that is too long, and goes on behind them', () => {
    const broken = `${JSON.stringify(handshake).slice(0, -3)}\n`;
    const long = `{"x":"${'pool.supportxmr.com '.repeat(10_000)}"}\n`;
    const { sightings, misses } = runSweep(suricataEve, {
      name: 'case',
      input: jsonLines(flowOf(miner, '198.51.100.1:443')) + broken + long + jsonLines(handshake),
    });
    expect(sightings).toMatchObject([{ kind: 'tls-handshake' }]);
    expect(misses[0]).toMatchObject({ gap: { code: 'malformed' } });
    expect(misses[1]).toMatchObject({ gap: { code: 'limit-bytes' } });
  });

  it('reads an event with spaces, as other tools write it anew', () => {
    const spaced = JSON.stringify(handshake, undefined, 1).replaceAll('\n', '');
    expect(seen(`${spaced}\n`)).toMatchObject([{ kind: 'tls-handshake' }]);
  });
});
