import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyScript } from '../../../tests/any-script.ts';
import { runExtractor } from '../../../tests/harness.ts';
import { dropper } from './samples.ts';
import { fixture } from './script-deeds.fixture.ts';
import { scriptDeeds } from './script-deeds.ts';

describe('script-deeds', () => {
  it.each(fixture.fires)('sees $name', (example) => {
    expect(runExtractor(scriptDeeds, example).sightings).toMatchObject(example.expect);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runExtractor(scriptDeeds, example).sightings).toEqual([]);
  });
  it('tells the whole story of a dropper, with its lines', () => {
    const { sightings } = runExtractor(scriptDeeds, { name: 'x', kind: 'script', input: dropper });
    const kinds = new Set(sightings.map(({ kind }) => kind));
    for (const kind of scriptDeeds.emits) expect(kinds).toContain(kind);
    const lines = dropper.split('\n');
    for (const { line, offset } of sightings) {
      const start = dropper.lastIndexOf('\n', offset - 1) + 1;
      expect(lines[(line ?? 0) - 1]).toBe(dropper.slice(start, dropper.indexOf('\n', start)));
    }
  });
  it('says where a statement stands, in bytes, in UTF-16 as well', () => {
    const input = Buffer.from('\ufeffcd C:\\\r\nwevtutil cl Security\r\n', 'utf16le');
    expect(runExtractor(scriptDeeds, { name: 'x', kind: 'script', input }).sightings).toMatchObject([
      { kind: 'trace-wipe', offset: 18, length: 40, line: 2 },
    ]);
  });
  it('reports a gap where a script goes on longer than is read', () => {
    const { misses } = runExtractor(scriptDeeds, { name: 'x', kind: 'script', input: 'setenforce 0\n'.repeat(25_000) });
    expect(misses).toMatchObject([{ gap: { code: 'limit-count' } }]);
  });
  it('takes any text', () => {
    fc.assert(
      fc.property(anyScript('crontab -', 'echo a', 'sh -c '), (input) => {
        runExtractor(scriptDeeds, { name: 'x', kind: 'script', input });
      }),
    );
  });
});
