import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atomicPerCoin, baseReward } from './emission.ts';

const supply = 2n ** 64n - 1n;

describe('what a block makes', () => {
  it('was 17.592186044415 XMR for the first', () => {
    expect(baseReward(0n, 60)).toBe(17_592_186_044_415n);
  });
  it('is what monerod 0.18 says that the second block of a chain would make, were it of two minutes', () => {
    expect(baseReward(17_592_186_044_415n, 120)).toBe(35_184_338_534_400n);
  });
  it('is 0.6 XMR in the tail, and was 0.3 XMR a minute before that could matter', () => {
    expect(baseReward(supply, 120)).toBe(600_000_000_000n);
    expect(baseReward(supply + 10n ** 20n, 120)).toBe(600_000_000_000n);
    expect(baseReward(supply, 60)).toBe(300_000_000_000n);
  });
  it('comes to 3,863 XMR a day where 15.63 million XMR exist: the figure of 2018-01-31', () => {
    // By hand: (18,446,744 - 15,633,900) / 2^19 = 5.365 XMR a block, 720 blocks a day.
    const issued = 15_633_900n * BigInt(atomicPerCoin);
    expect((Number(baseReward(issued, 120)) / atomicPerCoin) * 720).toBeCloseTo(3863, 0);
  });
  it('is the same a minute in both eras, and never rises', () => {
    const amount = fc.bigInt({ min: 0n, max: supply });
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(baseReward(less, 120)).toBeGreaterThanOrEqual(baseReward(more, 120));
        const twoMinutes = baseReward(a, 60) * 2n;
        expect(baseReward(a, 120) - twoMinutes).toBeLessThanOrEqual(1n);
      }),
    );
  });
});
