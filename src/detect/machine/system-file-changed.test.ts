import { describe, expect, it } from 'vitest';
import { runDetector } from '../../../tests/harness.ts';
import { fixture } from './system-file-changed.fixture.ts';
import { systemFileChanged } from './system-file-changed.ts';

describe('system-file-changed', () => {
  it.each(fixture.fires)('claims $name', (example) => {
    const claims = runDetector(systemFileChanged, example);
    expect(claims.map((claim) => claim.stage ?? systemFileChanged.stage)).toEqual([example.stage]);
  });
  it.each(fixture.silent)('is silent on $name', (example) => {
    expect(runDetector(systemFileChanged, example)).toEqual([]);
  });
  it('tells of all in one claim, those first that show what runs', () => {
    const seen = [...(fixture.fires[1]?.seen ?? []), ...(fixture.fires[0]?.seen ?? [])];
    expect(runDetector(systemFileChanged, { name: 'x', seen })).toMatchObject([
      {
        title: expect.stringMatching(/brought: \/usr\/bin\/ps; nor are other files: \/usr\/bin\/jq$/),
        confidence: 'moderate',
      },
    ]);
  });
});
