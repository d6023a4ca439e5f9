import { describe, expect, it } from 'vitest';
import { poolName } from './pool-names.ts';

describe('a name of a known pool', () => {
  it.each([
    'xmr-eu1.nanopool.org',
    'xmr-us-west1.nanopool.org',
    'gulf.moneroocean.stream',
    'pool.supportxmr.com',
    'pool-fr.supportxmr.com',
    'POOL.HashVault.pro.',
    'de.zephyr.herominers.com',
    'xmr.pool.minergate.com',
    'pool.xmr.pt',
    'donate.v2.xmrig.com',
    'xmr.bepooh.com',
  ])('is one that only miners use: %s', (name) => {
    expect(poolName(name)?.use).toBe('mining');
  });
  it.each(['nanopool.org', 'www.nanopool.org', 'api.nanopool.org', 'web.xmrpool.eu', 'moneroocean.stream'])(
    "is the pool's web site: %s",
    (name) => {
      expect(poolName(name)?.use).toBe('web');
    },
  );
  it.each(['xmr.nanopool.org', 'monero.herominers.com', 'xmr.suprnova.cc'])('may be either: %s', (name) => {
    expect(poolName(name)?.use).toBe('unclear');
  });
  it('is told apart where it serves scripts to pages', () => {
    expect(poolName('ws001.coinimp.com')).toMatchObject({ use: 'page-script', pool: { operator: 'CoinIMP' } });
  });
  it('is nothing where no pool is known', () => {
    expect(poolName('pool.example.com')).toBeUndefined();
    expect(poolName('notnanopool.org')).toBeUndefined();
    expect(poolName('a.'.repeat(200))).toBeUndefined();
  });
});
