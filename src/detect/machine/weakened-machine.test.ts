import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './weakened-machine.fixture.ts';
import { weakenedMachine } from './weakened-machine.ts';

describe('weakened-machine', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(weakenedMachine, example);
    expect(claims.map((claim) => claim.stage ?? weakenedMachine.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(weakenedMachine, example)).toEqual([]);
  });
});
