import { expect, test } from 'vitest';
import { machineOf } from '../../../tests/machine-tree.ts';
import { runningMachine } from './running.ts';

test('signal 0 tells who is there; groups of processes are never asked', () => {
  const running = runningMachine(machineOf({}).tree);
  expect([process.pid, 1].map(running.answers)).toEqual([true, true]);
  for (const pid of [0, -1, 1.5, Number.NaN, 2 ** 53]) expect(running.answers(pid)).toBe(false);
});

test('processor time is read whatever a process calls itself', () => {
  const { tree } = machineOf({
    '/proc/7/stat': '7 (a) b (c)) S 1 7 7 0 -1 0 0 0 0 0 150 25 0 0 20 0 1 0 99',
    '/proc/8/stat': 'nonsense',
    '/proc/sys/kernel/hostname': 'x',
  });
  expect([...runningMachine(tree).before.ticks]).toEqual([[7, 175]]);
});

test('memory is at hand only where it was asked for', () => {
  const { tree } = machineOf({});
  expect(runningMachine(tree).memory).toBeUndefined();
  expect(runningMachine(tree, { memory: true }).memory?.(999_999_999, 0, 16)).toBeUndefined();
});
