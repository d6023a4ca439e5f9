import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './container-miner.fixture.ts';
import { containerMiner } from './container-miner.ts';

describe('container-miner', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(containerMiner, example);
    expect(claims.map((claim) => claim.stage ?? containerMiner.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(containerMiner, example)).toEqual([]);
  });
});
