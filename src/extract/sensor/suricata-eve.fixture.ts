import type { ExtractorFixture } from '../../../tests/fixture.ts';
import { eveEvent, eveFlow, jsonLines, type LogRecord } from '../../../tests/make-sensor-logs.ts';

const miner = '192.0.2.10:49152';
const pool = '203.0.113.7:3333';
const resolver = '192.0.2.53:53';

const answered = {
  ...eveEvent('dns', 101, miner, resolver, 'UDP'),
  dns: {
    version: 2,
    type: 'answer',
    rrname: 'pool.supportxmr.com',
    rrtype: 'A',
    rcode: 'NOERROR',
    answers: [{ rrname: 'pool.supportxmr.com', rrtype: 'A', ttl: 60, rdata: '203.0.113.7' }],
  },
};
const longFlow = { ...eveEvent('flow', 102, miner, pool), app_proto: 'failed', flow: eveFlow(3600, 40_000, 90_000) };
const webFlow = { ...eveEvent('flow', 7, '192.0.2.11:40000', '198.51.100.20:443'), flow: eveFlow(20, 3_000, 90_000) };
const alarm = {
  action: 'allowed',
  gid: 1,
  signature_id: 2_024_792,
  rev: 4,
  signature: 'ET COINMINER Cryptocurrency Miner Checkin',
  category: 'Crypto Currency Mining Activity Detected',
  severity: 2,
};

const odd = (flow: number, server: string, event: string): LogRecord => ({
  ...eveEvent('anomaly', flow, miner, server),
  anomaly: { app_proto: 'tls', type: 'applayer', event, layer: 'proto_detect' },
});
const sorted = (record: LogRecord): LogRecord => Object.fromEntries(Object.entries(record).sort());

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'an answer that names a pool, and the flow that follows it to that address',
      input: jsonLines(webFlow, answered, { ...longFlow, dest_port: 9000 }),
      expect: [
        {
          kind: 'name-lookup',
          value: {
            name: 'pool.supportxmr.com',
            sensor: 'suricata',
            client: '192.0.2.10',
            resolver,
            type: 'A',
            answers: ['203.0.113.7'],
            outcome: 'answered',
            start: '2026-11-23T10:00:00.250Z',
          },
        },
        {
          kind: 'flow-cadence',
          value: {
            client: miner,
            server: '203.0.113.7:9000',
            transport: 'tcp',
            sensor: 'suricata',
            seconds: 3600,
            bytesUp: 40_000,
            bytesDown: 90_000,
            names: ['pool.supportxmr.com'],
          },
        },
      ],
    },
    {
      name: 'DNS as the first and the third version of the log write it, one lookup being its question and its answer',
      input: jsonLines(
        {
          ...eveEvent('dns', 1, miner, resolver, 'UDP'),
          dns: { type: 'query', id: 1, rrname: 'xmr-eu1.nanopool.org', rrtype: 'A' },
        },
        {
          ...eveEvent('dns', 1, miner, resolver, 'UDP'),
          dns: {
            type: 'answer',
            id: 1,
            rcode: 'NOERROR',
            rrname: 'xmr-eu1.nanopool.org',
            rrtype: 'A',
            rdata: '203.0.113.9',
          },
        },
        {
          ...eveEvent('dns', 2, resolver, miner, 'UDP'),
          dns: {
            version: 3,
            type: 'response',
            rcode: 'NXDOMAIN',
            queries: [{ rrname: 'pool.minexmr.com', rrtype: 'AAAA' }],
          },
        },
      ),
      expect: [
        { kind: 'name-lookup', value: { name: 'xmr-eu1.nanopool.org', outcome: 'answered', answers: ['203.0.113.9'] } },
        { kind: 'name-lookup', value: { name: 'pool.minexmr.com', client: '192.0.2.10', resolver, outcome: 'none' } },
      ],
    },
    {
      name: 'a handshake with a pool, and the flow of the same number',
      input: jsonLines(
        {
          ...eveEvent('tls', 1_234_567_890_123, miner, '203.0.113.8:443'),
          tls: {
            sni: 'gulf.moneroocean.stream',
            version: 'TLS 1.3',
            ja3: { hash: 'a'.repeat(32) },
            ja4: 't13d1516h2_8daaf6152771_02713d6af862',
          },
        },
        {
          ...eveEvent('flow', 1_234_567_890_123, miner, '203.0.113.8:443'),
          app_proto: 'tls',
          flow: eveFlow(90, 9_000, 9_000),
        },
      ),
      expect: [
        {
          kind: 'tls-handshake',
          value: {
            serverName: 'gulf.moneroocean.stream',
            version: 'TLS 1.3',
            ja3: 'a'.repeat(32),
            server: '203.0.113.8:443',
          },
        },
        { kind: 'flow-cadence', value: { encrypted: true, seconds: 90, names: ['gulf.moneroocean.stream'] } },
      ],
    },
    {
      name: 'a certificate that names a pool, where no SNI was sent',
      input: jsonLines({
        ...eveEvent('tls', 1, miner, '203.0.113.8:14433'),
        tls: {
          subject: 'CN=pool.hashvault.pro',
          issuerdn: 'CN=pool.hashvault.pro',
          fingerprint: Array.from({ length: 20 }, () => 'ab').join(':'),
          notbefore: '2026-01-01T00:00:00',
          version: 'TLS 1.2',
        },
      }),
      expect: [
        {
          kind: 'tls-handshake',
          value: {
            certificate: {
              subject: 'CN=pool.hashvault.pro',
              issuer: 'CN=pool.hashvault.pro',
              sha1: 'ab'.repeat(20),
              notBefore: '2026-01-01T00:00:00.000Z',
              selfSigned: true,
            },
          },
        },
      ],
    },
    {
      name: 'an alarm about mining, however often it was raised, with who spoke first',
      input: jsonLines(
        {
          ...eveEvent('alert', 5, pool, miner),
          alert: alarm,
          flow: { src_ip: '192.0.2.10', src_port: 49_152, dest_ip: '203.0.113.7', dest_port: 3333 },
        },
        {
          ...eveEvent('alert', 5, miner, pool),
          timestamp: '2026-11-23T10:05:00.000000+0000',
          direction: 'to_server',
          alert: alarm,
        },
      ),
      expect: [
        {
          kind: 'sensor-alert',
          value: {
            signature: 'ET COINMINER Cryptocurrency Miner Checkin',
            id: '2024792',
            category: 'Crypto Currency Mining Activity Detected',
            severity: '2',
            client: miner,
            server: pool,
            action: 'allowed',
            times: 2,
            start: '2026-11-23T10:00:00.250Z',
            end: '2026-11-23T10:05:00.000Z',
          },
        },
      ],
    },
    {
      name: "a long and quiet flow to a pool's port, behind what syslog put before it",
      input: `<134>Nov 23 10:00:00 sensor suricata[411]: ${jsonLines(longFlow)}`,
      expect: [{ kind: 'flow-cadence', value: { server: pool, seconds: 3600 } }],
    },
    {
      name: 'the two halves of a flow that netflow events tell',
      input: jsonLines(
        {
          ...eveEvent('netflow', 9, miner, pool),
          netflow: {
            pkts: 200,
            bytes: 40_000,
            start: '2026-11-23T10:00:00.000000+0000',
            end: '2026-11-23T11:00:00.000000+0000',
            age: 3600,
          },
        },
        {
          ...eveEvent('netflow', 9, pool, miner),
          netflow: {
            pkts: 220,
            bytes: 90_000,
            start: '2026-11-23T10:00:00.000000+0000',
            end: '2026-11-23T11:00:00.000000+0000',
            age: 3600,
          },
        },
      ),
      expect: [
        {
          kind: 'flow-cadence',
          value: { client: miner, server: pool, bytesUp: 40_000, bytesDown: 90_000, records: 2 },
        },
      ],
    },
    {
      name: 'a program that calls itself a miner, at a host that nobody knows',
      input: jsonLines({
        ...eveEvent('http', 3, miner, '203.0.113.99:8080'),
        http: {
          hostname: 'work.example.com:8080',
          url: '/',
          http_user_agent: 'cpuminer/2.5.1',
          http_method: 'POST',
          status: 200,
          length: 99,
        },
      }),
      expect: [
        {
          kind: 'http-request',
          value: {
            host: 'work.example.com',
            port: 8080,
            agent: 'cpuminer/2.5.1',
            method: 'POST',
            status: 200,
            bytesDown: 99,
          },
        },
      ],
    },
    {
      name: "what Suricata found odd in a conversation, beside its flow at a pool's port or its alarm",
      input: jsonLines(
        odd(102, pool, 'APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION'),
        longFlow,
        { ...eveEvent('alert', 77_000_103, miner, '203.0.113.9:9000'), alert: alarm },
        odd(77_000_103, '203.0.113.9:9000', 'APPLAYER_PROTO_DETECTION_SKIPPED'),
      ),
      expect: [
        {
          kind: 'flow-cadence',
          value: { server: pool, seconds: 3600, oddities: ['APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION'] },
        },
        { kind: 'sensor-alert', value: { server: '203.0.113.9:9000' } },
        {
          kind: 'flow-cadence',
          value: { server: '203.0.113.9:9000', oddities: ['APPLAYER_PROTO_DETECTION_SKIPPED'] },
        },
      ],
    },
    {
      name: "a file with a miner's name, with its hash, from whoever sent it",
      input: jsonLines(
        {
          ...eveEvent('fileinfo', 12, '203.0.113.80:80', miner),
          app_proto: 'http',
          http: { hostname: 'files.example.com', url: '/x/xmrig-6.21.0.zip', http_method: 'GET', status: 200 },
          fileinfo: { filename: '/x/xmrig-6.21.0.zip', size: 900, sha256: '89abcdef'.repeat(8), state: 'CLOSED' },
        },
        {
          ...eveEvent('fileinfo', 13, '192.0.2.66:50000', '192.0.2.10:445'),
          app_proto: 'smb',
          fileinfo: { filename: 'Temp\\minerd', size: 800, state: 'CLOSED' },
        },
      ),
      expect: [
        {
          kind: 'http-request',
          value: {
            client: miner,
            server: '203.0.113.80:80',
            host: 'files.example.com',
            file: { name: '/x/xmrig-6.21.0.zip', sender: 'server', bytes: 900, sha256: '89abcdef'.repeat(8) },
          },
        },
        {
          kind: 'http-request',
          value: {
            client: '192.0.2.66:50000',
            server: '192.0.2.10:445',
            file: { name: 'Temp\\minerd', sender: 'client', over: 'SMB', bytes: 800 },
          },
        },
      ],
    },
    {
      name: 'events that Elastic holds, whose keys are in order',
      input: jsonLines(
        ...[sorted(longFlow), answered].map((inner, i) => ({ _index: 'logs', _id: String(i), _source: inner })),
      ),
      expect: [
        { kind: 'flow-cadence', value: { server: pool, seconds: 3600 } },
        { kind: 'name-lookup', value: { name: 'pool.supportxmr.com' } },
      ],
    },
    {
      name: 'events that a shipper keeps as text, and one beside the name that was learnt',
      input: jsonLines(
        ...[answered, { ...longFlow, dest_port: 9000 }, { ...longFlow, flow_id: 555, dest_ip: '198.51.100.9' }].map(
          (inner) => ({ '@timestamp': 'x', event: { original: JSON.stringify(inner), module: 'suricata' } }),
        ),
      ),
      expect: [
        { kind: 'name-lookup', value: { name: 'pool.supportxmr.com' } },
        { kind: 'flow-cadence', value: { server: '203.0.113.7:9000', names: ['pool.supportxmr.com'] } },
        { kind: 'flow-cadence', value: { server: '198.51.100.9:3333' } },
      ],
    },
    {
      name: "a result of Splunk's",
      input: jsonLines({ preview: false, result: { _raw: JSON.stringify(longFlow), sourcetype: 'suricata' } }),
      expect: [{ kind: 'flow-cadence', value: { server: pool } }],
    },
  ],
  silent: [
    {
      name: 'what is odd in a conversation that nothing else ties to mining, at a port of pools too',
      input: jsonLines(odd(9, pool, 'APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION'), {
        ...longFlow,
        flow_id: 9,
        flow: eveFlow(4, 100, 100),
      }),
    },
    {
      name: 'a fetch of rules that are about mining',
      input: jsonLines({
        ...eveEvent('http', 3, miner, '203.0.113.99:80'),
        http: {
          hostname: 'rules.example.com',
          url: '/open/rules/emerging-coinminer.rules',
          http_user_agent: 'suricata-update/1.3',
          http_method: 'GET',
          status: 200,
        },
      }),
    },
    {
      name: 'an alarm about something else whose traffic speaks of mining',
      input: jsonLines({
        ...eveEvent('alert', 5, miner, '203.0.113.99:80'),
        alert: { ...alarm, signature: 'ET INFO Observed JSON file download', category: 'Misc activity' },
        payload_printable: 'xmrig coinminer cryptocurrency mining pool.supportxmr.com',
      }),
    },
    {
      name: 'a time server, whose stratum is none of ours',
      input: jsonLines({
        ...eveEvent('alert', 5, miner, '203.0.113.99:123', 'UDP'),
        alert: { ...alarm, signature: 'ET INFO NTP stratum 16', category: 'Misc activity' },
      }),
    },
    {
      name: "short and large flows at a pool's port, a quiet one elsewhere, and a port that only begins like it",
      input: jsonLines(
        { ...longFlow, flow: eveFlow(20, 4_000, 9_000) },
        { ...longFlow, flow: eveFlow(3600, 4_000, 900_000_000) },
        { ...longFlow, flow: eveFlow(3600, 0, 90_000) },
        { ...longFlow, dest_port: 1883 },
        { ...longFlow, dest_port: 33_330 },
      ),
    },
    {
      name: 'another tool',
      input: jsonLines({ timestamp: 'now', level: 'info', msg: 'xmrig is mentioned at pool.supportxmr.com' }),
    },
  ],
};
