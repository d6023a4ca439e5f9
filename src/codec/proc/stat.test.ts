import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readProcessStat, readSystemStat } from './stat.ts';

const behind = ' S 1 7 7 0 -1 4194304 100 0 0 0 1234 66 0 0 20 0 9 0 500 1000 20 18446744073709551615 1 1 0';

test('a name ends with the last parenthesis, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 15 }), (name) => {
      const read = readProcessStat(`7 (${name})${behind}`);
      expect(read).toMatchObject({ status: 'ok', value: { pid: 7, name, parent: 1, ticks: 1300, threads: 9 } });
    }),
  );
});

test('a name with newlines and a forged end is read to its real one', () => {
  const read = readProcessStat(`7 (a) S 2 0 0\n)${behind}`);
  expect(read).toMatchObject({ status: 'ok', value: { name: 'a) S 2 0 0\n', parent: 1, startTicks: 500 } });
});

test('the kernel marks its threads, and names do not', () => {
  const thread = readProcessStat('12 (kworker/0:1) I 2 0 0 0 -1 69238880 0 0 0 0 0 12 0 0 20 0 1 0 15 0 0');
  expect(thread).toMatchObject({ status: 'ok', value: { kernelThread: true } });
  expect(readProcessStat(`7 (kworker/0:1)${behind}`)).toMatchObject({ value: { kernelThread: false } });
});

test('other text is another format; a line that is cut is malformed', () => {
  expect(readProcessStat('Name:\tx').status).toBe('not-this-format');
  expect(readProcessStat('7 (x').status).toBe('malformed');
  expect(readProcessStat('7 (x) S 1 2').status).toBe('malformed');
  expect(readProcessStat(`7 (x)${behind.replace('1234', 'NaN')}`).status).toBe('malformed');
});

test.runIf(process.platform === 'linux')('this very process is read as Node knows it', () => {
  const read = readProcessStat(readFileSync('/proc/self/stat', 'utf8'));
  expect(read).toMatchObject({ status: 'ok', value: { pid: process.pid, parent: process.ppid, kernelThread: false } });
});

test('the machine tells when it started and how many processors it has', () => {
  const text = 'cpu  1 2 3\ncpu0 1 2 3\ncpu1 1 2 3\nintr 5\nbtime 1763800000\n';
  expect(readSystemStat(text)).toEqual({ booted: 1763800000000, processors: 2 });
  expect(readSystemStat('')).toEqual({ processors: 0 });
});
