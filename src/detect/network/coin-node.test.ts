import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './coin-node.fixture.ts';
import { coinNode } from './coin-node.ts';

describe('coin-node', () => {
  it.each(fixture.fires)('is a mention for $name, and says what it is not', (example) => {
    const [claim] = runDetector(coinNode, example);
    expect(claim?.stage ?? coinNode.stage).toBe(example.stage);
    expect(claim?.title).toBe('A full node of bitcoin mainnet talks to a peer: not pool mining');
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(coinNode, example)).toEqual([]);
  });
  it('makes one claim of all the peers of one network', () => {
    const seen = fixture.fires[0]?.seen[0];
    const found = runDetector(coinNode, {
      name: 'many',
      seen: seen === undefined ? [] : Array.from({ length: 50 }, () => seen),
    });
    expect(found).toHaveLength(1);
    expect(found[0]?.title).toContain('50 peers');
    expect(found[0]?.because).toHaveProperty('any.length', 20);
  });
});
