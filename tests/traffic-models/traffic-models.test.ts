import { describe, expect, it } from 'vitest';
import { cadenceMarks, scoreCadence } from '../../src/intel/cadence-model.ts';
import { cadenceOf } from './fit.ts';
import { families, flowsOf } from './flows.ts';
import type { Model } from './talk.ts';

/** Other seeds than those that set the table and those that measure it (bench/cadence.ts). */
const seed = 3;
const few = 12;

function scores(family: string, model: Model): number[] {
  const flows = Array.from(flowsOf(family, model, few, seed), cadenceOf);
  return flows.map((flow) => scoreCadence(flow)?.bits ?? Number.NEGATIVE_INFINITY);
}

const claimed = (bits: readonly number[]): number => bits.filter((one) => one >= cadenceMarks.claim).length;

describe('models of traffic', () => {
  it('make up the same conversation from the same seed, and another from another', () => {
    const [name, model] = Object.entries(families.mining)[0] ?? [];
    if (name === undefined || model === undefined) throw new Error('there is a family');
    const make = (number: number): string => JSON.stringify([...flowsOf(name, model, 1, number)]);
    expect(make(1)).toBe(make(1));
    expect(make(1)).not.toBe(make(2));
  });
  it.each(Object.entries(families.mining))('has miners that are found for the most part: %s', (name, model) => {
    expect(claimed(scores(name, model))).toBeGreaterThan(few / 2);
  });
  it('has other programs of which next to none is taken for a miner', () => {
    const all = Object.entries(families.benign).flatMap(([name, model]) => scores(name, model));
    expect(all.length).toBeGreaterThan(300);
    expect(claimed(all)).toBeLessThanOrEqual(2);
  });
});
