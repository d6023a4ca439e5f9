import { describe, expect, it } from 'vitest';
import { onlyCoinOf } from './algorithms.ts';

describe('the only coin of an algorithm', () => {
  it('is told where there is one, however it is spelt', () => {
    expect(onlyCoinOf('rx/wow')).toBe('wownero');
    expect(onlyCoinOf('RX/ARQ')).toBe('arqma');
  });
  it.each(['rx/0', 'cn/r', 'kawpow', 'sha256d', 'made-up'])(
    'is not told of %s, which many share or nobody knows',
    (name) => {
      expect(onlyCoinOf(name)).toBeUndefined();
    },
  );
});
