import type { LogFormatFixture } from '../../../tests/fixture.ts';

const combined =
  '192.0.2.10 - alice [23/Nov/2026:17:31:56 +0100] "GET /a/b.php?c=d HTTP/1.1" 200 48 "http://www.example.com/" "Browser/1 (x; y)"';
const time = '2026-11-23T16:31:56.000Z';
const source = { category: 'webserver' };

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'the combined format',
      input: `${combined}\n`,
      expect: [
        {
          source,
          time,
          fields: {
            'c-ip': '192.0.2.10',
            'cs-username': 'alice',
            'cs-method': 'GET',
            'c-uri': '/a/b.php?c=d',
            'cs-uri-stem': '/a/b.php',
            'cs-uri-query': 'c=d',
            'cs-version': 'HTTP/1.1',
            'sc-status': 200,
            'sc-bytes': 48,
            'cs-referer': 'http://www.example.com/',
            'cs-user-agent': 'Browser/1 (x; y)',
          },
        },
      ],
    },
    {
      name: 'the common format, of Tomcat and WebLogic',
      file: 'localhost_access_log.2026-11-23.txt',
      input: '192.0.2.10 - - [23/Nov/2026:16:31:56 +0000] "POST /wls-wsat/CoordinatorPortType HTTP/1.1" 500 -\r\n',
      expect: [{ time, fields: { 'cs-uri-stem': '/wls-wsat/CoordinatorPortType', 'sc-status': 500 } }],
    },
    {
      name: 'a virtual host before, a time and a proxy’s client behind',
      file: 'other_vhosts_access.log',
      input: `www.example.com:443 ${combined} 0.004 "198.51.100.7, 192.0.2.1"\n`,
      expect: [
        {
          fields: {
            'cs-host': 'www.example.com:443',
            'c-ip': '192.0.2.10',
            'cs-username': 'alice',
            'x-forwarded-for': '198.51.100.7, 192.0.2.1',
          },
        },
      ],
    },
    {
      name: 'TLS on a plain port, and what is no request at all',
      input: [
        '192.0.2.66 - - [23/Nov/2026:16:31:56 +0000] "\\x16\\x03\\x01\\x00\\xEE" 400 157 "-" "-"',
        '192.0.2.66 - - [23/Nov/2026:16:31:56 +0000] "" 400 0 "-" "-"',
        '192.0.2.66 - - [23/Nov/2026:16:31:56 +0000] "-" 408 0 "-" "-"',
        '192.0.2.66 - - [23/Nov/2026:16:31:56 +0000] "GET /a b\\"c HTTP/1.1" 400 0 "-" "x\\x22y"',
      ].join('\n'),
      expect: [
        { time, fields: { request: '\x16\x03\x01\x00�', 'sc-status': 400, 'cs-method': undefined } },
        { time, fields: { request: undefined, 'sc-status': 400 } },
        { time, fields: { request: undefined, 'sc-status': 408 } },
        { time, fields: { 'c-uri': '/a b"c', 'cs-user-agent': 'x"y' } },
      ],
    },
    {
      name: 'quotes that the server left as they came',
      input:
        '192.0.2.66 - - [23/Nov/2026:16:31:56 +0000] "GET /?a="b" HTTP/1.1" 404 9 "-" "() { :; }; echo "x" >/tmp/y"\n',
      expect: [{ fields: { 'cs-uri-query': 'a="b"', 'cs-user-agent': '() { :; }; echo "x" >/tmp/y' } }],
    },
    {
      name: 'a proxy’s requests, sent to a server',
      input:
        '192.0.2.66 - - [23/Nov/2026:16:31:56 +0000] "GET http://www.example.com/a?b HTTP/1.1" 404 9\n192.0.2.66 - - [23/Nov/2026:16:31:56 +0000] "CONNECT www.example.com:443 HTTP/1.1" 405 9',
      expect: [
        { fields: { 'cs-host': 'www.example.com', 'cs-uri-stem': '/a', 'cs-uri-query': 'b' } },
        { fields: { 'cs-method': 'CONNECT', 'cs-host': 'www.example.com:443' } },
      ],
    },
    {
      name: 'Python’s own server, which names no zone',
      input: '::1 - - [23/Nov/2026 16:31:56] "GET / HTTP/1.1" 200 -\n',
      expect: [{ time, fields: { 'c-ip': '::1', 'sc-status': 200 } }],
    },
    {
      name: 'HAProxy, which answers before it tells of the request',
      input:
        '192.0.2.10:51234 [23/Nov/2026:16:31:56.123] front~ back/web1 0/0/1/2/3 404 1234 - - ---- 1/1/0/0/0 0/0 {www.example.com} "GET /x?y HTTP/1.1"\n',
      expect: [{ time, fields: { 'c-ip': '192.0.2.10', 'cs-uri-stem': '/x', 'sc-status': 404, 'sc-bytes': 1234 } }],
    },
    {
      name: 'a day that no calendar has: the request, without a time',
      input: '192.0.2.10 - - [31/Feb/2026:16:31:56 +0000] "GET / HTTP/1.1" 200 1\n',
      expect: [{ fields: { 'c-ip': '192.0.2.10' } }],
    },
    {
      name: 'what stands between lines of another kind, and a last line that was cut',
      input: `${combined}\n\nnginx: worker process exited\n${combined}\n192.0.2.10 - - [23/Nov/2026:16:31:56 +0000] "GET /cu`,
      expect: [{ time }, { time }, { time, fields: { 'c-uri': '/cu', 'sc-status': undefined } }],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    {
      name: 'a text about logs',
      input: `# Reading logs\n\nA server writes one line a request:\n\n    ${combined}\n\nThe first word is the client.\nThe second one is nothing.\n`,
    },
    {
      name: 'a proxy’s log',
      input:
        '192.0.2.10 - - [23/Nov/2026:16:31:56 +0000] "CONNECT pool.example.com:3333 HTTP/1.1" 403 3417 "-" "-" TCP_DENIED:HIER_NONE\n',
    },
    {
      name: 'Squid’s own format',
      input: '1795451516.109 1 192.0.2.1 TCP_TUNNEL/200 48 CONNECT x:3333 - HIER_DIRECT/203.0.113.7 -\n',
    },
    { name: 'syslog, which has its own reader', input: `<190>Nov 23 16:31:56 web1 nginx: ${combined}\n` },
    { name: 'Zeek', input: '#separator \\x09\n#set_separator\t,\n#path\thttp\n#fields\tts\tuid\n' },
    { name: 'source code', input: 'const a = b[23/2];\nconst line = "[23/Nov/2026:16:31:56 +0000]";\n' },
    { name: 'an error log of Apache', input: '[Mon Nov 23 16:31:56.123456 2026] [core:error] [pid 1] AH00037: x\n' },
    { name: 'CSV', input: 'date,client,request\n[23/Nov/2026:16:31:56 +0000],192.0.2.1,GET /\n' },
  ],
};
