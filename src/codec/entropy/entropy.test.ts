import { describe, expect, it } from 'vitest';
import { entropy } from './entropy.ts';

describe('entropy', () => {
  it('is nothing for no bytes and for one value alone', () => {
    expect(entropy(new Uint8Array(0))).toBe(0);
    expect(entropy(new Uint8Array(1000).fill(7))).toBe(0);
  });

  it('is 1 bit for two values in equal parts, and 8 for all of them', () => {
    expect(entropy(Uint8Array.from({ length: 64 }, (_, i) => i % 2))).toBeCloseTo(1);
    expect(entropy(Uint8Array.from({ length: 2560 }, (_, i) => i % 256))).toBeCloseTo(8);
  });
});
