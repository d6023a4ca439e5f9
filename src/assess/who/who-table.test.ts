/** The rows of the table that Davylamp sees by itself, one by one. */
import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { config2018, donationAddress, makeCase, session, wallet2018 } from '../../../tests/make-case.ts';
import type { Case } from '../../model/case.ts';
import type { Sight } from '../../model/question-table.ts';
import { whoTable } from '../tables/who.ts';
import { from, poolRecord, sessionWith } from './cases.fixture.ts';

const account =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
const pool = from('the pool', 'A1', 'pool', 'dear');
const built: Expected = {
  kind: 'build-trace',
  value: { trace: 'compile-time', text: '2017-12-24', time: '2017-12-24T00:00:00Z' },
};

function sights(indicator: string, evidence: Case): Sight[] {
  return [...(whoTable.indicators.find(({ id }) => id === indicator)?.sees?.(evidence) ?? [])];
}

function seen(indicator: string, ...observations: readonly Expected[]): Sight[] {
  return sights(indicator, makeCase('configured', observations));
}

describe('the table of who', () => {
  it('has priors that add up, and a likelihood for every reading', () => {
    const readings = Object.keys(whoTable.readings).sort();
    const sum = Object.values(whoTable.readings).reduce((total, { prior }) => total + prior, whoTable.unknown);
    expect(sum).toBe(100);
    for (const { likelihood } of whoTable.indicators) expect(Object.keys(likelihood).sort()).toEqual(readings);
    expect(new Set(whoTable.indicators.map(({ id }) => id)).size).toBe(whoTable.indicators.length);
  });

  it('knows an account that pools knew before the build, to the day', () => {
    const record = (lastShare: string): Expected => poolRecord('crypto-pool', account, pool, { lastShare });
    const knownBy = (lastShare: string): number =>
      seen('paid-before-build', config2018, wallet2018, built, record(lastShare)).length;
    expect(knownBy('2017-10-03')).toBe(1);
    expect(knownBy('2017-12-23')).toBe(1);
    expect(knownBy('2017-12-24')).toBe(0);
    expect(knownBy('2017-12-23T23:59:59Z')).toBe(1);
    expect(knownBy('2018-05-27')).toBe(0);
    expect(seen('paid-before-build', config2018, wallet2018, record('2017-10-03'))).toEqual([]);
  });

  it('is as easily planted as the file’s date, however dear the pool’s record', () => {
    const record = poolRecord('crypto-pool', account, pool, { lastShare: '2017-10-03' });
    expect(seen('paid-before-build', config2018, wallet2018, built, record)[0]?.forgeability).toBe('moderate');
  });

  it('takes a record of another account for nothing', () => {
    const record = poolRecord('nanopool', donationAddress, pool, { paid: 3 });
    expect(seen('paid-by-public-pools', config2018, wallet2018, record)).toEqual([]);
  });

  it('takes no hidden service for a pointer', () => {
    const onion: Expected = { kind: 'network-name', value: { name: 'a.onion', zone: '.onion', why: '' } };
    expect(seen('pointer-in-strings', config2018, onion)).toEqual([]);
  });

  it('tells a name that resolved from one that did not, whatever its case', () => {
    const pointer: Expected = { kind: 'network-name', value: { name: 'A.example.edu.kp', zone: '.kp', why: '' } };
    const row = (type: 'A' | 'none' | 'NS'): Expected => ({
      kind: 'name-resolution',
      value: { item: type, says: type, name: 'a.example.edu.KP.', type, provenance: pool },
    });
    expect(seen('pointer-name-resolves', pointer, row('A'))).toHaveLength(1);
    expect(seen('pointer-name-did-not-resolve', pointer, row('none'))).toHaveLength(1);
    expect(seen('pointer-name-resolves', pointer, row('NS'))).toEqual([]);
    expect(seen('pointer-name-resolves', row('A'))).toEqual([]);
  });

  it('counts machines, not sessions', () => {
    const at = (client: string): Expected => sessionWith({ client });
    const same = ['10.0.0.1:1', '10.0.0.1:2', '10.0.0.1:3'].map(at);
    const three = ['10.0.0.1:1', '10.0.0.2:1', '10.0.0.3:1'].map(at);
    expect(seen('many-sessions-of-one-account', ...same)).toEqual([]);
    expect(seen('many-sessions-of-one-account', ...three)[0]?.says).toMatch(/^3 machines/);
  });

  it('takes the makers’ own place for no sign, and another for one', () => {
    const fetched = (url: string): Expected => ({ kind: 'download', value: { url, runs: true } });
    expect(seen('dropper-fetches-from-elsewhere', fetched('https://github.com/xmrig/xmrig/x.tgz'))).toEqual([]);
    expect(seen('dropper-fetches-from-elsewhere', fetched('http://github.com.evil.test/x'))).toHaveLength(1);
    expect(seen('dropper-fetches-from-elsewhere', fetched('$URL'))).toEqual([]);
  });

  it('sees the account’s workers here only where the pool knows no others', () => {
    const config: Expected = {
      kind: 'mining-config',
      value: {
        source: 'json',
        pools: [{ host: 'pool.supportxmr.com', login: account, wallet: account, worker: 'Rig1' }],
      },
    };
    const record = (...workers: readonly string[]): Expected => poolRecord('supportXMR', account, pool, { workers });
    expect(seen('worker-names-the-host', config, record('rig1'))).toHaveLength(1);
    expect(seen('worker-names-the-host', config, record('rig1', 'web-server-4'))).toEqual([]);
    expect(seen('worker-names-the-host', config, record())).toEqual([]);
  });

  it('knows a miner that nobody but its makers earns from', () => {
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
    expect(seen('donation-only-account', session, donation)).toHaveLength(1);
    expect(seen('donation-only-account', session, donation, config2018, wallet2018)).toEqual([]);
  });

  it('takes an account on the wire for dearer than one in a file', () => {
    const incident: Expected = {
      kind: 'incident',
      value: { item: 'i', says: 'i', indicators: [account], provenance: pool },
    };
    const onWire: Expected = sessionWith({ login: account });
    expect(seen('shared-indicator-with-incident', config2018, wallet2018, incident)[0]?.forgeability).toBe('moderate');
    expect(seen('shared-indicator-with-incident', onWire, wallet2018, incident)[0]?.forgeability).toBe('dear');
  });
});
