import { describe, expect, it } from 'vitest';
import { knownPool, knownPools } from './pools.ts';

describe('knownPool', () => {
  it('knows a host by the domain it lies in', () => {
    expect(knownPool('xmr-eu1.nanopool.org')).toMatchObject({ operator: 'Nanopool', kind: 'public' });
    expect(knownPool('pool.supportxmr.com')).toMatchObject({ operator: 'SupportXMR', coin: 'monero' });
  });
  it('reads names in any case and with the root dot', () => {
    expect(knownPool('Pool.MineXMR.com.')).toMatchObject({ domain: 'minexmr.com' });
  });
  it("tells the miner's authors from an actor's pool", () => {
    expect(knownPool('donate.v2.xmrig.com')).toMatchObject({ kind: 'donation' });
    expect(knownPool('xmr.5b6b7b.ru')).toMatchObject({ kind: 'proxy' });
    expect(knownPool('coinhive.com')).toMatchObject({ kind: 'browser' });
  });
  it('does not know what only looks alike', () => {
    for (const host of [
      'notnanopool.org',
      'nanopool.org.example',
      'org',
      '',
      '127.0.0.1',
      'barjuok.ryongnamsan.edu.kp',
    ])
      expect(knownPool(host)).toBeUndefined();
  });
  it('answers at once for a hostile name', () => {
    expect(knownPool('a.'.repeat(1_000_000))).toBeUndefined();
  });
});

describe('every entry', () => {
  it('stands once, in lower case, with its source and date', () => {
    expect(new Set(knownPools.map(({ domain }) => domain)).size).toBe(knownPools.length);
    for (const { domain, source, asOf } of knownPools) {
      expect(domain).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      expect(source).not.toBe('');
      expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});
