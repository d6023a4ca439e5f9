import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Run } from '../model/anchor.ts';
import { defineExtractor, type Extractor } from '../model/units.ts';
import { Allowance } from './allowance.ts';

const unit: Extractor = defineExtractor({ id: 'a', title: 'a', emits: ['wallet'], runs: [], extract: () => [] });
const runsOf = (count: number): Run[] =>
  Array.from({ length: count }, (_, i) => ({ offset: i * 100, length: 95, encoding: 'ascii' }));

test('a few thousand looks are free', () => {
  const { woken, all } = new Allowance().spend({ unit, hits: [], runs: runsOf(4_096) });
  expect(all).toBe(true);
  expect(woken.runs).toHaveLength(4_096);
});

test('beyond that, groups of neighbours are spread evenly over what stands there', () => {
  const { woken, all } = new Allowance().spend({ unit, hits: [], runs: runsOf(40_960) });
  expect(all).toBe(false);
  const places = woken.runs.map((run) => run.offset / 100);
  expect(places).toHaveLength(4_096);
  expect(places.slice(0, 33)).toEqual([...Array.from({ length: 32 }, (_, i) => i), 320]);
  expect(places.at(-1)).toBe(40_960 - 320 + 31);
});

test('bytes pay for more', () => {
  const allowance = new Allowance();
  allowance.spend({ unit, hits: [], runs: runsOf(4_096) });
  expect(allowance.spend({ unit, hits: [], runs: runsOf(100) }).woken.runs).toEqual([]);
  allowance.earn(65_536 * 100);
  expect(allowance.spend({ unit, hits: [], runs: runsOf(100) }).all).toBe(true);
});

test('however much is asked for, the looks stay linear in the bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(20_000)), { maxLength: 20 }), (views) => {
      const allowance = new Allowance();
      let looks = 0;
      let bytes = 0;
      for (const [size, count] of views) {
        allowance.earn(size);
        bytes += size;
        looks += allowance.spend({ unit, hits: [], runs: runsOf(count) }).woken.runs.length;
      }
      expect(looks).toBeLessThanOrEqual(4_096 + bytes / 65_536 + 1);
    }),
  );
});
