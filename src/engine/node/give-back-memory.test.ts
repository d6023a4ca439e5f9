import { setImmediate } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { giveBackMemory } from './give-back-memory.ts';

test('what nothing needs any more is gone, and the collector is not left to others', async () => {
  const dropped = new WeakRef({ large: new Array(1_000).fill(0) });
  const kept = { large: new Array(1_000).fill(0) };
  const watched = new WeakRef(kept);
  await setImmediate(); // until then a new reference holds what it points at
  giveBackMemory();
  expect(dropped.deref()).toBeUndefined();
  expect(watched.deref()).toBe(kept);
  expect(runInNewContext('typeof gc')).toBe('undefined');
});
