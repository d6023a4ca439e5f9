import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './mining-mention.fixture.ts';
import { miningMention } from './mining-mention.ts';

const term = (text: string) => ({ kind: 'mining-term', value: { term: text, category: 'miner' } }) as const;

describe('mining-mention', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(miningMention, example);
    expect(claims.map((claim) => claim.stage ?? miningMention.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(miningMention, example)).toEqual([]);
  });

  it('names the terms, each once', () => {
    const seen = ['xmrig', 'xmrig', 'ccminer', 'coinhive', 'minerd'].map(term);
    const [claim] = runDetector(miningMention, { name: 'terms', seen });
    expect(claim?.title).toBe('Something that speaks of mining (xmrig, ccminer, coinhive and 1 more)');
  });

  it('says that a wallet in a program is no miner', () => {
    const [claim] = runDetector(miningMention, fixture.fires[2] ?? { name: '', seen: [] });
    expect(claim?.title).toBe('A program that holds a wallet address, with nothing set to mine for it');
  });

  it('still speaks of a document that quotes a configuration', () => {
    const seen = [{ ...term('xmrig'), artifact: { kind: 'document' } }] as const;
    expect(runDetector(miningMention, { name: 'readme', seen })).toHaveLength(1);
  });

  it('makes at most 50 findings of a thousand artifacts, and says how many there were', () => {
    const seen = Array.from({ length: 1000 }, () => ({ ...term('xmrig'), artifact: { kind: 'rules' } }) as const);
    const claims = runDetector(miningMention, { name: 'rules', seen });
    expect(claims).toHaveLength(50);
    expect(claims.at(-1)?.title).toBe('951 more artifacts that speak of mining');
  });
});
