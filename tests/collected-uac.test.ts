/** A folder that UAC filled on a machine with a miner: what ran is told though nothing runs any more. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examineMachine } from '../src/engine/node/host/examine-machine.ts';
import { tcpTable, usual } from '../src/extract/machine/process/sample-processes.ts';
import type { Observation } from '../src/model/observation.ts';
import type { Report } from '../src/model/report.ts';
import { plant } from './machine-tree.ts';
import { uacCollection } from './uac-collection.ts';

// A wallet whose check holds and that nobody publishes for donations (shared facts on Monero).
const wallet = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';

let top = '';
let report: Report;

beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'davylamp-uac-'));
  const files = uacCollection({
    files: {
      '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/var/www:/usr/sbin/nologin\n',
      '/etc/hostname': 'web1\n',
      '/etc/cron.d/update': '*/5 * * * * www-data /var/tmp/.cache/kswapd0\n',
    },
    processes: [
      ...usual,
      {
        pid: 700,
        name: 'kworker/0:3',
        program: '/var/tmp/.cache/kswapd0 (deleted)',
        arguments: ['./kswapd0', '-o', 'pool.example.com:3333', '-u', wallet, '-p', 'x', '-k'],
        uid: 33,
        folder: '/var/tmp/.cache',
        group: '/system.slice/cron.service',
        opened: ['/dev/null', 'socket:[24012]'],
      },
    ],
    beside: {
      '/live_response/network/proc_net_tcp.txt': tcpTable([{ remote: [203, 0, 113, 42], port: 3333, inode: 24012 }]),
      '/live_response/system/sysctl_-a.txt':
        'kernel.hostname = web1\nkernel.osrelease = 6.1.0-18-amd64\nvm.nr_hugepages = 1280\n',
    },
  });
  plant(files, top);
  report = await examineMachine({ root: top, now: () => new Date('2026-11-23T12:00:00Z') });
}, 60_000);
afterAll(() => rmSync(top, { recursive: true }));

test('the miner that ran is found', () => {
  expect(report.verdict).toMatchObject({ stage: 'active' });
});

test('it is a collection of UAC, of the machine that was examined', () => {
  const [machine] = all('machine');
  expect(machine?.value).toMatchObject({
    form: 'collection',
    collector: 'uac',
    name: 'web1',
    kernel: '6.1.0-18-amd64',
  });
});

test('the process is told as on the running machine: program, parents, connection, user', () => {
  const process = all('process').find(({ value }) => value.pid === 700);
  expect(process?.value).toMatchObject({
    program: '/var/tmp/.cache/kswapd0',
    programState: 'deleted',
    user: 'www-data',
    unit: 'cron.service',
    connections: [{ remote: '203.0.113.42:3333', state: 'established' }],
    why: expect.arrayContaining(['mines', 'program-deleted', 'posing-as-kernel', 'talks-to-pool']),
  });
  expect(process?.value.parents?.map(({ pid }) => pid)).toEqual([1]);
});

test('nothing is missing that was written down', () => {
  expect(report.gaps).toEqual([]);
});

describe('where /proc was not copied', () => {
  let folder = '';
  let texts: Report;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'davylamp-uac-texts-'));
    const live = '/live_response';
    plant(
      {
        '/uac.log': 'UAC (Unix-like Artifacts Collector) 3.1.0\n',
        '/[root]/etc/passwd': 'root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/var/www:/usr/sbin/nologin\n',
        ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`/[root]/etc/${i}.conf`, 'x'])),
        [`${live}/process/ps_-ef.txt`]: `UID PID PPID C STIME TTY TIME CMD\nroot 1 0 0 Nov20 ? 00:00:04 /sbin/init\nwww-data 700 1 99 Nov20 ? 01:00:04 ./kswapd0 -o pool.example.com:3333 -u ${wallet} -k\n`,
        [`${live}/process/lsof_-nPl.txt`]:
          'COMMAND PID USER FD TYPE DEVICE SIZE/OFF NODE NAME\nkswapd0 700 33 txt REG 8,1 9000992 131403 /var/tmp/.x/kswapd0 (deleted)\n',
        [`${live}/process/running_processes_full_paths.txt`]:
          'lrwxrwxrwx 1 root root 0 Nov 23 11:00 /proc/700/exe -> /var/tmp/.x/kswapd0 (deleted)\n',
        [`${live}/process/hash_running_processes.sha1`]: `${'b'.repeat(40)}  /proc/700/exe\n`,
        [`${live}/network/ss_-anp.txt`]:
          'tcp ESTAB 0 0 10.0.2.10:41952 203.0.113.42:3333 users:(("kswapd0",pid=700,fd=10))\n',
        [`${live}/system/lsmod.txt`]: 'Module Size Used by\next4 1003520 1\n',
        [`${live}/system/ls_-l_-a_-R_sys_module.txt`]:
          '/sys/module/ext4:\n-r--r--r-- 1 root root 4096 Nov 23 11:00 initstate\n\n/sys/module/unseen:\n-r--r--r-- 1 root root 4096 Nov 23 11:00 initstate\n',
        '/chkrootkit/etc_ld_so_preload.txt': '/usr/local/lib/libx.so\n',
      },
      folder,
    );
    texts = await examineMachine({ root: folder, now: () => new Date('2026-11-23T12:00:00Z') });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the miner is found by what commands printed', () => {
    expect(texts.verdict).toMatchObject({ stage: 'active' });
    expect(texts.gaps).toEqual([]);
    expect(texts.observations).toContainEqual(
      expect.objectContaining({
        kind: 'process',
        value: expect.objectContaining({ pid: 700, program: '/var/tmp/.x/kswapd0', programState: 'deleted' }),
      }),
    );
  });
  test('so are its hash, the module that lsmod left out, and the library that hid', () => {
    expect(texts.observations).toContainEqual(
      expect.objectContaining({ kind: 'file-trace', value: expect.objectContaining({ sha1: 'b'.repeat(40) }) }),
    );
    const titles = texts.findings.map(({ title }) => title).join('\n');
    expect(titles).toContain('A module of the kernel is hidden from the list of modules: kernel module unseen');
    expect(titles).toContain('loads /usr/local/lib/libx.so into every program');
    const settings = texts.observations.filter(({ kind }) => kind === 'machine-setting');
    expect(settings.map(({ value }) => 'setting' in value && value.setting)).toContain('/etc/ld.so.preload');
  });
});

function all<K extends Observation['kind']>(kind: K): Extract<Observation, { kind: K }>[] {
  return report.observations.filter((one): one is Extract<Observation, { kind: K }> => one.kind === kind);
}
