import type { ExtractorFixture } from '../../../tests/fixture.ts';
import { jsonLines, type LogRecord, tenOClock, zeekSides } from '../../../tests/make-sensor-logs.ts';

const miner = '192.0.2.10:49152';
const resolver = '192.0.2.53:53';
const record = (uid: string, client: string, server: string, rest: LogRecord): LogRecord => ({
  ts: tenOClock + 0.25,
  ...zeekSides(uid, client, server),
  ...rest,
});
const lookup = (query: string, rest: LogRecord): LogRecord =>
  record('CDnsxx1aaaaaaaaaa1', miner, resolver, {
    proto: 'udp',
    trans_id: 7,
    query,
    qtype: 1,
    qtype_name: 'A',
    ...rest,
  });
const connection = (uid: string, server: string, rest: LogRecord): LogRecord =>
  record(uid, miner, server, { proto: 'tcp', conn_state: 'SF', history: 'ShADad', ...rest });
const hour = { duration: 3600.5, orig_bytes: 40_000, resp_bytes: 90_000, orig_pkts: 200, resp_pkts: 230 };

const certificate = (fingerprint: string, name: string): LogRecord => ({
  ts: tenOClock + 0.25,
  fingerprint,
  'certificate.version': 3,
  'certificate.subject': `CN=${name}`,
  'certificate.issuer': 'CN=Example Trust',
  'certificate.not_valid_before': tenOClock,
  'san.dns': [name],
  host_cert: true,
  client_cert: false,
});

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'a lookup of a pool, and in the same file the connection to the address that came back',
      input: jsonLines(
        {
          _path: 'dns',
          ...lookup('pool.supportxmr.com', { rcode_name: 'NOERROR', answers: ['203.0.113.7'], TTLs: [60] }),
        },
        { _path: 'conn', ...connection('CConnx1aaaaaaaaaa1', '203.0.113.7:9000', { ...hour, service: 'ssl' }) },
      ),
      expect: [
        {
          kind: 'name-lookup',
          value: {
            name: 'pool.supportxmr.com',
            sensor: 'zeek',
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
            sensor: 'zeek',
            start: '2026-11-23T10:00:00.250Z',
            seconds: 3600.5,
            bytesUp: 40_000,
            bytesDown: 90_000,
            packetsUp: 200,
            packetsDown: 230,
            encrypted: true,
            names: ['pool.supportxmr.com'],
          },
        },
      ],
    },
    {
      name: 'dns.log alone: lookups of one name are one, also where the answer is another name of the pool',
      input: jsonLines(
        lookup('Mine.Example.com', { rcode_name: 'NOERROR', answers: ['xmr-eu1.nanopool.org', '203.0.113.9'] }),
        lookup('mine.example.com', { rcode_name: 'NOERROR', answers: ['xmr-eu1.nanopool.org', '203.0.113.8'] }),
        lookup('xmr.pool.minergate.com', { rcode_name: 'NXDOMAIN' }),
        lookup('moneroocean.stream', {}),
      ),
      expect: [
        {
          kind: 'name-lookup',
          value: {
            name: 'mine.example.com',
            times: 2,
            answers: ['xmr-eu1.nanopool.org', '203.0.113.9', '203.0.113.8'],
          },
        },
        { kind: 'name-lookup', value: { name: 'xmr.pool.minergate.com', outcome: 'none' } },
        { kind: 'name-lookup', value: { name: 'moneroocean.stream', outcome: 'asked' } },
      ],
    },
    {
      name: 'a handshake with a pool, and the connection of the same name',
      input: jsonLines(
        record('CTlsxx1aaaaaaaaaa1', miner, '203.0.113.8:14433', {
          version: 'TLSv13',
          cipher: 'TLS_AES_128_GCM_SHA256',
          server_name: 'xmr-eu1.nanopool.org',
          ja3: 'c'.repeat(32),
        }),
        connection('CTlsxx1aaaaaaaaaa1', '203.0.113.8:14433', { ...hour, duration: 30 }),
      ),
      expect: [
        {
          kind: 'tls-handshake',
          value: {
            client: miner,
            server: '203.0.113.8:14433',
            sensor: 'zeek',
            version: 'TLS 1.3',
            cipher: 'TLS_AES_128_GCM_SHA256',
            serverName: 'xmr-eu1.nanopool.org',
            ja3: 'c'.repeat(32),
          },
        },
        { kind: 'flow-cadence', value: { seconds: 30, names: ['xmr-eu1.nanopool.org'] } },
      ],
    },
    {
      name: "conn.log alone: a long and quiet connection to a pool's port, with times as dates",
      input: jsonLines({
        ...connection('CConnx1aaaaaaaaaa1', '203.0.113.7:3333', hour),
        ts: '2026-11-23T10:00:00.250000Z',
      }),
      expect: [{ kind: 'flow-cadence', value: { server: '203.0.113.7:3333', start: '2026-11-23T10:00:00.250Z' } }],
    },
    {
      name: 'getwork over HTTP, by a program that calls itself a miner',
      input: jsonLines(
        record('CHttpx1aaaaaaaaaa1', miner, '203.0.113.99:8332', {
          trans_depth: 1,
          method: 'POST',
          host: 'work.example.com:8332',
          uri: '/',
          user_agent: 'cpuminer/2.5.1',
          status_code: 200,
        }),
      ),
      expect: [
        {
          kind: 'http-request',
          value: {
            host: 'work.example.com',
            port: 8332,
            method: 'POST',
            path: '/',
            agent: 'cpuminer/2.5.1',
            status: 200,
          },
        },
      ],
    },
    {
      name: 'a pool asked for through a SOCKS proxy',
      input: jsonLines(
        record('CSocks1aaaaaaaaaa1', miner, '192.0.2.200:1080', {
          version: 5,
          'request.name': 'pool.hashvault.pro',
          request_p: 443,
        }),
      ),
      expect: [{ kind: 'flow-cadence', value: { server: '192.0.2.200:1080', names: ['pool.hashvault.pro'] } }],
    },
    {
      name: 'a notice about mining',
      input: jsonLines(
        record('CNotic1aaaaaaaaaa1', miner, '203.0.113.7:3333', {
          note: 'CryptoMining::Miner_Found',
          msg: '192.0.2.10 speaks to a mining pool',
          src: '192.0.2.10',
        }),
      ),
      expect: [
        {
          kind: 'sensor-alert',
          value: {
            product: 'Zeek',
            signature: 'CryptoMining::Miner_Found: 192.0.2.10 speaks to a mining pool',
            client: miner,
          },
        },
      ],
    },
    {
      name: 'a certificate of a pool by itself, which names nobody who met it',
      input: jsonLines(certificate('ab'.repeat(32), 'pool.hashvault.pro')),
      expect: [
        {
          kind: 'tls-handshake',
          value: {
            sensor: 'zeek',
            certificate: {
              subject: 'CN=pool.hashvault.pro',
              issuer: 'CN=Example Trust',
              names: ['pool.hashvault.pro'],
              sha256: 'ab'.repeat(32),
              notBefore: '2026-11-23T10:00:00.000Z',
              selfSigned: false,
            },
            start: '2026-11-23T10:00:00.250Z',
          },
        },
      ],
    },
    {
      name: 'a handshake that names the certificate of a pool before it, told as one, and its connection',
      input: jsonLines(
        { _path: 'x509', ...certificate('cd'.repeat(32), 'pool.hashvault.pro') },
        {
          _path: 'ssl',
          ...connection('CTlsxx1aaaaaaaaaa1', '203.0.113.8:14433', {
            version: 'TLSv12',
            cert_chain_fps: ['cd'.repeat(32), 'ef'.repeat(32)],
          }),
        },
        { _path: 'conn', ...connection('CTlsxx1aaaaaaaaaa1', '203.0.113.8:14433', hour) },
      ),
      expect: [
        {
          kind: 'tls-handshake',
          value: {
            client: miner,
            server: '203.0.113.8:14433',
            certificate: { subject: 'CN=pool.hashvault.pro', sha256: 'cd'.repeat(32) },
          },
        },
        { kind: 'flow-cadence', value: { server: '203.0.113.8:14433', names: ['pool.hashvault.pro'] } },
      ],
    },
    {
      name: "files with a miner's name, over SMB as Zeek 6 writes it and over HTTP as Zeek 4 did",
      input: jsonLines(
        record('CSmbxx1aaaaaaaaaa1', '192.0.2.66:50000', '192.0.2.10:445', {
          fuid: 'Fsmbxx1aaaaaaaaaa1',
          source: 'SMB',
          mime_type: 'application/x-dosexec',
          filename: 'Public\\xmrig.exe',
          is_orig: true,
          seen_bytes: 5_000_000,
          md5: '0123456789abcdef'.repeat(2),
          sha1: '01234567'.repeat(5),
        }),
        {
          ts: tenOClock,
          fuid: 'Fhttpx1aaaaaaaaaa1',
          tx_hosts: ['203.0.113.80'],
          rx_hosts: ['192.0.2.10'],
          conn_uids: ['CHttpx1aaaaaaaaaa1'],
          source: 'HTTP',
          filename: 'xmrig-6.21.0-linux-x64.tar.gz',
          is_orig: false,
          total_bytes: 3_000_000,
          sha256: '89abcdef'.repeat(8),
        },
      ),
      expect: [
        {
          kind: 'http-request',
          value: {
            client: '192.0.2.66:50000',
            server: '192.0.2.10:445',
            file: {
              name: 'Public\\xmrig.exe',
              sender: 'client',
              over: 'SMB',
              mimeType: 'application/x-dosexec',
              bytes: 5_000_000,
              md5: '0123456789abcdef'.repeat(2),
              sha1: '01234567'.repeat(5),
            },
          },
        },
        {
          kind: 'http-request',
          value: {
            client: '192.0.2.10',
            server: '203.0.113.80',
            file: { name: 'xmrig-6.21.0-linux-x64.tar.gz', sender: 'server', sha256: '89abcdef'.repeat(8) },
          },
        },
      ],
    },
    {
      name: 'a program that comes from a pool, under whatever name: its hash stands only in files.log',
      input: jsonLines(
        {
          _path: 'http',
          ...connection('CHttpx1aaaaaaaaaa1', '203.0.113.80:80', {
            method: 'GET',
            host: 'download.c3pool.org',
            uri: '/a',
          }),
        },
        {
          _path: 'files',
          ...connection('CHttpx1aaaaaaaaaa1', '203.0.113.80:80', { fuid: 'F1', source: 'HTTP', is_orig: false }),
          sha1: '01234567'.repeat(5),
        },
      ),
      expect: [
        { kind: 'http-request', value: { host: 'download.c3pool.org' } },
        { kind: 'http-request', value: { file: { sha1: '01234567'.repeat(5), sender: 'server' } } },
      ],
    },
    {
      name: 'something odd that a script of the site calls mining',
      input: jsonLines(
        record('CWeird1aaaaaaaaaa1', miner, '203.0.113.9:9000', { name: 'Cryptomining_traffic', notice: false }),
      ),
      expect: [
        {
          kind: 'sensor-alert',
          value: { signature: 'Cryptomining_traffic', category: 'weird', client: miner, server: '203.0.113.9:9000' },
        },
      ],
    },
    {
      name: 'records that were written anew: names without dots, spaces, and keys in order',
      input: [
        JSON.stringify({
          id_orig_h: '192.0.2.10',
          id_orig_p: 49_152,
          id_resp_h: '203.0.113.7',
          id_resp_p: 3333,
          ...hour,
          proto: 'tcp',
          conn_state: 'SF',
          ts: tenOClock,
          uid: 'CConnx1aaaaaaaaaa1',
        }).replace(/":/g, '": '),
        '',
      ].join('\n'),
      expect: [{ kind: 'flow-cadence', value: { client: miner, server: '203.0.113.7:3333', seconds: 3600.5 } }],
    },
    {
      name: "lines that a shipper keeps as text: a lookup, and the connection beside it at no pool's port",
      input: jsonLines(
        ...[
          lookup('pool.supportxmr.com', { rcode_name: 'NOERROR', answers: ['203.0.113.7'] }),
          connection('CConnx1aaaaaaaaaa1', '203.0.113.7:9000', hour),
          connection('CConnx2aaaaaaaaaa2', '198.51.100.20:3333', hour),
        ].map((inner) => ({ '@timestamp': '2026-11-23T10:00:00Z', message: JSON.stringify(inner) })),
      ),
      expect: [
        { kind: 'name-lookup', value: { name: 'pool.supportxmr.com' } },
        { kind: 'flow-cadence', value: { server: '203.0.113.7:9000', names: ['pool.supportxmr.com'] } },
        { kind: 'flow-cadence', value: { server: '198.51.100.20:3333' } },
      ],
    },
    {
      name: 'in a log of connections alone, one so long and slow that another file may name its server',
      input: jsonLines(
        connection('CConnx1aaaaaaaaaa1', '198.51.100.20:443', { ...hour, duration: 3 }),
        connection('CConnx1aaaaaaaaaa2', '203.0.113.7:443', { ...hour, service: 'ssl' }),
        connection('CConnx1aaaaaaaaaa3', '203.0.113.8:9000', hour),
      ),
      expect: [
        {
          kind: 'flow-cadence',
          value: { server: '203.0.113.7:443', seconds: 3600.5, connection: 'CConnx1aaaaaaaaaa2', encrypted: true },
        },
        { kind: 'flow-cadence', value: { server: '203.0.113.8:9000', connection: 'CConnx1aaaaaaaaaa3' } },
      ],
    },
  ],
  silent: [
    {
      name: 'the certificate of somebody else, and the files of certificates',
      input: jsonLines(
        certificate('ab'.repeat(32), 'www.example.com'),
        record('CTlsxx1aaaaaaaaaa1', miner, '203.0.113.9:443', {
          fuid: 'F1',
          source: 'SSL',
          filename: 'xmrig.exe',
          sha1: '01234567'.repeat(5),
        }),
      ),
    },
    {
      name: 'files that speak of miners, and none that is one',
      input: jsonLines(
        record('CHttpx1aaaaaaaaaa1', miner, '203.0.113.9:80', { fuid: 'F1', source: 'HTTP', filename: 'xmrig.yar' }),
        record('CHttpx1aaaaaaaaaa2', miner, '203.0.113.9:80', { fuid: 'F2', mime_type: 'text/html', filename: 'a' }),
      ),
    },
    {
      name: 'names that only look like a pool’s, and a pool in the path of somebody else’s site',
      input: jsonLines(
        lookup('notnanopool.org', { rcode_name: 'NOERROR' }),
        lookup('nanopool.org.example.com', { rcode_name: 'NXDOMAIN' }),
        record('CHttpx1aaaaaaaaaa1', miner, '203.0.113.99:80', {
          method: 'GET',
          host: 'news.example.com',
          uri: '/nanopool.org-is-down',
        }),
      ),
    },
    {
      name: "short, large and one-sided connections to a pool's port, UDP, and a longer port that begins like it",
      input: jsonLines(
        connection('CConnx1aaaaaaaaaa1', '203.0.113.7:3333', { ...hour, duration: 20 }),
        connection('CConnx1aaaaaaaaaa2', '203.0.113.7:3333', { ...hour, resp_bytes: 900_000_000 }),
        connection('CConnx1aaaaaaaaaa3', '203.0.113.7:3333', { ...hour, resp_bytes: 0 }),
        connection('CConnx1aaaaaaaaaa4', '203.0.113.7:3333', { ...hour, proto: 'udp' }),
        connection('CConnx1aaaaaaaaaa5', '203.0.113.7:33330', { ...hour, duration: 3000 }),
      ),
    },
    {
      name: 'long and slow connections that no other file would say more of',
      input: jsonLines(
        connection('CConnx1aaaaaaaaaa1', '203.0.113.7:443', { ...hour, duration: 3599.9 }),
        connection('CConnx1aaaaaaaaaa2', '203.0.113.8:443', { ...hour, resp_bytes: 900_000_000 }),
        connection('CConnx1aaaaaaaaaa3', '203.0.113.9:5228', hour),
        connection('CConnx1aaaaaaaaaa4', '10.9.8.7:443', hour),
        connection('CConnx1aaaaaaaaaa5', '203.0.113.10:9022', { ...hour, service: 'ssh' }),
      ),
    },
    {
      name: 'a long and slow connection in a log that would say itself what stands beside it',
      input: jsonLines(
        lookup('www.example.com', { rcode_name: 'NOERROR', answers: ['203.0.113.7'] }),
        connection('CConnx1aaaaaaaaaa1', '203.0.113.7:443', hour),
      ),
    },
    {
      name: 'notices about other things',
      input: jsonLines(
        record('CNotic1aaaaaaaaaa1', miner, '203.0.113.7:443', {
          note: 'SSL::Invalid_Server_Cert',
          msg: 'self signed certificate',
        }),
      ),
    },
  ],
};
