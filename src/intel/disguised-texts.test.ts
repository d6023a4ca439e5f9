/** What is looked for in disguise must be findable there, and come from somewhere. */
import { describe, expect, it } from 'vitest';
import { disguisedTexts } from './disguised-texts.ts';
import { publicPools } from './public-pools.ts';

const texts = disguisedTexts.map(({ text }) => text);

describe('texts that are looked for in disguise', () => {
  it('are printable, seven characters or longer, and named once', () => {
    for (const text of texts) expect(text).toMatch(/^[\x20-\x7e]{7,}$/);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('are not found twice where one holds another', () => {
    for (const text of texts) expect(texts.filter((other) => other !== text && other.includes(text))).toEqual([]);
  });

  it('have a source and a date', () => {
    for (const { source, asOf } of disguisedTexts) {
      expect(source).toMatch(/https:|repositories/);
      expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it('name pools as their domains do', () => {
    const domains = publicPools.flatMap(([, rows]) => rows.map(([domain]) => domain));
    const pools = texts.filter((text) => /^[a-z0-9.-]+\.$/.test(text));
    expect(pools).toEqual(
      expect.arrayContaining(['hashvault.', 'moneroocean.', 'supportxmr.', 'nanopool.', 'c3pool.']),
    );
    for (const pool of pools) expect(domains.some((domain) => domain.startsWith(pool))).toBe(true);
  });
});
