import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { config2018, donationAddress, makeCase, wallet2018 } from '../../../tests/make-case.ts';
import type { Incident } from '../../model/analyst-payloads.ts';
import type { Case } from '../../model/case.ts';
import { from } from './cases.fixture.ts';
import { isNamedServer, type Shared, tiesTo } from './exclusive.ts';

const account =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
const base = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';

function earlier(...indicators: readonly string[]): Incident {
  return {
    item: 'earlier',
    says: 'An earlier case.',
    indicators: [...indicators],
    provenance: from('a CERT', 'A1', 'cert', 'dear'),
  };
}

function sharedWith(incident: Incident, evidence: Case): Shared {
  return tiesTo(evidence)(incident);
}

const evidence = makeCase('configured', [config2018, wallet2018]);

describe('what ties two cases', () => {
  it('is the same account, and an actor’s own server whatever its case', () => {
    expect(sharedWith(earlier(account), evidence).shared).toEqual([account]);
    expect(sharedWith(earlier('BARJUOK.ryongnamsan.edu.kp.'), evidence).shared).toHaveLength(1);
  });

  it('is not the base of a service', () => {
    const { shared, noTie } = sharedWith(earlier(base), evidence);
    expect(shared).toEqual([]);
    expect(noTie[0]).toContain('whose customers share it');
  });

  it('is not a public pool, nor a bare address', () => {
    const config = (host: string): Expected => ({
      kind: 'mining-config',
      value: { source: 'json', pools: [{ host, login: account, wallet: account }] },
    });
    const pool = sharedWith(earlier('pool.supportxmr.com'), makeCase('configured', [config('pool.supportxmr.com')]));
    expect(pool).toMatchObject({ shared: [], noTie: ['pool.supportxmr.com is used by unrelated people'] });
    expect(sharedWith(earlier('203.0.113.9'), makeCase('configured', [config('203.0.113.9')])).shared).toEqual([]);
  });

  it('is not an address for donations', () => {
    const donation: Expected = {
      kind: 'wallet',
      value: {
        coin: 'monero',
        network: 'mainnet',
        type: 'standard',
        address: donationAddress,
        checksumValid: true,
        known: 'donation',
      },
    };
    const config: Expected = {
      kind: 'mining-config',
      value: { source: 'json', pools: [{ host: 'pool.test', login: donationAddress, wallet: donationAddress }] },
    };
    const { shared, noTie } = sharedWith(earlier(donationAddress), makeCase('configured', [config, donation]));
    expect(shared).toEqual([]);
    expect(noTie[0]).toContain('published donation address');
  });

  it('is not an account that is only named, as a rival’s in a list of what to kill', () => {
    const own: Expected = {
      kind: 'mining-config',
      value: { source: 'script', pools: [{ host: 'a.test', login: 'somebody.else' }] },
    };
    const both = makeCase('configured', [own, wallet2018]);
    const onlyOwn = { ...both, findings: both.findings.map((one) => ({ ...one, because: { saw: 'o1' } })) };
    const { shared, noTie } = sharedWith(earlier(account), onlyOwn);
    expect(shared).toEqual([]);
    expect(noTie).toEqual(['4JUdGzvr… is named here, and nothing here mines for it']);
  });

  it('is nothing where nothing is shared', () => {
    expect(sharedWith(earlier('x', 'another.example'), evidence)).toEqual({ shared: [], noTie: [] });
  });
});

describe('a server of somebody’s own', () => {
  it.each(['minerxmr.ru', 'barjuok.ryongnamsan.edu.kp'])('is %s', (host) => expect(isNamedServer(host)).toBe(true));
  it.each(['xmr-eu1.nanopool.org', '203.0.113.9', '2001:db8::1', 'localhost', 'proxy', 'pool.example.com', 'a.lan'])(
    'is not %s',
    (host) => expect(isNamedServer(host)).toBe(false),
  );
});
