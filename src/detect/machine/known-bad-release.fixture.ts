import type { DetectorCase, DetectorFixture } from '../../../tests/fixture.ts';

function release(installed: boolean, mines: boolean): DetectorCase['seen'][number] {
  const value = {
    ecosystem: 'npm',
    name: 'ua-parser-js',
    version: '0.7.29',
    says: 'its install script ran a miner',
  } as const;
  return {
    kind: 'bad-release',
    value: { ...value, installed, mines, source: 'https://github.com/advisories' },
    artifact: { name: '/srv/app/node_modules/ua-parser-js/package.json' },
  };
}

export const fixture: DetectorFixture = {
  fires: [
    { name: 'an installed release that mined', stage: 'capability', seen: [release(true, true)] },
    { name: 'an installed release that stole', stage: 'mention', seen: [release(true, false)] },
    { name: 'a release that a lock file names', stage: 'mention', seen: [release(false, true)] },
  ],
  silent: [{ name: 'nothing', seen: [] }],
};
