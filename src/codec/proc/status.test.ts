import { expect, test } from 'vitest';
import { readNumberRanges, readProcessStatus } from './status.ts';

const text = `Name:\tx\\nTgid:\\t1
Umask:\t0022
State:\tS (sleeping)
Tgid:\t7
Pid:\t9
PPid:\t1
Uid:\t1000\t0\t0\t0
NSpid:\t9\t3
VmRSS:\t    2048 kB
HugetlbPages:\t  1048576 kB
Threads:\t4
Kthread:\t0
Cpus_allowed_list:\t0-2,7
`;

test('what a thread says of itself is read, and its name forges no line', () => {
  expect(readProcessStatus(text)).toEqual({
    status: 'ok',
    value: {
      name: 'x\\nTgid:\\t1',
      group: 7,
      uid: 1000,
      pids: [9, 3],
      threads: 4,
      resident: 2048 * 1024,
      hugePages: 2 ** 30,
      processors: [0, 1, 2, 7],
      kernelThread: false,
    },
  });
});

test('anything else is another format', () => {
  expect(readProcessStatus('').status).toBe('not-this-format');
  expect(readProcessStatus('7 (x) S 1').status).toBe('not-this-format');
});

test('lists of processors are bounded, whatever they claim', () => {
  expect(readNumberRanges('3')).toEqual([3]);
  expect(readNumberRanges('x,5-4,')).toEqual([]);
  expect(readNumberRanges('0-999999,0-999999')).toHaveLength(8192);
});
