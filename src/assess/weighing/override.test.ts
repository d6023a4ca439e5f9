import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { makeCase } from '../../../tests/make-case.ts';
import type { Override } from '../../model/analyst-payloads.ts';
import { weigh } from './weigh.ts';
import { provenance, smallTable } from './weighing.fixture.ts';

const typed: Expected = { kind: 'network-name', value: { name: 'example.kp' } };

/** The answer where a name was typed and an analyst overrules something. */
function weighedWith(...overrides: readonly Partial<Override>[]): ReturnType<typeof weigh> {
  const seen = overrides.map((part, i): Expected => {
    const value = { item: `O${i + 1}`, question: 'who', reason: 'for the test', by: 'an analyst', ...part } as const;
    return { kind: 'override', value };
  });
  return weigh('who', smallTable, makeCase('configured', [typed, ...seen]));
}

const midOf = ({ hypotheses }: ReturnType<typeof weigh>, id: string): number | undefined =>
  hypotheses.find((one) => one.id === id)?.probability.mid;

describe('an override', () => {
  it('is taken and kept on record, with who and why', () => {
    const { weighing } = weighedWith({ indicator: 'typed', ignore: true, date: '2026-01-02' });
    expect(weighing.items).toEqual([]);
    expect(weighing.overrides).toEqual([
      { item: 'O1', what: 'typed is left out', reason: 'for the test', by: 'an analyst', date: '2026-01-02' },
    ]);
  });

  it('sets likelihoods and forgeability of what was seen', () => {
    const { weighing } = weighedWith({ indicator: 'typed', likelihood: { third: 0.8 }, forgeability: 'none' });
    expect(weighing.items).toMatchObject([
      { likelihood: { first: 0.9, second: 0.1, third: 0.8 }, forgeability: 'none' },
    ]);
    expect(weighing.overrides[0]?.what).toBe('typed: third 80 %, forgeability none');
  });

  it('sets priors; the readings it does not name share what is left, as they did', () => {
    const { weighing } = weighedWith({ prior: { first: 0.65 } });
    expect(weighing.priors).toEqual({ first: 0.65, second: 0.15, third: 0.05, unknown: 0.15 });
  });

  it('adds to another on the same indicator; of two that disagree the later holds', () => {
    const { weighing } = weighedWith(
      { indicator: 'typed', likelihood: { first: 0.4, second: 0.3 } },
      { indicator: 'typed', likelihood: { first: 0.5 } },
    );
    expect(weighing.items).toMatchObject([{ likelihood: { first: 0.5, second: 0.3, third: 0.1 } }]);
    expect(weighing.overrides).toHaveLength(2);
  });

  it('of another question is none of this one’s business', () => {
    expect(weighedWith({ question: 'money', indicator: 'typed', ignore: true }).weighing.items).toHaveLength(1);
  });

  it.each<[string, Partial<Override>]>([
    ['there is no hypothesis “nobody”', { indicator: 'typed', likelihood: { nobody: 0.5 } }],
    ['there is no hypothesis “__proto__”', { prior: JSON.parse('{"__proto__": 0.5}') as Record<string, number> }],
    ['there is no indicator “seen”', { indicator: 'seen', ignore: true }],
    ['its priors add up to more than 1', { prior: { first: 0.7, second: 0.5 } }],
    ['its priors leave no hypothesis possible', { prior: { first: 0, second: 0, third: 0, unknown: 0 } }],
    [
      'the reading that predicts nothing cannot be given a likelihood',
      { indicator: 'typed', likelihood: { unknown: 1 } },
    ],
  ])('is refused in words where %s', (problem, part) => {
    const refused = weighedWith(part);
    expect(refused.weighing.remarks).toEqual([`The override O1 was not taken: ${problem}.`]);
    expect(refused.weighing.overrides).toEqual([]);
    expect(refused.hypotheses).toEqual(weighedWith().hypotheses);
  });

  it('may set priors that add up to 1 but for rounding', () => {
    const prior = { first: 0.1, second: 0.7, third: 0.2, unknown: 0 };
    expect(weighedWith({ prior }).weighing.remarks).toEqual([]);
  });

  it('may rule a reading out', () => {
    expect(midOf(weighedWith({ prior: { first: 0 } }), 'first')).toBe(0.01);
  });
});

describe('what an analyst marked and no table knows', () => {
  it('is told, and not weighed', () => {
    const fact = { item: 'F1', says: 'It.', provenance, shows: ['who/no-such-thing', 'money/of-another-question'] };
    const judgement = { item: 'J1', says: 'It.', provenance, question: 'who', likelihood: { nobody: 0.9 } } as const;
    const evidence = makeCase('configured', [
      { kind: 'fact', value: fact },
      { kind: 'judgement', value: judgement },
    ]);
    const { weighing } = weigh('who', smallTable, evidence);
    expect(weighing.remarks).toEqual([
      'The fact F1 is said to show who/no-such-thing, and there is no such indicator: it was not weighed.',
      'The judgement J1 names hypotheses that do not exist (nobody): those were left out.',
    ]);
    expect(weighing.items.every(({ moves }) => Object.values(moves).every((move) => move === 0))).toBe(true);
  });
});
