import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './miner-started.fixture.ts';
import { minerStarted } from './miner-started.ts';

describe('miner-started', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(minerStarted, example);
    expect(claims.map((claim) => claim.stage ?? minerStarted.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(minerStarted, example)).toEqual([]);
  });
});
