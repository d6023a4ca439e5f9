import type { Expected, ExtractorFixture } from '../../../tests/fixture.ts';
import { tenOClock, zeekFields, zeekLog, zeekSides } from '../../../tests/make-sensor-logs.ts';

type Row = Readonly<Record<string, string | number | readonly string[] | undefined>>;

const miner = '192.0.2.10:49152';
const resolver = '192.0.2.53:53';
const row = (uid: string, client: string, server: string, rest: Row): Row => ({
  ts: `${tenOClock}.250000`,
  ...zeekSides(uid, client, server),
  ...rest,
});
const hour: Row = {
  proto: 'tcp',
  duration: 3600.5,
  orig_bytes: 40_000,
  resp_bytes: 90_000,
  conn_state: 'SF',
  orig_pkts: 200,
};
const conn = (...rows: readonly Row[]): string => zeekLog('conn', zeekFields.conn, ...rows);
const dns = (...rows: readonly Row[]): string => zeekLog('dns', zeekFields.dns, ...rows);
const lookup = row('CDnsxx1aaaaaaaaaa1', miner, resolver, {
  proto: 'udp',
  query: 'pool.supportxmr.com',
  qtype_name: 'A',
  rcode_name: 'NOERROR',
  answers: ['203.0.113.7', '203.0.113.8'],
});
const web = row('CWebxx1aaaaaaaaaa1', miner, '198.51.100.20:443', { ...hour, duration: 3 });
const certificates = (called: Row): string =>
  zeekLog('x509', ['ts', 'id', 'fingerprint', 'certificate.subject', 'san.dns'], {
    ts: `${tenOClock}.000000`,
    'certificate.subject': 'CN=cdn.example.com',
    'san.dns': ['cdn.example.com', 'pool.hashvault.pro'],
    ...called,
  });
const handshakes = (shows: Row): string =>
  zeekLog(
    'ssl',
    [...zeekFields.ssl, 'cert_chain_fps', 'cert_chain_fuids'],
    row('CTlsxx1aaaaaaaaaa0', miner, '203.0.113.20:443', { server_name: 'www.example.com' }),
    row('CTlsxx1aaaaaaaaaa1', miner, '203.0.113.8:443', shows),
  );
const shown: Expected = {
  kind: 'tls-handshake',
  value: {
    client: miner,
    server: '203.0.113.8:443',
    connection: 'CTlsxx1aaaaaaaaaa1',
    certificate: { names: ['cdn.example.com', 'pool.hashvault.pro'] },
  },
};
const headless = (log: string): string => log.replace(/^#.*\n/gm, '');

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: "a long and quiet connection to a pool's port",
      file: 'conn.log',
      input: conn(web, row('CConnx1aaaaaaaaaa1', miner, '203.0.113.7:3333', { ...hour, service: 'ssl' }), web),
      expect: [
        {
          kind: 'flow-cadence',
          value: {
            client: miner,
            server: '203.0.113.7:3333',
            transport: 'tcp',
            sensor: 'zeek',
            start: '2026-11-23T10:00:00.250Z',
            seconds: 3600.5,
            bytesUp: 40_000,
            bytesDown: 90_000,
            packetsUp: 200,
            encrypted: true,
          },
        },
      ],
    },
    {
      name: 'logs put together: a lookup, and behind another header the connection to the address that came back',
      input: dns(lookup) + conn(web, row('CConnx1aaaaaaaaaa1', miner, '203.0.113.8:9000', hour)) + dns(lookup),
      expect: [
        {
          kind: 'name-lookup',
          value: { name: 'pool.supportxmr.com', answers: ['203.0.113.7', '203.0.113.8'], times: 2 },
        },
        { kind: 'flow-cadence', value: { server: '203.0.113.8:9000', names: ['pool.supportxmr.com'] } },
      ],
    },
    {
      name: 'another separator between columns and within sets',
      input: dns(lookup)
        .replaceAll('\t', '|')
        .replace('#separator \\x09', '#separator \\x7c')
        .replaceAll(',', ';')
        .replace('set_separator|;', 'set_separator|\\x3b'),
      expect: [
        { kind: 'name-lookup', value: { name: 'pool.supportxmr.com', answers: ['203.0.113.7', '203.0.113.8'] } },
      ],
    },
    {
      name: 'a connection in a file whose header was cut away',
      file: '/logs/conn.10:00:00-11:00:00.log',
      input: headless(conn(web, row('CConnx1aaaaaaaaaa1', miner, '203.0.113.7:3333', hour))),
      expect: [{ kind: 'flow-cadence', value: { server: '203.0.113.7:3333', seconds: 3600.5 } }],
    },
    {
      name: 'a handshake, a request and a proxy',
      input:
        zeekLog(
          'ssl',
          zeekFields.ssl,
          row('CTlsxx1aaaaaaaaaa1', miner, '203.0.113.8:443', {
            version: 'TLSv12',
            server_name: 'gulf.moneroocean.stream',
          }),
        ) +
        zeekLog(
          'http',
          zeekFields.http,
          row('CHttpx1aaaaaaaaaa1', miner, '203.0.113.9:80', {
            method: 'GET',
            host: 'work.example.com',
            user_agent: 'ccminer/2.3 \\x28x\\x29',
          }),
        ) +
        zeekLog(
          'socks',
          zeekFields.socks,
          row('CSocks1aaaaaaaaaa1', miner, '192.0.2.200:1080', { 'request.name': 'pool.hashvault.pro' }),
        ),
      expect: [
        { kind: 'tls-handshake', value: { serverName: 'gulf.moneroocean.stream', version: 'TLS 1.2' } },
        { kind: 'http-request', value: { host: 'work.example.com', agent: 'ccminer/2.3 (x)' } },
        { kind: 'flow-cadence', value: { server: '192.0.2.200:1080', names: ['pool.hashvault.pro'] } },
      ],
    },
    {
      name: "the certificate of a pool in x509.log, and a file with a miner's name in files.log",
      input:
        zeekLog('x509', ['ts', 'fingerprint', 'certificate.subject', 'certificate.issuer', 'san.dns', 'host_cert'], {
          ts: '1795428000.000000',
          fingerprint: 'ab'.repeat(32),
          'certificate.subject': 'CN=pool.hashvault.pro',
          'certificate.issuer': 'CN=pool.hashvault.pro',
          host_cert: true,
        }) +
        zeekLog(
          'files',
          ['ts', 'fuid', 'tx_hosts', 'rx_hosts', 'conn_uids', 'source', 'filename', 'is_orig', 'seen_bytes', 'sha1'],
          {
            ts: '1795428001.000000',
            fuid: 'F1',
            tx_hosts: ['203.0.113.80'],
            rx_hosts: ['192.0.2.10'],
            conn_uids: ['CHttpx1aaaaaaaaaa1'],
            source: 'HTTP',
            filename: 'xmrig.exe',
            is_orig: false,
            seen_bytes: 5_000_000,
            sha1: '01234567'.repeat(5),
          },
        ),
      expect: [
        { kind: 'tls-handshake', value: { certificate: { sha256: 'ab'.repeat(32), selfSigned: true } } },
        {
          kind: 'http-request',
          value: {
            client: '192.0.2.10',
            server: '203.0.113.80',
            file: { name: 'xmrig.exe', sender: 'server', bytes: 5_000_000, sha1: '01234567'.repeat(5) },
          },
        },
      ],
    },
    {
      name: 'in a log of connections alone, one so long and slow that another file may name its server',
      file: 'conn.log',
      input: conn(
        web,
        row('CConnx1aaaaaaaaaa2', miner, '203.0.113.7:443', { ...hour, service: 'ssl' }),
        row('CConnx1aaaaaaaaaa3', miner, '203.0.113.8:9000', hour),
      ),
      expect: [
        {
          kind: 'flow-cadence',
          value: { server: '203.0.113.7:443', seconds: 3600.5, connection: 'CConnx1aaaaaaaaaa2', encrypted: true },
        },
        { kind: 'flow-cadence', value: { server: '203.0.113.8:9000', connection: 'CConnx1aaaaaaaaaa3' } },
      ],
    },
    {
      name: 'a certificate of x509.log by its fingerprint in a handshake that names nobody',
      input: certificates({ fingerprint: 'ab'.repeat(32) }) + handshakes({ cert_chain_fps: ['ab'.repeat(32)] }),
      expect: [shown],
    },
    {
      name: 'the same by the name of its file, as before Zeek 4',
      input: certificates({ id: 'FCertx1aaaaaaaaaa1' }) + handshakes({ cert_chain_fuids: ['FCertx1aaaaaaaaaa1'] }),
      expect: [shown],
    },
  ],
  silent: [
    {
      name: 'long and slow connections that no other file would say more of',
      input: conn(
        row('CConnx1aaaaaaaaaa1', miner, '203.0.113.7:443', { ...hour, duration: 3599.9 }),
        row('CConnx1aaaaaaaaaa2', miner, '203.0.113.8:443', { ...hour, resp_bytes: 900_000_000 }),
        row('CConnx1aaaaaaaaaa3', miner, '203.0.113.9:5228', hour),
        row('CConnx1aaaaaaaaaa4', miner, '10.9.8.7:443', hour),
        row('CConnx1aaaaaaaaaa5', miner, '203.0.113.10:9022', { ...hour, service: 'ssh' }),
      ),
    },
    {
      name: 'a long and slow connection behind a log that would have said what stands beside it',
      input:
        dns({ ...lookup, query: 'www.example.com' }) + conn(row('CConnx1aaaaaaaaaa1', miner, '203.0.113.7:443', hour)),
    },
    { name: 'an office', input: conn(web, row('CConnx1aaaaaaaaaa1', miner, '203.0.113.7:1883', hour)) },
    {
      name: "connections to a pool's port that a miner would not make",
      input: conn(
        row('CConnx1aaaaaaaaaa1', miner, '203.0.113.7:3333', { ...hour, duration: undefined }),
        row('CConnx1aaaaaaaaaa1', miner, '203.0.113.7:3333', { ...hour, orig_bytes: 4_000_000_000 }),
        row('CConnx1aaaaaaaaaa1', '203.0.113.7:3333', miner, { ...hour, duration: 3000 }),
      ),
    },
    {
      name: 'a pool in a log that tells of no connection',
      input: zeekLog('software', ['ts', 'host', 'name'], { name: 'pool.supportxmr.com' }),
    },
    { name: 'a table that is none of Zeek’s', file: 'conn.log', input: 'a\tb\tc\n1\t2\tpool.supportxmr.com\n' },
  ],
};
