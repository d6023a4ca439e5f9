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
  it('says where it stands', () => {
    const [installed, , named] = fixture.fires;
    const titleOf = (example = installed): string | undefined =>
      runDetector(knownBadRelease, example ?? { name: '', seen: [] })[0]?.title;
    expect(titleOf()).toBe(
      'ua-parser-js 0.7.29 (npm) is installed (/srv/app/node_modules/ua-parser-js/package.json): its install script ran a miner',
    );
    expect(titleOf(named)).toContain('A lock file (/srv/app/node_modules/ua-parser-js/package.json) names ');
  });
});
