import { describe, expect, it } from 'vitest';
import { answers } from '../../tests/answers.ts';
import type { Expected } from '../../tests/fixture.ts';
import { config2018, makeCase, wallet2018 } from '../../tests/make-case.ts';
import type { Answer } from '../model/answer.ts';
import { from, record, records2018 } from './money/records.fixture.ts';
import { fixture } from './money.fixture.ts';
import { money } from './money.ts';

answers(money, fixture);

function leading(answer: Answer): string {
  const [first] = answer.hypotheses;
  return `${first?.id}, ${first?.band}`;
}

function weighed(...seen: readonly Expected[]): Answer {
  return money.assess(makeCase('configured', [config2018, wallet2018, ...seen]));
}

describe('a wallet that everybody knows', () => {
  const address = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';
  const wallet: Expected = {
    kind: 'wallet',
    value: {
      coin: 'monero',
      network: 'mainnet',
      type: 'subaddress',
      address,
      checksumValid: true,
      known: 'donation',
      knownWhy: 'donations to the Monero project; source: README',
    },
  };
  const config = (source: 'argv' | 'binary'): Expected => ({
    kind: 'mining-config',
    value: { source, miner: 'p2pool', pools: [{ host: '127.0.0.1', port: 18081, login: address, wallet: address }] },
  });
  const unit: Expected = { kind: 'autostart', value: { mechanism: 'systemd', place: '/x.service', why: [] } };
  const says = (...seen: Expected[]): string => money.assess(makeCase('capability', seen)).says;

  it('is named where something that starts by itself is set up for it', () => {
    expect(says(unit, config('argv'), wallet)).toBe(
      'To no account of anybody here: what is set up names 888tNkZr…, a wallet that is published (donations to the Monero project).',
    );
  });

  it('is not named where nothing starts, or a program only carries it', () => {
    expect(says(config('argv'), wallet)).toBe('Nothing here is set to pay an account.');
    expect(says(unit, config('binary'), wallet)).toBe('Nothing here is set to pay an account.');
    expect(says(unit, wallet)).toBe('Nothing here is set to pay an account.');
  });
});

describe('whose the account is', () => {
  it('is not weighed where nothing is paid', () => {
    expect(money.assess(makeCase('mention', [wallet2018]))).toMatchObject({ hypotheses: [], next: [] });
    expect(money.assess(makeCase('mention', [wallet2018])).weighing).toBeUndefined();
  });

  it('hangs on the base in the 2018 case: one public list, so likely and no more', () => {
    const answer = weighed(...records2018);
    expect(leading(answer)).toBe('service, likely');
    expect(answer.confidence).toBe('low');
    expect(answer.linchpin).toContain('base 48mxGC7M…');
  });

  it('is all but settled once a service says that the account is its customer’s', () => {
    const confirmed: Expected = {
      kind: 'fact',
      value: {
        item: 'reply',
        says: 'The exchange confirms that the payment id is a customer of its own',
        shows: ['money/service-confirms'],
        provenance: { ...from('an exchange'), reliability: 'A', credibility: 1 },
      },
    };
    const answer = weighed(confirmed);
    expect(leading(answer)).toBe('service, almost certain');
  });

  it('is no example once pools have paid it', () => {
    const chance = (answer: Answer): number =>
      answer.hypotheses.find(({ id }) => id === 'placeholder')?.probability.mid ?? 1;
    expect(chance(weighed(...records2018))).toBeLessThan(chance(weighed()));
    expect(chance(weighed(record('nanopool', { paid: 0 })))).toBeGreaterThan(chance(weighed()));
  });

  it('rests on the records and the wallet, by their ids', () => {
    expect(weighed(...records2018).because).toEqual(expect.arrayContaining(['o2', 'o3', 'o4', 'o5', 'o6']));
  });
});
