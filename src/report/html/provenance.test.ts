import { describe, expect, it } from 'vitest';
import type { Provenance } from '../../model/provenance.ts';
import type { Report } from '../../model/report.ts';
import { defanger } from '../defang.ts';
import { indexEvidence } from '../evidence-index.ts';
import { writeContent } from './markup.ts';
import { sourceLink } from './provenance.ts';

const empty = { artifacts: [], observations: [], findings: [] } as unknown as Report; // only what an index reads

function linked(url: string): boolean {
  const defang = defanger(['pool.example']);
  const from: Provenance = {
    source: 'a report',
    url,
    reliability: 'B',
    credibility: 2,
    tlp: 'clear',
    origin: 'report',
    forgeability: 'dear',
  };
  const telling = { index: indexEvidence(empty), defang, told: new Set<string>(), room: 0 };
  return writeContent(sourceLink(from, telling), defang).includes('href=');
}

describe('the link to a source', () => {
  it('leads to whoever published', () => {
    expect(linked('https://research.example/2018/miner')).toBe(true);
  });

  it.each([
    'https://pool.example/stats',
    'https://POOL.example/stats',
    'https://pool.example./stats',
    'https://eu.pool.example/',
    'https://8.8.8.8/',
    'https://134744072/',
    'http://research.example/',
    'javascript:alert(1)',
  ])('is none for %s: the report warns of it, or a click would not be safe', (url) => {
    expect(linked(url)).toBe(false);
  });
});
