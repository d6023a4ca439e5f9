import type { Expected, ExtractorFixture } from '../../../tests/fixture.ts';
import type { HttpRequest } from '../../model/network-payloads.ts';

function request(value: Partial<HttpRequest>): Expected<'http-request'> {
  return { kind: 'http-request', value: { sensor: 'proxy-log', client: '192.0.2.10', ...value } };
}

function log(...lines: string[]): string {
  return `${lines.join('\n')}\n`;
}

const page =
  '1795451520.116    200 192.0.2.11 TCP_TUNNEL/200 18000 CONNECT www.example.org:443 - HIER_DIRECT/203.0.113.80 -';

export const fixture: ExtractorFixture = {
  fires: [
    {
      name: 'a tunnel to a pool for hours, and shorter ones before it',
      input: log(
        page,
        '1795451516.109   1001 192.0.2.10 TCP_TUNNEL/200 48 CONNECT gulf.moneroocean.stream:10128 - HIER_DIRECT/203.0.113.7 -',
        '1795465916.109 14400000 192.0.2.10 TCP_TUNNEL/200 181000 CONNECT gulf.moneroocean.stream:10128 - HIER_DIRECT/203.0.113.7 -',
        '1795465917.109   1001 192.0.2.10 TCP_TUNNEL/200 48 CONNECT gulf.moneroocean.stream:10128 - HIER_DIRECT/203.0.113.7 -',
      ),
      expect: [
        request({
          method: 'CONNECT',
          host: 'gulf.moneroocean.stream',
          port: 10128,
          tunnel: true,
          seconds: 14_400,
          bytesDown: 181_000,
          outcome: 'allowed',
          start: '2026-11-23T16:31:56.109Z',
        }),
      ],
    },
    {
      name: 'a tunnel that was denied, in the combined format',
      input: log(
        '192.0.2.10 - mallory [23/Nov/2026:16:31:56 +0000] "CONNECT pool.supportxmr.com:3333 HTTP/1.1" 403 3417 "-" "-" TCP_DENIED:HIER_NONE',
      ),
      expect: [request({ host: 'pool.supportxmr.com', port: 3333, tunnel: true, outcome: 'denied', user: 'mallory' })],
    },
    {
      name: "a miner's own name as the program's, for work over HTTP",
      input: log(
        '192.0.2.10 - - [23/Nov/2026:16:31:56 +0000] "POST http://198.51.100.7:9332/ HTTP/1.1" 200 900 "-" "cpuminer/2.5.1" TCP_MISS:HIER_DIRECT',
      ),
      expect: [request({ method: 'POST', host: '198.51.100.7', port: 9332, agent: 'cpuminer/2.5.1' })],
    },
    {
      name: "hours of a tunnel at a pool's port, to an address without a name",
      input: log(
        '1795465916.109 14400000 192.0.2.10 TCP_TUNNEL/200 181000 CONNECT 198.51.100.7:3333 - HIER_DIRECT/198.51.100.7 -',
      ),
      expect: [request({ host: '198.51.100.7', port: 3333, tunnel: true, seconds: 14_400 })],
    },
    {
      name: "a visit to a pool's page, through syslog",
      input: log(
        'Nov 23 16:31:56 gate (squid-1)[9]: 1795451520.116 20 192.0.2.10 TCP_MISS/200 180 GET http://nanopool.org/ - HIER_DIRECT/203.0.113.7 text/html',
      ),
      expect: [request({ method: 'GET', host: 'nanopool.org', path: '/', outcome: 'allowed' })],
    },
  ],
  silent: [
    { name: 'other pages', input: log(page, page) },
    {
      name: "a short tunnel to a pool's port, and a fast one",
      input: log(
        '1795451516.109   1001 192.0.2.10 TCP_TUNNEL/200 48 CONNECT 198.51.100.7:3333 - HIER_DIRECT/198.51.100.7 -',
        '1795451516.109 900000 192.0.2.10 TCP_TUNNEL/200 9000000000 CONNECT 198.51.100.7:3333 - HIER_DIRECT/198.51.100.7 -',
      ),
    },
    {
      name: "a search for a pool's name",
      input: log(
        '1795451520.116 20 192.0.2.10 TCP_MISS/200 180 GET http://www.example.org/?q=nanopool.org - HIER_DIRECT/203.0.113.7 text/html',
      ),
    },
    {
      name: "a web server's log",
      input: log('192.0.2.10 - - [23/Nov/2026:16:31:56 +0000] "GET /nanopool.org HTTP/1.1" 200 48 "-" "xmrig/6"'),
    },
  ],
};
