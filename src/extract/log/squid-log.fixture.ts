import type { LogFormatFixture } from '../../../tests/fixture.ts';

const source = { product: 'squid', category: 'proxy' };
const time = '2026-11-23T16:31:55.108Z';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'a tunnel and a page in Squid’s own format',
      input: [
        '1795451516.109   1001 192.0.2.10 TCP_TUNNEL/200 4800 CONNECT pool.example.com:3333 alice HIER_DIRECT/198.51.100.7 -',
        '1795451516.109 1001 192.0.2.10 TCP_MISS/404 180 GET http://www.example.com/a?b=c - HIER_DIRECT/198.51.100.8 text/html "XMRig /6.22.0"',
        '',
      ].join('\n'),
      expect: [
        {
          source,
          time,
          fields: {
            'c-ip': '192.0.2.10',
            'cs-method': 'CONNECT',
            'c-uri': 'pool.example.com:3333',
            'cs-host': 'pool.example.com',
            'r-port': 3333,
            'r-ip': '198.51.100.7',
            'cs-username': 'alice',
            's-action': 'TCP_TUNNEL',
            'sc-status': 200,
            'sc-bytes': 4800,
            'time-taken': 1001,
          },
        },
        {
          source,
          time,
          fields: {
            'c-uri': 'http://www.example.com/a?b=c',
            'cs-uri-stem': '/a',
            'cs-uri-query': 'b=c',
            'c-useragent': 'XMRig /6.22.0',
          },
        },
      ],
    },
    {
      name: 'the format of web servers, and what stands behind syslog',
      input: [
        '192.0.2.10 - - [23/Nov/2026:17:31:56 +0100] "GET http://www.example.com/ HTTP/1.1" 403 180 "-" "curl/8.5.0" TCP_DENIED:HIER_NONE',
        'Nov 23 16:31:56 proxy (squid-1)[812]: 1795451516.109 1001 192.0.2.10 TCP_TUNNEL/200 48 CONNECT www.example.com:443 - HIER_DIRECT/198.51.100.7 -',
      ].join('\n'),
      expect: [
        { time: '2026-11-23T16:31:56.000Z', fields: { 'c-useragent': 'curl/8.5.0', 's-action': 'TCP_DENIED' } },
        { time, fields: { 'cs-host': 'www.example.com' } },
      ],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'a text', input: 'Squid writes one line a request.\n' },
    { name: 'Zeek', input: '#separator \\x09\n#path\thttp\n' },
  ],
};
