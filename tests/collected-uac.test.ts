/** A folder that UAC filled on a machine with a miner: what ran is told though nothing runs any more. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

function all<K extends Observation['kind']>(kind: K): Extract<Observation, { kind: K }>[] {
  return report.observations.filter((one): one is Extract<Observation, { kind: K }> => one.kind === kind);
}
