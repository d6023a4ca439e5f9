import { beforeAll, describe, expect, it } from 'vitest';
import { runExtractor } from '../../../tests/harness.ts';
import { nodeHost } from '../../engine/node/host.ts';
import { fixture } from './analyst-evidence.fixture.ts';
import { analystEvidence } from './analyst-evidence.ts';

beforeAll(() => analystEvidence.load?.(nodeHost));

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

  it('tells who puts another key first, and nobody else', () => {
    const run = (file: string, input: string) => runExtractor(analystEvidence, { name: 'case', file, input });
    const late = 'case: x\ndavylamp-evidence: 1\n';
    const gap = { code: 'malformed', what: expect.stringMatching(/must be the first key/), offset: 8 };
    expect(run('notes.yaml', late)).toEqual({ sightings: [], misses: [{ gap }] });
    expect(run('notes.json', '{"case": "x",\n "davylamp-evidence": 1}').misses).toHaveLength(1);
    for (const [file, text] of [
      ['page.md', late],
      ['list.yaml', 'a: b davylamp-evidence: 1\n'],
    ] as const)
      expect(run(file, text)).toEqual({ sightings: [], misses: [] });
  });

  it('tells who saved a file in UTF-16', () => {
    const input = Buffer.from('\ufeffdavylamp-evidence: 1\n', 'utf16le');
    const what = 'line 1: this is not text in UTF-8; save the file as UTF-8: nothing of this evidence file was taken';
    expect(runExtractor(analystEvidence, { name: 'case', input }).misses).toMatchObject([{ gap: { what } }]);
  });

  it('reads no part of a file for the whole', () => {
    const bytes = new TextEncoder().encode('davylamp-evidence: 1\n');
    const view = { name: 'a', kind: 'config', bytes, base: 0, whole: false, hits: [], runs: [] } as const;
    expect([...analystEvidence.extract(view)]).toMatchObject([{ gap: { code: 'limit-bytes' } }]);
  });
});
