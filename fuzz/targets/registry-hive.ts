/** Hives of the registry: nothing throws, loops end, and what is read lies in the hive. */
import { type HiveKey, readHive } from '../../src/codec/registry-hive/hive.ts';
import { below, hiveOf } from '../../tests/registry-hive.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  hiveOf(below('a\\b', { values: { x: 'text', y: 7, z: ['a', 'b'], long: 'x'.repeat(20_000) } })),
  hiveOf({ keys: { a: {}, b: {}, c: {} } }, { list: 'ri' }),
  hiveOf({ keys: { a: {}, b: { values: { v: new Uint8Array(9) } } } }, { list: 'li' }),
];

/** Keys may point at each other in a circle. */
const deepest = 4;
const mostKeys = 200;

export const target: FuzzTarget = {
  id: 'registry-hive',
  seeds: () => seeds,
  run(bytes) {
    const result = readHive(bytes);
    if (result.status === 'ok') check(result.value.root, bytes.length, deepest, { left: mostKeys });
  },
};

function check(key: HiveKey, size: number, depth: number, budget: { left: number }): void {
  if (key.offset >= size || depth === 0 || budget.left-- <= 0) return;
  for (const { offset } of key.values()) if (offset >= size) throw new Error('a value outside of the hive');
  for (const inner of key.keys().slice(0, 20)) check(inner, size, depth - 1, budget);
}
