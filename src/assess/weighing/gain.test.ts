import { describe, expect, it } from 'vitest';
import { makeCase } from '../../../tests/make-case.ts';
import type { QuestionTable } from '../../model/question-table.ts';
import { openQuestions } from './gain.ts';
import { emptyCase, priors, smallTable } from './weighing.fixture.ts';

const now = { priors, moves: [], leader: 'first' };

describe('what to ask next', () => {
  it('is what is expected to move the leader most: a record that is dear to forge before a word that anyone can type', () => {
    const evidence = makeCase('configured', [{ kind: 'network-name', value: { name: 'n' } }]);
    const asks = openQuestions(smallTable, evidence, new Set(), now);
    expect(asks.map(({ indicator }) => indicator)).toEqual(['recorded', 'typed']);
    expect(asks[0]?.gain).toBeGreaterThan(asks[1]?.gain ?? 1);
  });

  it('is nothing that was answered, and nothing that this case does not raise', () => {
    expect(openQuestions(smallTable, emptyCase, new Set(['typed']), now)).toEqual([]);
  });

  it('is asked once where two indicators ask the same, with the greater gain', () => {
    const [typed, recorded] = smallTable.indicators.map((one) => ({ ...one, ask: 'Ask.' }));
    const both: QuestionTable = { ...smallTable, indicators: [typed, recorded].flatMap((one) => one ?? []) };
    expect(openQuestions(both, emptyCase, new Set(), now)).toMatchObject([{ indicator: 'recorded', ask: 'Ask.' }]);
  });

  it('gains nothing from what fits all readings alike', () => {
    const [typed] = smallTable.indicators;
    if (typed === undefined) throw new Error('the table has an indicator');
    const flat = { ...typed, likelihood: { first: 50, second: 50, third: 50 } };
    const [ask] = openQuestions({ ...smallTable, indicators: [flat] }, emptyCase, new Set(), now);
    expect(ask?.gain).toBeCloseTo(0, 12);
  });
});
