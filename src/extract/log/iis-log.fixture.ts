import type { LogFormatFixture } from '../../../tests/fixture.ts';

const header = `#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-11-23 16:31:50
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken
`;
const request =
  '2026-11-23 16:31:56 192.0.2.1 GET /a/b.aspx c=d 443 CORP\\alice 198.51.100.7 Browser/1+(x;++http://www.example.com/) http://www.example.com/ 200 0 0 15';
const time = '2026-11-23T16:31:56.000Z';
const source = { category: 'webserver', service: 'iis' };

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'IIS',
      input: `${header}${request}\r\n`,
      expect: [
        {
          source,
          time,
          fields: {
            's-ip': '192.0.2.1',
            'cs-method': 'GET',
            'cs-uri-stem': '/a/b.aspx',
            'cs-uri-query': 'c=d',
            'c-uri': '/a/b.aspx?c=d',
            's-port': 443,
            'cs-username': 'CORP\\alice',
            'c-ip': '198.51.100.7',
            'cs-user-agent': 'Browser/1 (x; +http://www.example.com/)',
            'cs-referer': 'http://www.example.com/',
            'sc-status': 200,
            'sc-win32-status': 0,
            'time-taken': 15,
          },
        },
      ],
    },
    {
      name: 'columns that change in the middle, in a file with a byte order mark',
      input: `\ufeff${header}${request}\n#Fields: time c-ip cs-method cs-uri-stem sc-status\n16:32:00 198.51.100.7 PROPFIND / 411\n`,
      expect: [
        { time },
        {
          time: '2026-11-23T16:32:00.000Z',
          fields: { 'cs-method': 'PROPFIND', 'cs-uri-stem': '/', 'sc-status': 411, 's-ip': undefined },
        },
      ],
    },
    {
      name: 'the rest of a log whose header went with the part before it: the columns that IIS writes by itself',
      input: `${request}\n2026-11-23 16:31:57 W3SVC1 192.0.2.1 SEARCH / - 80 - 198.51.100.7 - 411 0 0\n`,
      expect: [
        { source, time, fields: { 'sc-status': 200, 'c-ip': '198.51.100.7' } },
        { source, fields: { 'cs-method': 'SEARCH', 's-sitename': 'W3SVC1', 'cs-uri-query': undefined } },
      ],
    },
    {
      name: 'HTTP.SYS, which answers what never reaches a site',
      input:
        '#Software: Microsoft HTTP API 2.0\n#Version: 1.0\n#Date: 2026-11-23 16:31:50\n#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename\n2026-11-23 16:31:56 198.51.100.7 51234 192.0.2.1 80 HTTP/1.1 GET /x?y 400 - URL -\n',
      expect: [
        { source, time, fields: { 'cs-uri-stem': '/x', 'cs-uri-query': 'y', 's-reason': 'URL', 'c-port': 51234 } },
      ],
    },
    {
      name: 'WebLogic, in its own time',
      input:
        '#Version:\t1.0\n#Fields:\tdate\ttime\tc-ip\tcs-method\tcs-uri\tsc-status\tbytes\n#Software:\tWebLogic\n#Start-Date:\t2026-11-23\t16:31:50\n2026-11-23\t16:31:56\t198.51.100.7\tPOST\t/wls-wsat/CoordinatorPortType\t500\t1234\n',
      expect: [
        {
          source: { category: 'webserver', service: 'weblogic' },
          time,
          fields: { 'cs-uri-stem': '/wls-wsat/CoordinatorPortType', bytes: 1234 },
        },
      ],
    },
    {
      name: 'CloudFront',
      input:
        '#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query\n2026-11-23\t16:31:56\tFRA2\t999\t198.51.100.7\tGET\td111.cloudfront.net\t/a\t404\t-\tcurl/8.1+x\tq=1\n',
      expect: [
        {
          source: { category: 'webserver', service: 'cloudfront' },
          time,
          fields: { 'cs-host': 'd111.cloudfront.net', 'cs-user-agent': 'curl/8.1+x', 'c-uri': '/a?q=1' },
        },
      ],
    },
    {
      name: 'Exchange, with commas and quotes',
      input:
        '#Software: Microsoft Exchange Server\n#Version: 15.02.0986.005\n#Fields: DateTime,RequestId,UrlStem,ErrorText\n2026-11-23T16:31:56.250Z,1,/autodiscover,"a ""b"", c"\n',
      expect: [
        { source: { service: 'exchange' }, time: '2026-11-23T16:31:56.250Z', fields: { ErrorText: 'a "b", c' } },
      ],
    },
    {
      name: 'the Windows firewall, in its own time',
      file: 'pfirewall.log',
      input:
        '#Version: 1.5\n#Software: Microsoft Windows Firewall\n#Time Format: Local\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path\n\n2026-11-23 16:31:56 ALLOW TCP 192.0.2.1 203.0.113.7 49152 3333 0 - 0 0 0 - - - SEND\n',
      expect: [
        {
          source: { product: 'windows', category: 'firewall' },
          time,
          fields: { action: 'ALLOW', 'dst-ip': '203.0.113.7', 'dst-port': 3333 },
        },
      ],
    },
    {
      name: 'bytes of a code page in a path, and a last line that was cut',
      input: Buffer.concat([
        Buffer.from(`${header}2026-11-23 16:31:56 192.0.2.1 GET /`),
        Buffer.from([0xd6, 0xd0, 0xb9, 0xfa]),
        Buffer.from(' - 80 - 198.51.100.7 - - 404 0 2 1\n2026-11-23 16:31:57 192.0.2.1 GET /cu'),
      ]),
      expect: [
        { time, fields: { 'cs-uri-stem': '/ÖÐ¹ú', 'sc-status': 404 } },
        { fields: { 'cs-uri-stem': '/cu', 'sc-status': undefined } },
      ],
    },
  ],
  silent: [
    { name: 'nothing', input: '' },
    { name: 'a log of Zeek', input: '#separator \\x09\n#set_separator\t,\n#path\thttp\n#fields\tts\tuid\n1\tC1\n' },
    { name: 'a shell script', input: '#!/bin/sh\n# Fields: a b c\necho x\n' },
    { name: 'a script about such logs', input: '#Software is what writes it\nprint("#fields")\n' },
    { name: 'an application’s log', input: '2026-11-23 16:31:56 INFO [main] a.b.C - started\n' },
    {
      name: 'columns that somebody chose, without their names',
      input: '2026-11-23 16:31:56 198.51.100.7 PROPFIND / 411\n',
    },
    { name: 'CSV', input: '2026-11-23 16:31:56,192.0.2.1,GET,/\n' },
  ],
};
