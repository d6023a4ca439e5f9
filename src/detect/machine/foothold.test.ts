import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './foothold.fixture.ts';
import { foothold } from './foothold.ts';

describe('foothold', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(foothold, example);
    expect(claims.map((claim) => claim.stage ?? foothold.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(foothold, example)).toEqual([]);
  });
});
