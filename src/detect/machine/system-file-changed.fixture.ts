import type { DetectorCase, DetectorFixture } from '../../../tests/fixture.ts';

function changed(path: string, state: 'changed' | 'missing' = 'changed'): DetectorCase['seen'][number] {
  const value = { path, package: 'x', state, algorithm: 'md5', expected: '0'.repeat(32) } as const;
  return { kind: 'package-file', value, artifact: { name: path, kind: 'executable' } };
}

export const fixture: DetectorFixture = {
  fires: [
    { name: 'what lists processes', stage: 'mention', seen: [changed('/usr/bin/ps')] },
    { name: 'one file', stage: 'mention', seen: [changed('/usr/bin/jq')] },
  ],
  silent: [
    { name: 'nothing', seen: [] },
    { name: 'a file that was left out of an image', seen: [changed('/usr/bin/ps', 'missing')] },
  ],
};
