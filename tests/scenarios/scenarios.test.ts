import { describe, expect, it } from 'vitest';
import { scenarios } from './index.ts';
import { outcomeOf, outcomesOf } from './score.ts';
import { variantOf } from './variation.ts';

/** Enough for a test; the bench takes more. */
const variants = 5;

const states = ['Korea', 'DPRK', 'Iran', 'Lazarus'];

describe.each(scenarios)('$question: $name', (scenario) => {
  const outcomes = outcomesOf([scenario], variants);

  it(scenario.tellable ? 'is never told wrongly' : 'is not told more surely than anyone could', () => {
    for (const { overclaims, leader, probability } of outcomes)
      expect(overclaims, `${leader} at ${probability}`).toBe(false);
  });

  it('lets nothing lead that was planted or is shared', () => {
    for (const { deceived, leader } of outcomes) expect(deceived, leader).toBe(false);
  });

  it('names no state and no group', () => {
    for (const { answer } of outcomes)
      for (const name of states) expect([answer.says, ...(answer.details ?? [])].join('\n')).not.toContain(name);
  });

  it('is of low confidence where it hangs on one origin', () => {
    if (scenario.question === 'what') return; // there it is the finding's own
    for (const { unstable, answer } of outcomes) if (unstable) expect(answer.confidence).toBe('low');
  });

  if (scenario.theme === 'too little' && scenario.truth === 'state')
    it('is called likely at most', () => {
      for (const { probability } of outcomes) expect(probability).toBeLessThanOrEqual(0.8);
    });
});

describe('the scenarios', () => {
  it('are at least twenty-four, of every theme, and no two of one name', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(24);
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  });

  it('are told rightly where one could tell, most of them', () => {
    const tellable = scenarios.filter(({ tellable: can }) => can).map((scenario) => outcomeOf(scenario, 0));
    const right = tellable.filter(({ leader, scenario }) => leader === scenario.truth);
    expect(right.length / tellable.length).toBeGreaterThanOrEqual(0.9);
  });

  it('vary with the seed, and are the same for the same seed', () => {
    for (const scenario of scenarios) {
      expect(variantOf(scenario, 3)).toEqual(variantOf(scenario, 3));
      expect(variantOf(scenario, 0)).toEqual([...scenario.pieces, ...(scenario.extras ?? [])]);
    }
    const [first] = scenarios;
    if (first) expect(variantOf(first, 1)).not.toEqual(variantOf(first, 2));
  });
});
