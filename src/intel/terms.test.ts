import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { minerFamilies } from './families.ts';
import { knownTerm, miningTerms } from './terms.ts';

describe('mining terms', () => {
  it('stand once each, whatever the case', () => {
    const texts = miningTerms.map(({ text }) => text.toLowerCase());
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
  });
  it('are long enough for the sieve to be cheap, but for two names that are worth it', () => {
    expect(miningTerms.map(({ text }) => text).filter((text) => text.length < 7)).toEqual(['xmrig', 'minerd']);
  });
  it('carry a source and a date', () => {
    for (const { source, asOf } of miningTerms) expect([source.length > 0, asOf.length]).toEqual([true, 10]);
  });
  it('are found in either case', () => {
    expect(knownTerm('XMRIG')?.category).toBe('miner');
    expect(knownTerm('mining')).toBeUndefined();
  });
  it('leave out the thread of the kernel that a miner took its name from', () => {
    expect(knownTerm('kdevtmpfs')).toBeUndefined();
    expect(knownTerm('kdevtmpfsi')?.category).toBe('miner');
  });
});

describe('miner families', () => {
  it('ask for company: no family is claimed on fewer than four traits', () => {
    for (const { atLeast, traits } of minerFamilies) {
      expect(atLeast).toBeGreaterThanOrEqual(3);
      expect(traits.length).toBeGreaterThanOrEqual(atLeast);
    }
  });
  it('use literals that the sieve takes: printable ASCII, five bytes at least', () => {
    for (const { must, traits } of minerFamilies)
      for (const literal of [must, ...traits].flatMap((trait) => trait.literals))
        expect(literal).toMatch(/^[\x20-\x7e]{5,}$/);
  });
});

const words = '/usr/share/dict/words';
describe.skipIf(!existsSync(words))('in a dictionary (skips where none is installed)', () => {
  it('no term is a word', () => {
    const dictionary = new Set(readFileSync(words, 'utf8').toLowerCase().split('\n'));
    expect(miningTerms.filter(({ text }) => dictionary.has(text.toLowerCase()))).toEqual([]);
  });
});
