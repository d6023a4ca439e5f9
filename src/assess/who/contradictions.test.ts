import { expect, it } from 'vitest';
import type { Expected } from '../../../tests/fixture.ts';
import { makeCase } from '../../../tests/make-case.ts';
import { from } from './cases.fixture.ts';
import { contradictions } from './contradictions.ts';

function fact(subject: string, value: string, source: string): Expected {
  return {
    kind: 'fact',
    value: { item: value, says: value, subject, value, provenance: from(source, 'B2', source, 'none') },
  };
}

it('shows both values with their sources and grades', () => {
  const evidence = makeCase('configured', [fact('the date', '2017', 'x'), fact('the date', '2018', 'y')]);
  expect(contradictions(evidence)).toEqual(['The sources disagree on the date: “2017” by x (B2); “2018” by y (B2).']);
});

it('is silent where sources agree, and where subjects differ', () => {
  const evidence = makeCase('configured', [fact('a', '1', 'x'), fact('a', '1', 'y'), fact('b', '2', 'x')]);
  expect(contradictions(evidence)).toEqual([]);
});

it('says how many it leaves out', () => {
  const facts = Array.from({ length: 8 }, (_, i) => [fact(`s${i}`, 'a', 'x'), fact(`s${i}`, 'b', 'y')]).flat();
  const lines = contradictions(makeCase('configured', facts));
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)).toBe('The sources disagree on 3 more subjects.');
});
