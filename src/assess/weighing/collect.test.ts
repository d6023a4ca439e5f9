import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { makeCase } from '../../../tests/make-case.ts';
import { collect } from './collect.ts';
import { provenance, smallTable } from './weighing.fixture.ts';

const typed: Expected = { kind: 'network-name', value: { name: 'example.kp' } };
const collected = (...seen: readonly Expected[]): ReturnType<typeof collect> =>
  collect('who', smallTable, makeCase('configured', seen));

describe('the items of a case', () => {
  it('are what an indicator sees, graded A1 and of the examined files', () => {
    expect(collected(typed)).toEqual([
      {
        indicator: 'typed',
        says: 'A name was typed',
        why: 'for the test',
        by: 'automatic',
        group: 'the examined files',
        observations: ['o1'],
        likelihood: { first: 0.9, second: 0.1, third: 0.1 },
        forgeability: 'cheap',
        grade: { reliability: 'A', credibility: 1 },
      },
    ]);
  });

  it('stay one where the same is seen again in one origin, and name at most twenty places', () => {
    const [item, ...others] = collected(...Array<Expected>(30).fill(typed));
    expect(others).toEqual([]);
    expect(item?.observations).toHaveLength(20);
  });

  it('are facts that an analyst marked, with the analyst’s own grade, origin and forgeability', () => {
    const graded = { ...provenance, reliability: 'B', credibility: 3, origin: 'pool 1', forgeability: 'none' } as const;
    const value = { item: 'F1', says: 'The pool says so.', provenance: graded, shows: ['who/recorded'] };
    expect(collected({ kind: 'fact', value })).toMatchObject([
      {
        indicator: 'recorded',
        says: 'The pool says so.',
        by: 'analyst',
        group: 'pool 1',
        forgeability: 'none',
        grade: { reliability: 'B', credibility: 3 },
      },
    ]);
  });

  it('stay one where two sources of one origin say the same', () => {
    const said = (source: string): Expected => {
      return {
        kind: 'fact',
        value: { item: source, says: 'It.', provenance: { ...provenance, source }, shows: ['who/recorded'] },
      };
    };
    expect(collected(said('a paper'), said('another paper'))).toMatchObject([{ observations: ['o1', 'o2'] }]);
  });

  it('are judgements by hand; a reading that they leave out is left where it is', () => {
    const value = {
      item: 'J1',
      says: 'It.',
      provenance,
      question: 'who',
      likelihood: { first: 0.9, second: 0.1 },
      by: 'me',
    } as const;
    const [item] = collected({ kind: 'judgement', value });
    expect(item).toMatchObject({ indicator: 'J1', why: 'weighed by hand, by me', by: 'analyst' });
    expect(item?.likelihood['third']).toBeCloseTo(0.3, 9);
  });

  it('are none of another question’s', () => {
    const judgement = { item: 'J1', says: 'It.', provenance, question: 'money', likelihood: { first: 1 } } as const;
    const fact = { item: 'F1', says: 'It.', provenance, shows: ['money/recorded'] };
    expect(collected({ kind: 'judgement', value: judgement }, { kind: 'fact', value: fact })).toEqual([]);
  });
});
