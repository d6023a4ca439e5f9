/** Collections without a copy of /proc: what `ps` and `ss` printed, and the tables of Velociraptor, say what ran. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examineMachine } from '../src/engine/node/host/examine-machine.ts';
import { windowsProcesses } from '../src/extract/machine/windows/told-processes.ts';
import type { Probe } from '../src/model/machine-units.ts';
import type { Observation } from '../src/model/observation.ts';
import type { Report } from '../src/model/report.ts';
import { type Files, plant } from './machine-tree.ts';
import { uacCollection } from './uac-collection.ts';

// A wallet whose check holds and that nobody publishes for donations (shared facts on Monero).
const wallet = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';
const command = `./kswapd0 -o pool.example.com:3333 -u ${wallet} -p x -k`;
const passwd = 'root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/var/www:/usr/sbin/nologin\n';

async function examined(files: Files, probes?: readonly Probe[]): Promise<Report> {
  const root = mkdtempSync(join(tmpdir(), 'davylamp-collected-'));
  try {
    plant(files, root);
    return await examineMachine({ root, ...(probes && { probes }), now: () => new Date('2026-11-23T12:00:00Z') });
  } finally {
    rmSync(root, { recursive: true });
  }
}

function processOf({ observations }: Report, pid: number): unknown {
  return observations.find(
    (one): one is Extract<Observation, { kind: 'process' }> => one.kind === 'process' && one.value.pid === pid,
  )?.value;
}

const rows = (...all: readonly object[]): string => all.map((row) => `${JSON.stringify(row)}\n`).join('');

test('UAC: lists of ps, ss and links say what ran, from where and since when', async () => {
  const report = await examined(
    uacCollection({
      files: { '/etc/passwd': passwd, '/etc/hostname': 'web1\n' },
      beside: {
        '/live_response/process/ps_-ef.txt': `UID          PID    PPID  C STIME TTY          TIME CMD
root           1       0  0 Nov20 ?        00:00:04 /sbin/init
root           2       0  0 Nov20 ?        00:00:00 [kthreadd]
root           3       2  0 Nov20 ?        00:00:00 [kworker/0:1H-kblockd]
www-data     700       1 99 Nov20 ?        4-02:11:40 ${command}
`,
        '/live_response/process/ps_-axo_pid_user_etime_args.txt': {
          content: `    PID USER         ELAPSED COMMAND\n    700 www-data  1-00:00:00 ${command}\n`,
          modified: Date.UTC(2026, 10, 22, 12),
        },
        '/live_response/process/running_processes_full_paths.txt':
          'lrwxrwxrwx 1 www-data www-data 0 Nov 22 12:00 /proc/700/exe -> /var/tmp/.cache/kswapd0 (deleted)\n',
        '/live_response/network/ss_-anp.txt':
          'Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n' +
          'tcp   ESTAB 0      0      10.0.2.10:41952  203.0.113.42:3333  users:(("kswapd0",pid=700,fd=10))\n',
      },
    }),
  );
  expect(report.verdict).toMatchObject({ stage: 'active' });
  expect(processOf(report, 700)).toMatchObject({
    program: '/var/tmp/.cache/kswapd0',
    programState: 'deleted',
    user: 'www-data',
    start: '2026-11-21T12:00:00.000Z',
    parents: [{ pid: 1, name: 'init' }],
    connections: [{ remote: '203.0.113.42:3333' }],
    why: expect.arrayContaining(['mines', 'program-deleted', 'talks-to-pool']),
  });
  expect(report.gaps).toEqual([]);
}, 60_000);

test('Velociraptor: tables of processes and connections, beside files or alone', async () => {
  const tables = {
    '/results/Linux.Sys.Pslist.json': rows(
      {
        Pid: 1,
        Ppid: 0,
        Name: 'systemd',
        CommandLine: '/sbin/init',
        Exe: '/usr/lib/systemd/systemd',
        Username: 'root',
      },
      { Pid: 3, Ppid: 2, Name: 'kworker/0:1H-kblockd', CommandLine: '', Exe: '', Username: 'root' },
      {
        Pid: 700,
        Ppid: 1,
        Name: 'kworker/0:3',
        CommandLine: command,
        Exe: '/var/tmp/.cache/kswapd0 (deleted)',
        Username: 'www-data',
        CreateTime: '2026-11-21T12:00:00Z',
        RSS: 2_400_000_000,
      },
    ),
    '/results/Linux.Network.Netstat%2FTCP4.json': rows({
      State: 'Established',
      ProcessInfo: { Pid: 700 },
      LocalAddr: '10.0.2.10',
      LocalPort: 41952,
      RemoteAddr: '203.0.113.42',
      RemotePort: 3333,
    }),
  };
  for (const beside of [{ '/uploads/auto/etc/passwd': passwd, '/uploads/auto/var/log/syslog': '' }, {}]) {
    const report = await examined({ ...tables, ...beside });
    expect(report.verdict).toMatchObject({ stage: 'active' });
    expect(processOf(report, 700)).toMatchObject({
      name: 'kworker/0:3',
      programState: 'deleted',
      start: '2026-11-21T12:00:00.000Z',
      memory: 2_400_000_000,
      connections: [{ protocol: 'tcp', remote: '203.0.113.42:3333', state: 'established' }],
      why: expect.arrayContaining(['mines', 'program-deleted', 'posing-as-kernel']),
    });
    expect(report.gaps).toEqual([]);
  }
}, 60_000);

test('Velociraptor on Windows: what ran, and with whom it talked', async () => {
  const report = await examined(
    {
      '/results/Windows.System.Pslist.json': rows(
        { Pid: 4, Ppid: 0, Name: 'System', CommandLine: '', Exe: '' },
        {
          Pid: 900,
          Ppid: 4,
          Name: 'svchost.exe',
          CommandLine: 'C:\\Windows\\system32\\svchost.exe -k netsvcs',
          Exe: 'C:\\Windows\\System32\\svchost.exe',
        },
        {
          Pid: 7000,
          Ppid: 900,
          Name: 'svchost.exe',
          CommandLine: `svchost.exe -o pool.example.com:3333 -u ${wallet} -p x`,
          Exe: 'C:\\Users\\Public\\svchost.exe',
          Username: 'WEB1\\app',
        },
      ),
      '/results/Windows.Network.Netstat.json': rows({
        Pid: 7000,
        Type: 'TCP',
        Status: 'ESTAB',
        LaddrIP: '10.0.2.10',
        LaddrPort: 41952,
        RaddrIP: '203.0.113.42',
        RaddrPort: 3333,
      }),
    },
    [windowsProcesses],
  );
  expect(report.verdict).toMatchObject({ stage: 'active' });
  expect(processOf(report, 7000)).toMatchObject({
    program: 'C:\\Users\\Public\\svchost.exe',
    user: 'WEB1\\app',
    connections: [{ remote: '203.0.113.42:3333', state: 'established' }],
    parents: [{ pid: 900 }, { pid: 4 }],
    why: ['mines', 'name-lies', 'from-temporary-folder', 'talks-to-pool'],
  });
  expect(report.observations.filter(({ kind }) => kind === 'process')).toHaveLength(1);
  expect(report.gaps).toEqual([]);
}, 60_000);

test('lists that lie or break off are gaps, and nobody is accused for them', async () => {
  const report = await examined(
    uacCollection({
      files: { '/etc/passwd': passwd, '/etc/hostname': 'web1\n' },
      beside: {
        '/live_response/process/ps_-ef.txt': `UID PID PPID C STIME TTY TIME CMD\n${'\u0000\u001b[2J '.repeat(5000)}\nroot 1 0 0 Nov20 ? 00:00:04 /sbin/init\nroot 99999999999 1 0 x ? 0 y\n`,
        '/live_response/network/ss_-anp.txt': `tcp ESTAB ${'1 '.repeat(50_000)}\ntcp ESTAB 0 0 :::::: [[[ users:(("",pid=1,fd=9))\n`,
        '/live_response/network/proc_net_tcp.txt': 'x',
        '/live_response/process/proc/700/stat.txt': '700 (a) (b)\n) S',
        '/bodyfile/bodyfile.txt': '|||||||||||\n0\n'.repeat(1000),
      },
    }),
  );
  expect(report.verdict).toMatchObject({ stage: 'none' });
  expect(report.gaps.map(({ code }) => code)).not.toContain('crashed');
  expect(report.gaps.map(({ artifact }) => artifact)).toContain('/live_response/process/ps_-ef.txt');
}, 60_000);
