import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { config2018, makeCase, session, wallet2018 } from '../../../tests/make-case.ts';
import type { Stage } from '../../model/finding.ts';
import type { StratumSession } from '../../model/payloads.ts';
import { costPerHour, victimCostIn } from './victim-cost.ts';

const provenance = {
  source: 'the bill',
  reliability: 'A',
  credibility: 1,
  tlp: 'clear',
  origin: 'test',
  forgeability: 'dear',
} as const;
const item = { item: 'i', says: 'as billed', provenance };
const power: Expected = {
  kind: 'tariff',
  value: { ...item, of: 'electricity', price: 0.3, currency: 'EUR', watts: 100 },
};
const cloud: Expected = {
  kind: 'tariff',
  value: { ...item, of: 'cloud', price: 0.05, currency: 'USD', processors: 8 },
};
const mining = (fields: Partial<StratumSession> = {}): Expected<'stratum-session'> => ({
  kind: 'stratum-session',
  value: { ...session.value, start: '2024-01-01T00:00:00.000Z', end: '2024-01-01T10:00:00.000Z', ...fields },
});
const record = (fields: object): Expected => ({
  kind: 'pool-record',
  value: {
    ...item,
    pool: 'nanopool',
    coin: 'monero',
    address: (wallet2018.value as { address: string }).address,
    ...fields,
  },
});

function told(stage: Stage | undefined, ...seen: readonly Expected[]): string {
  return victimCostIn(makeCase(stage, seen)).join('\n');
}

describe('an hour of mining costs', () => {
  it('the power that the machine draws more', () => {
    expect(costPerHour({ of: 'electricity', price: 0.3, watts: 100 })).toBeCloseTo(0.03, 12);
  });
  it('the processors that are rented, one where their number is not given', () => {
    expect(costPerHour({ of: 'cloud', price: 0.05, processors: 8 })).toBeCloseTo(0.4, 12);
    expect(costPerHour({ of: 'cloud', price: 0.05 })).toBe(0.05);
  });
  it('nobody knows what, where the watts are missing', () => {
    expect(costPerHour({ of: 'electricity', price: 0.3 })).toBeUndefined();
  });
});

describe('what the victim paid', () => {
  it('is for the hours that were seen, at least', () => {
    expect(told('active', mining(), power)).toBe(
      'Power (100 watts a machine more than at rest, at 0.3 EUR a kilowatt-hour; the bill): the 10 hours in which a machine was seen mining cost 0.30 EUR, and that is the least.',
    );
    expect(told('active', mining(), cloud)).toContain(
      'Rented processors (8 processors at 0.05 USD an hour each; the bill): the 10 hours',
    );
    expect(told('active', mining(), cloud)).toContain('cost 4.00 USD');
  });
  it('adds up machines, and counts the hours of one machine once', () => {
    const again = mining({
      client: '10.0.0.17:6000',
      start: '2024-01-01T05:00:00.000Z',
      end: '2024-01-01T12:00:00.000Z',
    });
    expect(told('active', mining(), again, power)).toContain('the 12 hours in which a machine was');
    const other = mining({ client: '[2001:db8::1]:6000' });
    expect(told('active', mining(), other, power)).toContain('the 20 hours in which 2 machines were');
  });
  it('is bounded by the first and the last share that pools know of, for one machine', () => {
    const shares = [
      record({ lastShare: '2018-01-02' }),
      record({ pool: 'b', firstShare: '2018-01-01', lastShare: '2018-01-01' }),
    ];
    expect(told('configured', config2018, wallet2018, ...shares, power)).toBe(
      'Power (100 watts a machine more than at rest, at 0.3 EUR a kilowatt-hour; the bill): had one machine mined for the account from the first share that is known of (2018-01-01) to the last (2018-01-02) without a break, that would have cost 0.72 EUR.',
    );
  });
  it('does not join the shares of two accounts', () => {
    const other = record({ address: 'someone', lastShare: '2010-01-01' });
    const login: Expected = {
      kind: 'mining-config',
      value: { pools: [{ host: 'p.example', login: 'someone' }], source: 'argv' },
    };
    const shares = [record({ firstShare: '2018-01-01', lastShare: '2018-01-02' }), other];
    const text = told('configured', config2018, wallet2018, login, ...shares, power);
    expect(text).toContain('(2018-01-01) to the last (2018-01-02)');
  });
  it('is not for a conversation in which nothing was handed in', () => {
    expect(told('active', mining({ submits: 0, accepted: 0 }), power)).toBe('');
  });
  it('says what is missing where the tariff has no watts', () => {
    const bare: Expected = { kind: 'tariff', value: { ...item, of: 'electricity', price: 0.3, currency: 'EUR' } };
    expect(told('active', mining(), bare)).toContain('does not say how many watts');
  });
  it.each<[string, Stage | undefined, Expected[]]>([
    ['nothing mines', undefined, [mining(), power]],
    ['no tariff is given', 'active', [mining()]],
    ['no time is known', 'active', [mining({ start: undefined, end: undefined }), power]],
    ['only one share is dated', 'configured', [config2018, wallet2018, record({ lastShare: '2018-01-02' }), power]],
  ])('is not told where %s', (_, stage, seen) => {
    expect(told(stage, ...seen)).toBe('');
  });
});
