import { describe, expect, it } from 'vitest';
import { LearntNames, mostLearnt } from './learnt-names.ts';

describe('names that were learnt', () => {
  it('are those of one client, or of anybody where it is a conversation', () => {
    const learnt = new LearntNames();
    learnt.remember('203.0.113.7', '192.0.2.10', 'pool.example.com', 0);
    learnt.remember('CConnx1', '', 'pool.example.com', 0);
    expect(learnt.beside('203.0.113.7', '192.0.2.10')).toEqual(['pool.example.com']);
    expect(learnt.beside('203.0.113.7', '192.0.2.11')).toEqual([]);
    expect(learnt.beside('CConnx1', '')).toEqual(['pool.example.com']);
  });

  it('make room for new ones where they were of no use for longest, and are looked for no longer', () => {
    const sought = new Set<string>();
    const learnt = new LearntNames({ add: (text) => sought.add(text), remove: (text) => sought.delete(text) });
    for (let i = 0; i < mostLearnt; i++) learnt.remember(`flow ${i}`, '', 'pool.example.com', i);
    learnt.beside('flow 0', '');
    learnt.remember('flow new', '', 'pool.example.com', mostLearnt);
    expect(learnt.forgotten).toBe(1);
    expect(sought.size).toBe(mostLearnt);
    expect(['flow 0', 'flow 1', 'flow new'].map((text) => learnt.has(text))).toEqual([true, false, true]);
    expect(sought.has('flow 1')).toBe(false);
  });
});
