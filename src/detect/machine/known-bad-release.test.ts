import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './known-bad-release.fixture.ts';
import { knownBadRelease } from './known-bad-release.ts';

describe('known-bad-release', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(knownBadRelease, example);
    expect(claims.map((claim) => claim.stage ?? knownBadRelease.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(knownBadRelease, example)).toEqual([]);
  });
});
