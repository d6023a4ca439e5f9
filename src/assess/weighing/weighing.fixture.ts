/** Items, tables and cases for the engine's tests. */
import * as fc from 'fast-check';
import type { Case } from '../../model/case.ts';
import type { Forgeability, Provenance } from '../../model/provenance.ts';
import { defineTable, type QuestionTable } from '../../model/question-table.ts';
import { ownReading } from './grade.ts';
import type { Item } from './item.ts';

export function makeItem(part: Partial<Item> = {}): Item {
  return {
    indicator: 'an-indicator',
    says: 'Something was seen',
    why: 'for the test',
    by: 'automatic',
    group: 'one origin',
    observations: ['o1'],
    likelihood: { first: 0.8, second: 0.2, third: 0.2 },
    forgeability: 'none',
    grade: ownReading,
    ...part,
  };
}

export const priors = { first: 0.3, second: 0.3, third: 0.1, unknown: 0.3 } as const;
export const labels = { first: 'the first', second: 'the second', third: 'the third', unknown: 'nobody can tell' };

/** A table with one indicator of each forgeability; `typed` sees every network name. */
export const smallTable: QuestionTable<'first' | 'second' | 'third'> = defineTable({
  readings: {
    first: { label: 'the first', prior: 30, why: 'for the test' },
    second: { label: 'the second', prior: 30, why: 'for the test' },
    third: { label: 'the third', prior: 10, why: 'for the test' },
  },
  unknown: 30,
  indicators: [
    {
      id: 'typed',
      says: 'A name was typed',
      likelihood: { first: 90, second: 10, third: 10 },
      why: 'for the test',
      forgeability: 'cheap',
      *sees(evidence) {
        for (const observation of evidence.observations) if (observation.kind === 'network-name') yield { observation };
      },
      ask: 'Ask who typed it.',
    },
    {
      id: 'recorded',
      says: 'A record says so',
      likelihood: { first: 5, second: 80, third: 20 },
      why: 'for the test',
      forgeability: 'dear',
      ask: (evidence) => (evidence.observations.length > 0 ? 'Ask the keeper of the record.' : undefined),
    },
  ],
});

export const provenance: Provenance = {
  source: 'a test',
  reliability: 'A',
  credibility: 1,
  tlp: 'clear',
  origin: 'a report',
  forgeability: 'dear',
};

export const emptyCase: Case = { artifacts: [], observations: [], findings: [] };

// --- arbitraries ---------------------------------------------------------------------------------------------

const forgeability = fc.constantFrom<Forgeability>('cheap', 'moderate', 'dear', 'none');
const reliability = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F');
const chance = fc.double({ min: 0, max: 1, noNaN: true });

export const likelihoods: fc.Arbitrary<Record<string, number>> = fc.record({
  first: chance,
  second: chance,
  third: chance,
});

export const someItem: fc.Arbitrary<Item> = fc
  .record({
    indicator: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    group: fc.constantFrom('file', 'capture', 'report', 'pool'),
    likelihood: likelihoods,
    forgeability,
    grade: fc.record({ reliability, credibility: fc.integer({ min: 1, max: 6 }) }),
  })
  .map((part) => makeItem({ ...part, says: `${part.indicator} was seen` }));

export const someItems: fc.Arbitrary<Item[]> = fc.array(someItem, { maxLength: 12 });

/** Priors that add up to 1, none of them 0. */
export const somePriors: fc.Arbitrary<Record<string, number>> = fc
  .tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 1, max: 100 })))
  .map((parts) => {
    const sum = parts.reduce((total, part) => total + part, 0);
    const [first = 1, second = 1, third = 1, unknown = 1] = parts.map((part) => part / sum);
    return { first, second, third, unknown };
  });
