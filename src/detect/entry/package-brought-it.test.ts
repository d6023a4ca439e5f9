import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './package-brought-it.fixture.ts';
import { packageBroughtIt } from './package-brought-it.ts';

describe('package-brought-it', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(packageBroughtIt, example);
    expect(claims.map((claim) => claim.stage ?? packageBroughtIt.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(packageBroughtIt, example)).toEqual([]);
  });
});
