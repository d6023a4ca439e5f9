import { describe, expect, it } from 'vitest';
import type { DetectorCase } from '../../../tests/fixture.ts';
import { runDetector } from '../../../tests/harness.ts';
import type { Claim } from '../../model/units.ts';
import { fixture, flow, handshake, lookup, request } from './pool-contact.fixture.ts';
import { poolContact } from './pool-contact.ts';

function claims(...seen: DetectorCase['seen']): Claim[] {
  return runDetector(poolContact, { name: 'case', seen });
}

const hours = { seconds: 7200, bytesUp: 40_000, bytesDown: 200_000 };

describe('pool-contact', () => {
  it.each(fixture.fires)('claims $stage for $name', (example) => {
    const [claim, ...others] = runDetector(poolContact, example);
    expect(claim?.stage).toBe(example.stage);
    expect(claim?.couldBe?.length).toBeGreaterThan(0);
    expect(others).toEqual([]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(poolContact, example)).toEqual([]);
  });
  it('is surer the longer a machine stays with a pool', () => {
    const sure = (...seen: DetectorCase['seen']): unknown => claims(...seen)[0]?.confidence;
    const name = 'gulf.moneroocean.stream';
    expect(sure(lookup({ times: 40 }))).toBe('low');
    expect(sure(handshake({ server: '198.51.100.7:443' }))).toBe('low');
    expect(sure(handshake({}))).toBe('moderate');
    expect(sure(flow({ names: [name], ...hours, seconds: 900 }))).toBe('moderate');
    expect(sure(flow({ names: [name], ...hours }))).toBe('high');
  });
  it('does not take a fast or a silent connection for a miner’s', () => {
    const name = 'gulf.moneroocean.stream';
    expect(claims(flow({ names: [name], ...hours, bytesDown: 9e9 }))[0]?.confidence).toBe('low');
    expect(claims(flow({ names: [name], ...hours, bytesDown: 0 }))[0]?.confidence).toBe('low');
  });
  it('does not call a connection slow whose bytes nobody counted', () => {
    const uncounted = flow({ names: ['gulf.moneroocean.stream'], seconds: 7200 });
    expect(claims(uncounted)[0]).toMatchObject({ confidence: 'low', title: expect.stringContaining('for 2 hours') });
  });
  it('joins what several sensors wrote of one machine and one pool', () => {
    const [claim, ...others] = claims(lookup({ times: 9 }), handshake({ sensor: 'suricata' }), flow({ ...hours }));
    expect(others).toEqual([]);
    expect(claim?.title).toBe('192.0.2.10 was connected to gulf.moneroocean.stream:10128 for 2 hours');
    expect(claim?.because).toMatchObject({ any: [{ saw: 'o3' }, { saw: 'o2' }, { saw: 'o1' }] });
  });
  it('says by which other name a pool was looked up', () => {
    const [claim] = claims(lookup({ name: 'cdn.example.com', answers: ['gulf.moneroocean.stream'], times: 9 }));
    expect(claim?.title).toBe('192.0.2.10 asked 9 times for cdn.example.com, another name of gulf.moneroocean.stream');
  });
  it('knows a connection by what the sensor calls it in a log of its own', () => {
    const zeek = { sensor: 'zeek', connection: 'CConnx1aaaaaaaaaa1' } as const;
    const open = handshake({ ...zeek, server: '198.51.100.7:14433', serverName: 'nanopool.org' });
    const restsOn = (client: string): unknown =>
      claims(open, flow({ ...zeek, ...hours, client, server: '198.51.100.7:14433' }))[0]?.because;
    expect(restsOn('192.0.2.10:40777')).toMatchObject({ any: [{ saw: 'o1' }, { saw: 'o2' }] });
    expect(restsOn('192.0.2.99:40777')).toMatchObject({ any: [{ saw: 'o1' }] });
  });
  it('knows a certificate by what the sensor calls it in a log of its own', () => {
    const told: DetectorCase['seen'][number] = {
      kind: 'tls-handshake',
      value: { sensor: 'zeek', certificate: { names: ['pool.hashvault.pro'] }, certificateIds: ['FCertx1'] },
    };
    const showing = handshake({ serverName: undefined, certificateIds: ['FCertx1', 'FIssuer1'] });
    const [claim, ...others] = claims(told, showing);
    expect(others).toEqual([]);
    expect(claim?.title).toBe('192.0.2.10 opened an encrypted connection to pool.hashvault.pro on port 20128');
    expect(claim?.because).toMatchObject({ any: [{ saw: 'o2' }, { saw: 'o1' }] });
    expect(claims(told, handshake({ serverName: undefined })).map(({ stage }) => stage)).toEqual(['mention']);
  });
  it('does not follow a pool’s name to a server that the machine had left before', () => {
    const noon = lookup({ answers: ['198.51.100.7'], start: '2026-11-23T12:00:00Z' });
    const began = (start: string): unknown[] => claims(noon, flow({ ...hours, start })).map(({ stage }) => stage);
    expect(began('2026-11-23T09:00:00Z')).toEqual(['mention']);
    expect(began('2026-11-23T11:00:00Z')).toEqual(['configured']);
    expect(began('2026-11-24T09:00:00Z')).toEqual(['configured']);
  });
  it('takes the port that a proxy was asked for, not the proxy’s', () => {
    const through = handshake({ sensor: 'capture', serverName: undefined, server: 'gulf.moneroocean.stream:20128' });
    const [claim] = claims(through, flow({ ...hours, sensor: 'capture', server: '198.51.100.9:1080' }));
    expect(claim?.title).toBe('192.0.2.10 was connected to gulf.moneroocean.stream:20128 for 2 hours');
  });
  it('does not follow a pool’s web name to addresses that others share', () => {
    const web = lookup({ name: 'nanopool.org', answers: ['198.51.100.7'] });
    expect(claims(web, flow(hours)).map(({ stage }) => stage)).toEqual(['mention']);
  });
  it('says that a blocked miner cannot reach its pool', () => {
    const [claim] = claims(lookup({ times: 400, outcome: 'blocked' }));
    expect(claim?.title).toBe('192.0.2.10 asked 400 times for gulf.moneroocean.stream, which the resolver blocks');
    expect(JSON.stringify(claim?.because)).toContain('not reached');
  });
  it('says so where the machine is a resolver that asks for others', () => {
    const own = lookup({ client: '192.0.2.53', resolver: '198.51.100.53', times: 40 });
    const found = claims(lookup({ resolver: '192.0.2.53', times: 40 }), own);
    expect(found.map(({ title }) => title)).toEqual([
      '192.0.2.10 asked 40 times for gulf.moneroocean.stream',
      '192.0.2.53, a resolver that asks for others, asked 40 times for gulf.moneroocean.stream',
    ]);
    expect(found[1]?.couldBe?.[0]).toContain('look for the one behind it');
  });
  it('takes a long list of pools for a list that is being checked', () => {
    const names = ['2miners.com', 'c3pool.com', 'f2pool.com', 'hashvault.pro', 'minexmr.com', 'nanopool.org'];
    const all = [...names, 'supportxmr.com', 'moneroocean.stream'].map((name) =>
      lookup({ name: `pool.${name}`, times: 3 }),
    );
    expect(claims(...all)).toMatchObject([{ stage: 'mention', title: expect.stringContaining('8 pools') }]);
    expect(claims(...all, handshake({})).length).toBeGreaterThan(1);
    expect(claims(...all, lookup({ times: 400 })).some(({ stage }) => stage === 'configured')).toBe(true);
  });
  it('makes one mention of the many who came across a pool’s page', () => {
    const many = Array.from({ length: 200 }, (_, i) => request({ client: `192.0.2.${i}`, host: 'www.nanopool.org' }));
    const [claim, ...others] = claims(...many);
    expect(others).toEqual([]);
    expect(claim?.title).toBe('200 machines came across the pool nanopool.org');
    expect(claim?.because).toHaveProperty('any.length', 20);
  });
  it('reads IPv6 endpoints, and goes without who asked where the log does not say', () => {
    expect(claims(handshake({ client: '[2001:db8::5]:4000' }))[0]?.title).toContain('2001:db8::5 opened');
    expect(claims(lookup({ client: undefined, times: 9 }))[0]?.title).toContain('A machine asked 9 times');
  });
});
