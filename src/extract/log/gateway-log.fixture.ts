import type { LogFormatFixture } from '../../../tests/fixture.ts';

const time = '2026-11-23T16:31:56.123Z';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'Envoy, as it is and as Istio sets it',
      input:
        '[2026-11-23T16:31:56.123Z] "GET /x?y HTTP/1.1" 200 - 0 11 3 2 "192.0.2.10,198.51.100.1" "Browser/1" "7d1a" "www.example.com" "10.0.0.1:80"\n[2026-11-23T16:31:56.123Z] "POST /x HTTP/2" 503 UF upstream_reset "-" 0 11 3 - "-" "curl/8" "7d1a" "www.example.com" "10.0.0.1:80" outbound|80||x -\n',
      expect: [
        {
          source: { category: 'webserver', service: 'envoy' },
          time,
          fields: {
            'c-ip': '192.0.2.10',
            'cs-uri-stem': '/x',
            'cs-uri-query': 'y',
            'sc-status': 200,
            'cs-user-agent': 'Browser/1',
            'cs-host': 'www.example.com',
          },
        },
        { time, fields: { 'sc-status': 503, 'c-ip': undefined, 'cs-user-agent': 'curl/8' } },
      ],
    },
    {
      name: 'Amazon’s load balancers',
      input:
        'https 2026-11-23T16:31:56.123456Z app/web/50dc 192.0.2.10:51234 10.0.0.1:80 0.086 0.048 0.037 200 201 34 366 "GET https://www.example.com:443/x?y HTTP/1.1" "curl/8" ECDHE TLSv1.2 arn "Root=1" "-" "-" 0\n2026-11-23T16:31:56.123456Z old 192.0.2.10:51234 10.0.0.1:80 0.086 0.048 0.037 404 404 34 366 "GET http://www.example.com:80/x HTTP/1.1" "curl/8" - -\n',
      expect: [
        {
          source: { service: 'amazon-load-balancer' },
          time,
          fields: { 'c-ip': '192.0.2.10', 'sc-status': 200, 'cs-uri-stem': '/x', 'cs-host': 'www.example.com:443' },
        },
        { time, fields: { 'sc-status': 404, 'sc-bytes': 366, 'cs-user-agent': 'curl/8' } },
      ],
    },
    {
      name: 'uvicorn, which tells no time',
      input:
        'INFO:     Started server process [77]\nINFO:     192.0.2.10:51234 - "POST /api/v1/validate/code HTTP/1.1" 200 OK\nINFO:     ::1:51234 - "GET / HTTP/1.1" 404 Not Found\n',
      expect: [
        {
          source: { category: 'webserver', service: 'uvicorn' },
          fields: { 'c-ip': '192.0.2.10', 'cs-uri-stem': '/api/v1/validate/code', 'sc-status': 200 },
        },
        { fields: { 'c-ip': '::1', 'sc-status': 404 } },
      ],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'a log of another kind', input: '[2026-11-23T16:31:56,123][WARN ][o.e.n.Node] [node-1] started\n' },
    { name: 'syslog', input: '2026-11-23T16:31:56.123456+00:00 web1 app[7]: "GET / HTTP/1.1" 200\n' },
    { name: 'a text', input: 'NOTE:  this is a note\nand another line\n' },
    { name: 'a program’s words', input: 'INFO:  x\nWARN:  y\n' },
  ],
};
