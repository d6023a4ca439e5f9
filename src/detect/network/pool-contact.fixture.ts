import type { DetectorFixture, Expected } from '../../../tests/fixture.ts';
import type { FlowCadence, HttpRequest, NameLookup, TlsHandshake } from '../../model/network-payloads.ts';

const client = '192.0.2.10';
const gulf = 'gulf.moneroocean.stream';

export function lookup(value: Partial<NameLookup>): Expected<'name-lookup'> {
  return { kind: 'name-lookup', value: { name: gulf, sensor: 'dns-log', client, type: 'A', ...value } };
}
export function handshake(value: Partial<TlsHandshake>): Expected<'tls-handshake'> {
  const server = '198.51.100.7:20128';
  return {
    kind: 'tls-handshake',
    value: { client: `${client}:40000`, server, sensor: 'zeek', serverName: gulf, ...value },
  };
}
export function flow(value: Partial<FlowCadence>): Expected<'flow-cadence'> {
  const ends = { client: `${client}:40000`, server: '198.51.100.7:10128' };
  return { kind: 'flow-cadence', value: { ...ends, transport: 'tcp', sensor: 'netflow', ...value } };
}
export function request(value: Partial<HttpRequest>): Expected<'http-request'> {
  return { kind: 'http-request', value: { client, sensor: 'proxy-log', host: gulf, ...value } };
}

const tunnel = { method: 'CONNECT', tunnel: true, port: 10128 } as const;

export const fixture: DetectorFixture = {
  fires: [
    {
      name: "a pool's web site looked up",
      seen: [lookup({ name: 'nanopool.org' }), lookup({ name: 'nanopool.org', type: 'AAAA' })],
      stage: 'mention',
    },
    { name: "a look at a miner's name", seen: [lookup({}), lookup({ type: 'AAAA' })], stage: 'mention' },
    {
      name: "a pool's page opened through a proxy",
      seen: [request({ host: 'nanopool.org', ...tunnel, port: 443, seconds: 900, bytesUp: 9_000, bytesDown: 90_000 })],
      stage: 'mention',
    },
    { name: 'a page that holds a mining script', seen: [lookup({ name: 'coinimp.com', times: 9 })], stage: 'mention' },
    { name: "a miner's name asked for again and again", seen: [lookup({ times: 40 })], stage: 'configured' },
    {
      name: "a miner's name that the resolver blocks",
      seen: [lookup({ times: 400, outcome: 'blocked' })],
      stage: 'configured',
    },
    {
      name: "another name of a miner's name, asked for again and again",
      seen: [lookup({ name: 'cdn.example.com', times: 40, answers: [gulf, '198.51.100.7'] })],
      stage: 'configured',
    },
    {
      name: 'TLS through a proxy that was asked for a pool',
      seen: [handshake({ serverName: undefined, server: `${gulf}:20128` })],
      stage: 'configured',
    },
    {
      name: "the host that pays a miner's authors",
      seen: [lookup({ name: 'donate.v2.xmrig.com', times: 5 })],
      stage: 'configured',
    },
    { name: 'TLS on a port that is no web site’s', seen: [handshake({})], stage: 'configured' },
    {
      name: 'a tunnel to a pool',
      seen: [request({ ...tunnel, seconds: 4000, bytesDown: 90_000 })],
      stage: 'configured',
    },
    { name: 'a tunnel that was denied', seen: [request({ ...tunnel, outcome: 'denied' })], stage: 'configured' },
    {
      name: 'a long flow to the address that a lookup gave',
      seen: [
        lookup({ answers: ['198.51.100.7'] }),
        flow({ seconds: 40_000, bytesUp: 200_000, bytesDown: 900_000, packetsUp: 900, packetsDown: 900 }),
      ],
      stage: 'configured',
    },
    {
      name: 'a program that calls itself a miner',
      seen: [request({ host: '198.51.100.7', port: 9332, agent: 'cpuminer/2.5.1' })],
      stage: 'configured',
    },
    {
      name: 'hours of a tunnel to a port of pools',
      seen: [request({ ...tunnel, host: '198.51.100.7', port: 3333, seconds: 14_400, bytesDown: 181_000 })],
      stage: 'capability',
    },
    {
      name: "the pool's page at another port of pages",
      seen: [handshake({ serverName: 'nanopool.org', server: '198.51.100.7:8443' })],
      stage: 'mention',
    },
  ],
  silent: [
    {
      name: 'a short tunnel to such a port',
      seen: [request({ ...tunnel, host: '198.51.100.7', port: 3333, seconds: 3 })],
    },
    { name: 'a name that is no pool’s', seen: [lookup({ name: 'pool.example.com', times: 900 })] },
    {
      name: 'a game on port 3333',
      seen: [flow({ server: '198.51.100.9:3333', seconds: 4000, bytesUp: 9, bytesDown: 9 })],
    },
    { name: 'an Ethereum node', seen: [flow({ server: '198.51.100.9:30303', seconds: 90_000 })] },
    { name: 'a page that is no pool’s', seen: [request({ host: 'www.example.org', ...tunnel, port: 443 })] },
  ],
};
