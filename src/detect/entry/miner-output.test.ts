import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './miner-output.fixture.ts';
import { minerOutput } from './miner-output.ts';

describe('miner-output', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(minerOutput, example);
    expect(claims.map((claim) => claim.stage ?? minerOutput.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(minerOutput, example)).toEqual([]);
  });
});
