import { describe, expect, it } from 'vitest';
import { makeDns } from '../../../tests/make-dns.ts';
import { DnsGlance, labelText } from './dns-glance.ts';

const name = 'cdn.example.com';
/** Where the first question's name stands. */
const nameAt = 12;

function aliasesOf(...answers: { type: number; data: number[] }[]): string[] {
  const records = answers.map((record) => ({ name, ...record }));
  const message = makeDns({ flags: 0x8180, questions: [{ name, type: 1 }], answers: records });
  const bytes = Uint8Array.of(0xee, 0xee, ...message, 0xee);
  const glance = new DnsGlance();
  expect(glance.read(bytes, 2, bytes.length - 1)).toBe(true);
  return Array.from(glance.aliasAt.subarray(0, glance.aliases), (at) => {
    const labels = glance.labelAt.subarray(0, glance.spell(bytes, at, bytes.length - 1));
    return Array.from(labels, (label) => labelText(bytes, label, bytes.length)).join('.');
  });
}

const pool = [4, ...Buffer.from('Pool')];
const pointer = (at: number): number[] => [0xc0 | (at >> 8), at & 255];

describe('a DNS message at a glance', () => {
  it('tells to which other names an answer leads, wherever their letters stand', () => {
    expect(aliasesOf({ type: 5, data: [...pool, 0] })).toEqual(['pool']);
    expect(aliasesOf({ type: 5, data: [...pool, ...pointer(nameAt + 4)] })).toEqual(['pool.example.com']);
    expect(aliasesOf({ type: 39, data: pointer(nameAt) })).toEqual([name]);
    expect(aliasesOf({ type: 33, data: [0, 1, 0, 1, 13, 5, ...pool, 0] })).toEqual(['pool']);
    expect(aliasesOf({ type: 65, data: [0, 1, ...pool, 0] }, { type: 1, data: [1, 2, 3, 4] })).toEqual(['pool']);
  });

  it('reads no name where pointers lead forward, round in a circle, or on and on', () => {
    const data = nameAt + name.length + 2 + 4 + name.length + 2 + 10;
    expect(aliasesOf({ type: 5, data: pointer(data) })).toEqual(['']);
    expect(aliasesOf({ type: 5, data: pointer(0x3fff) })).toEqual(['']);
    expect(aliasesOf({ type: 5, data: [...pool, ...pointer(data)] })).toEqual(['']);
    expect(aliasesOf({ type: 5, data: [0x80, 1] })).toEqual(['']);
  });

  it('looks at a bounded number of them', () => {
    expect(aliasesOf(...Array.from({ length: 30 }, () => ({ type: 5, data: [...pool, 0] })))).toHaveLength(16);
  });
});
