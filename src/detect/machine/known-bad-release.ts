/**
 * A release of a package that is known to have brought malware, as its source says. Installed, its code was there to
 * run; where only a lock file names it, it would be fetched by whoever installs from that file.
 */

import type { Observation } from '../../model/observation.ts';
import { type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { pathOf } from './place.ts';
import { cut, plain } from './process-words.ts';

const mostClaims = 50;

export const knownBadRelease: Detector<'bad-release'> = defineDetector({
  id: 'known-bad-release',
  title: 'A release that is known to have brought malware',
  stage: 'mention',
  techniques: ['T1195.001'],
  confidence: 'high',
  needs: ['bad-release'],
  couldBe: [
    'a package that was installed after its maker cleaned it, under the same number',
    'a copy that is kept for study',
  ],
  *detect({ 'bad-release': releases }, context) {
    for (const release of releases.slice(0, mostClaims)) yield claimOf(release, pathOf(release.at.artifact, context));
  },
});

function claimOf(release: Observation<'bad-release'>, path: string): Claim {
  const { ecosystem, name, version, installed, mines, says } = release.value;
  const what = `${cut(plain(name))} ${cut(plain(version))} (${ecosystem})`;
  const place = cut(plain(path), 160);
  return {
    title: installed ? `${what} is installed (${place}): ${says}` : `A lock file (${place}) names ${what}: ${says}`,
    stage: installed && mines ? 'capability' : 'mention',
    confidence: installed ? 'high' : 'moderate',
    techniques: mines ? ['T1195.001', 'T1496.001'] : ['T1195.001'],
    because: saw(release),
  };
}
