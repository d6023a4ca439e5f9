import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { config2018, donationAddress, makeCase, session, wallet2018 } from '../../../tests/make-case.ts';
import { accountsIn, isPublished, mainAccount } from './accounts.ts';
import { recordsOf } from './payers.ts';
import { address2018, record } from './records.fixture.ts';

const base2018 = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';

function matched(address: string): number {
  const evidence = makeCase('configured', [config2018, wallet2018, record('p', { address })]);
  const [account] = accountsIn(evidence);
  return account ? recordsOf(account, evidence).length : 0;
}

describe('a pool record is of an account', () => {
  it('by the exact address', () => {
    expect(matched(address2018)).toBe(1);
  });
  it('by the base and the payment id', () => {
    expect(matched(`${base2018}.4464313cf611b3b8`)).toBe(1);
  });
  it('not by the base alone, which is a service’s', () => {
    expect(matched(base2018)).toBe(0);
  });
  it('not by another payment id', () => {
    expect(matched(`${base2018}.0000000000000000`)).toBe(0);
  });
  it('by the login, worker and all', () => {
    const login = 'someone.rig1';
    const evidence = makeCase('configured', [
      { kind: 'mining-config', value: { pools: [{ host: 'pool.example', login }], source: 'argv' } },
      record('p', { address: login }),
    ]);
    expect(accountsIn(evidence).map((account) => recordsOf(account, evidence).length)).toEqual([1]);
  });
});

describe('accounts', () => {
  const donation = {
    kind: 'wallet',
    value: { coin: 'monero', type: 'standard', address: donationAddress, checksumValid: true, known: 'donation' },
  } as const;

  it('are told once, with every pool that they are mined for at', () => {
    const second: Expected = {
      kind: 'mining-config',
      value: { pools: [{ host: 'second.example', login: address2018, wallet: address2018 }], source: 'json' },
    };
    const [account, ...others] = accountsIn(makeCase('configured', [config2018, second, wallet2018]));
    expect(others).toEqual([]);
    expect(account?.destinations.map(({ host }) => host)).toEqual(['barjuok.ryongnamsan.edu.kp', 'second.example']);
  });
  it('that are published donations do not stand first', () => {
    const evidence = makeCase('active', [session, donation, config2018, wallet2018]);
    expect(accountsIn(evidence).map(isPublished)).toEqual([true, false]);
    expect(mainAccount(evidence)?.paymentId).toBe('4464313cf611b3b8');
  });
  it('with another payment id beside the same address are others', () => {
    const address = donationAddress;
    const evidence = makeCase('configured', [
      { kind: 'wallet', value: { coin: 'monero', type: 'standard', address, checksumValid: true } },
      {
        kind: 'mining-config',
        value: {
          pools: [
            { host: 'a.example', login: `${address}.1111111111111111`, wallet: address, paymentId: '1111111111111111' },
            { host: 'a.example', login: `${address}.2222222222222222`, wallet: address, paymentId: '2222222222222222' },
          ],
          source: 'json',
        },
      },
    ]);
    expect(accountsIn(evidence).map(({ paymentId }) => paymentId)).toEqual(['1111111111111111', '2222222222222222']);
  });
});
