import { expect, test } from 'vitest';
import { type Files, machineOf, type Planted } from '../../../tests/machine-tree.ts';
import { timesOf } from './tree-times.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 23, 12);
const file = (modified: number, changed: number): Planted => ({ content: 'x', modified, changed });
const files = (changed: (i: number) => number): Files =>
  Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`/var/log/l${i}`, file(now - (i + 1) * day, changed(i))]));

test('the latest time that its files show, and none from the future', () => {
  const { tree } = machineOf({ ...files((i) => now - i * day), '/etc/ahead': file(now + day, now) });
  expect(timesOf(tree, now).latest).toBe(now - day);
  expect(timesOf(machineOf({}).tree, now).latest).toBe(now);
});

test('a copy is told by inodes that all changed within the hour, though files are of many days', () => {
  expect(timesOf(machineOf(files((i) => now + i * 1000)).tree, now).copied).toBe(true);
  expect(timesOf(machineOf(files((i) => now - i * day)).tree, now).copied).toBe(false);
});

test('a machine that was just installed is no copy', () => {
  const { tree } = machineOf(
    Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`/etc/f${i}`, file(now - i * 1000, now - i * 1000)])),
  );
  expect(timesOf(tree, now).copied).toBe(false);
});
