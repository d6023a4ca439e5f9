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
