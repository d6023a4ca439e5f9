/** Files of /proc: nothing throws, what is read is bounded, and numbers are numbers. */
import { readArgumentList, readEnvironment, writeCommand } from '../../src/codec/proc/argument-list.ts';
import { readControlGroup } from '../../src/codec/proc/cgroup.ts';
import { readSocketTable } from '../../src/codec/proc/connections.ts';
import { readOpenedFile, readProgramLink } from '../../src/codec/proc/links.ts';
import { isOwnMemory, readMaps } from '../../src/codec/proc/maps.ts';
import { readProcessStat, readSystemStat } from '../../src/codec/proc/stat.ts';
import { readNumberRanges, readProcessStatus } from '../../src/codec/proc/status.ts';
import type { FuzzTarget } from '../target.ts';

const id = '3f4d9a2b'.repeat(8);
const seeds = [
  '7 (a) b (c) S 1 7 7 0 -1 4194304 100 0 0 0 1234 66 0 0 20 0 9 0 500 1000 20 1 1 1 0',
  'Name:\tx\nTgid:\t7\nPid:\t7\nUid:\t0\t0\t0\t0\nNSpid:\t7\t1\nVmRSS:\t 12 kB\nThreads:\t4\nCpus_allowed_list:\t0-2,7\n',
  '/tmp/x\0-o\0a.test:3333\0-u\0it is\0\0',
  'HOME=/root\0LD_PRELOAD=/tmp/x.so\0=\0',
  `0::/system.slice/docker-${id}.scope\n5:cpu:/kubepods/besteffort/podx/${id}\n`,
  '7f1c80000000-7f1c80021000 rw-p 00000000 00:00 0                  [heap]\n',
  '  sl  local_address rem_address\n   0: 0100007F:0CEA 00000000:0000 0A 0:0 00:0 0   999        0 24012 1 0\n',
  'cpu0 1 2\nbtime 1763800000\n',
  'socket:[24012]',
  '/memfd:x (deleted)',
];

export const target: FuzzTarget = {
  id: 'proc',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    const stat = readProcessStat(text);
    if (stat.status === 'ok') allNumbers([stat.value.pid, stat.value.ticks, stat.value.startTicks, stat.value.threads]);
    const status = readProcessStatus(text);
    if (status.status === 'ok') allNumbers([...status.value.pids, status.value.resident ?? 0]);
    allNumbers(readNumberRanges(text));
    const list = readArgumentList(text);
    if (list.join('\0').length > text.length || list.at(-1) === '\0') throw new Error('arguments that are not there');
    writeCommand(list);
    readEnvironment(text);
    if ((readControlGroup(text).container?.length ?? 0) > 64) throw new Error('a container whose name is too long');
    for (const range of readMaps(text)) {
      allNumbers([range.from, range.to, range.inode]);
      if (range.to <= range.from) throw new Error('a range that ends before it begins');
      isOwnMemory(range);
    }
    const table = readSocketTable(text);
    if (table.status === 'ok') for (const row of table.value.rows) allNumbers([row.remotePort, row.uid, row.inode]);
    allNumbers([readSystemStat(text).processors, readSystemStat(text).booted ?? 0]);
    readProgramLink(text);
    readOpenedFile(text);
  },
};

function allNumbers(values: readonly number[]): void {
  if (!values.every((value) => Number.isFinite(value) && value >= 0)) throw new Error('a number that is none');
}
