import { describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { fixture } from './analyst-evidence.fixture.ts';
import { analystEvidence } from './analyst-evidence.ts';

describe('the evidence extractor', () => {
  it.each(fixture.fires.map((c) => [c.name, c] as const))('fires on %s', (_, input) => {
    const { sightings, misses } = runExtractor(analystEvidence, input);
    expect(sightings).toMatchObject(input.expect);
    expect(misses).toEqual([]);
  });

  it.each(fixture.silent.map((c) => [c.name, c] as const))('stays silent on %s', (_, input) => {
    expect(runExtractor(analystEvidence, input)).toEqual({ sightings: [], misses: [] });
  });

  it('says where an item stands, by line and in bytes', () => {
    const input = 'davylamp-evidence: 1\noverrides:\n  - {id: o, question: who, ignore: true, reason: r, by: b}\n';
    const [, item] = runExtractor(analystEvidence, { name: 'case', input }).sightings;
    expect(item).toMatchObject({
      kind: 'override',
      line: 3,
      offset: input.indexOf('{'),
      length: input.trimEnd().length - input.indexOf('{'),
    });
  });

  it('tells what is wrong with an item, and what makes all of a file useless', () => {
    const misses = (input: string) => runExtractor(analystEvidence, { name: 'case', input }).misses;
    expect(misses('davylamp-evidence: 1\nfacts: [{}]\n')[0]).toMatchObject({
      gap: { code: 'malformed', what: 'line 2: facts[1].id is missing; it takes text', offset: 29 },
    });
    expect(misses('davylamp-evidence: 1\nminers: []\n')).toEqual([
      {
        gap: {
          code: 'malformed',
          what: 'line 2: `miners` is no key of an evidence file: nothing of this evidence file was taken',
          offset: 21,
        },
      },
    ]);
  });

  it('reads no part of a file for the whole', () => {
    const bytes = new TextEncoder().encode('davylamp-evidence: 1\n');
    const view = { name: 'a', kind: 'config', bytes, base: 0, whole: false, hits: [], runs: [] } as const;
    expect([...analystEvidence.extract(view)]).toMatchObject([{ gap: { code: 'limit-bytes' } }]);
  });
});
