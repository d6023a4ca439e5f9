import type { LogFormatFixture } from '../../../tests/fixture.ts';

const nginxLine =
  '2026/11/23 16:31:56 [error] 77#78: *9 open() "/srv/x" failed (2: No such file or directory), client: 192.0.2.10, server: www.example.com, request: "GET /x?y HTTP/1.1", host: "www.example.com", referrer: "http://www.example.org/"';
const apacheLine =
  '[Mon Nov 23 16:31:56.123456 2026] [cgid:error] [pid 77:tid 1234567] [client 192.0.2.10:51234] AH01264: script not found: /srv/x.cgi, referer: http://www.example.org/';
const time = '2026-11-23T16:31:56.000Z';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'nginx',
      input: `${nginxLine}\n2026/11/23 16:31:57 [notice] 77#77: signal process started\r\n`,
      expect: [
        {
          source: { category: 'webserver', service: 'nginx' },
          time,
          fields: {
            level: 'error',
            pid: 77,
            message: 'open() "/srv/x" failed (2: No such file or directory)',
            'c-ip': '192.0.2.10',
            'cs-method': 'GET',
            'cs-uri-stem': '/x',
            'cs-uri-query': 'y',
            'cs-host': 'www.example.com',
            'cs-referer': 'http://www.example.org/',
          },
        },
        { fields: { level: 'notice', message: 'signal process started' } },
      ],
    },
    {
      name: 'Apache 2.4, with what a child wrote behind it',
      input: `${apacheLine}\nsh: 1: wget: not found\n\n[Mon Nov 23 16:31:57.000001 2026] [mpm_event:notice] [pid 77:tid 1] AH00489: configured -- resuming\n`,
      expect: [
        {
          source: { category: 'webserver', service: 'apache' },
          time: '2026-11-23T16:31:56.123Z',
          fields: {
            level: 'error',
            module: 'cgid',
            pid: 77,
            'c-ip': '192.0.2.10',
            message: 'AH01264: script not found: /srv/x.cgi, referer: http://www.example.org/\nsh: 1: wget: not found',
          },
        },
        { fields: { level: 'notice', module: 'mpm_event', message: 'AH00489: configured -- resuming' } },
      ],
    },
    {
      name: 'Apache 2.2, and clients with addresses of both kinds',
      input: [
        '[Mon Nov 23 16:31:56 2026] [error] [client 192.0.2.10] File does not exist: /srv/x',
        '[Mon Nov 23 16:31:56 2026] [core:info] [pid 7] [client 2001:db8::7:51234] x',
      ].join('\n'),
      expect: [
        { time, fields: { level: 'error', 'c-ip': '192.0.2.10', message: 'File does not exist: /srv/x' } },
        { fields: { 'c-ip': '2001:db8::7' } },
      ],
    },
    {
      name: 'PHP and php-fpm',
      input:
        '[23-Nov-2026 16:31:56 UTC] PHP Fatal error:  Uncaught Error in /srv/x.php:1\nStack trace:\n#0 {main}\n[23-Nov-2026 16:31:56] WARNING: [pool www] child 7 said into stderr: "x"\n[23-Nov-2026 16:31:56 Europe/Berlin] x\n',
      expect: [
        { source: { service: 'php' }, time, fields: { level: 'Fatal error' } },
        { time, fields: { level: 'WARNING' } },
        { time, fields: { message: 'x' } },
      ],
    },
    {
      name: 'a day that no calendar has, and terminal escapes',
      input: '2026/13/45 16:31:56 [error] 77#78: \u001b[31mx\u0000\n',
      expect: [{ fields: { message: '\u001b[31mx\u0000' } }],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'a list of dates', input: '2026/11/23 16:31:56\n2026/11/24 16:31:56\n' },
    { name: 'a program’s own log', input: '2026/11/23 16:31:56 listening on :8080\n' },
    { name: 'a kernel’s messages', input: '[    0.000000] Linux version 6.1\n[    0.000001] x\n' },
    { name: 'a settings file', input: '[Mon Tue Wed]\nkey=value\n' },
    { name: 'an access log', input: '192.0.2.10 - - [23/Nov/2026:16:31:56 +0000] "GET / HTTP/1.1" 200 1\n' },
  ],
};
