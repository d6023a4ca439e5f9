import { describe, expect, it } from 'vitest';
import type { Case } from '../model/case.ts';
import { lineageOf } from './lineage.ts';

function names(id: string, parents: Readonly<Record<string, string | undefined>>): string[] {
  const artifacts = Object.entries(parents).map(([own, parent]) => {
    return { id: own, name: own, kind: 'data' as const, size: 1, ...(parent === undefined ? {} : { parent }) };
  });
  const evidence: Case = { artifacts, observations: [], findings: [] };
  return lineageOf(id, evidence).map(({ name }) => name);
}

describe('the lineage of an artifact', () => {
  it('leads from itself to the one that nothing else holds', () => {
    expect(names('a3', { a1: undefined, a2: 'a1', a3: 'a2' })).toEqual(['a3', 'a2', 'a1']);
  });

  it('ends where a report leaves one out', () => {
    expect(names('a3', { a3: 'a2' })).toEqual(['a3']);
    expect(names('a9', { a3: 'a2' })).toEqual([]);
  });

  it('ends in a circle, too', () => {
    expect(names('a1', { a1: 'a2', a2: 'a1' }).length).toBeLessThan(100);
  });
});
